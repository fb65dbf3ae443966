-- SPDX-License-Identifier: Apache-2.0
-- Search as typed: the words of titles and names, without accents, found by how they begin. Each engine keeps
-- its index with the write itself, whoever writes: a rule, an import, an erasure.

-- engine: sqlite
-- What is indexed: letters that no normal form takes apart become the plain ones, as model/fold.c has it.
CREATE VIEW search_objective_text AS
SELECT id, replace(replace(replace(replace(replace(replace(replace(title,
       'ß', 'ss'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd') AS text FROM objective;
CREATE VIEW search_key_result_text AS
SELECT id, replace(replace(replace(replace(replace(replace(replace(title,
       'ß', 'ss'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd') AS text FROM key_result;
CREATE VIEW search_person_text AS
SELECT id, replace(replace(replace(replace(replace(replace(replace(name,
       'ß', 'ss'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd') AS text FROM person;
CREATE VIEW search_unit_text AS
SELECT id, replace(replace(replace(replace(replace(replace(replace(name,
       'ß', 'ss'), 'ø', 'o'), 'Ø', 'o'), 'ł', 'l'), 'Ł', 'l'), 'đ', 'd'), 'Đ', 'd') AS text FROM unit;

CREATE VIRTUAL TABLE search_objective USING fts5(text, content='search_objective_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3', detail='none');
CREATE VIRTUAL TABLE search_key_result USING fts5(text, content='search_key_result_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3', detail='none');
CREATE VIRTUAL TABLE search_person USING fts5(text, content='search_person_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3', detail='none');
CREATE VIRTUAL TABLE search_unit USING fts5(text, content='search_unit_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3', detail='none');

-- The words there are, for the nearest of one that is not there.
CREATE VIRTUAL TABLE search_objective_word USING fts5vocab('search_objective', 'row');
CREATE VIRTUAL TABLE search_key_result_word USING fts5vocab('search_key_result', 'row');
CREATE VIRTUAL TABLE search_person_word USING fts5vocab('search_person', 'row');
CREATE VIRTUAL TABLE search_unit_word USING fts5vocab('search_unit', 'row');

INSERT INTO search_objective (search_objective) VALUES ('rebuild');
INSERT INTO search_key_result (search_key_result) VALUES ('rebuild');
INSERT INTO search_person (search_person) VALUES ('rebuild');
INSERT INTO search_unit (search_unit) VALUES ('rebuild');

CREATE TRIGGER search_objective_insert AFTER INSERT ON objective BEGIN
    INSERT INTO search_objective (rowid, text) SELECT id, text FROM search_objective_text WHERE id = new.id;
END;
CREATE TRIGGER search_objective_forget BEFORE UPDATE OF title ON objective WHEN new.title IS NOT old.title BEGIN
    INSERT INTO search_objective (search_objective, rowid, text)
    SELECT 'delete', id, text FROM search_objective_text WHERE id = old.id;
END;
CREATE TRIGGER search_objective_update AFTER UPDATE OF title ON objective WHEN new.title IS NOT old.title BEGIN
    INSERT INTO search_objective (rowid, text) SELECT id, text FROM search_objective_text WHERE id = new.id;
END;
CREATE TRIGGER search_objective_delete BEFORE DELETE ON objective BEGIN
    INSERT INTO search_objective (search_objective, rowid, text)
    SELECT 'delete', id, text FROM search_objective_text WHERE id = old.id;
END;

CREATE TRIGGER search_key_result_insert AFTER INSERT ON key_result BEGIN
    INSERT INTO search_key_result (rowid, text) SELECT id, text FROM search_key_result_text WHERE id = new.id;
END;
CREATE TRIGGER search_key_result_forget BEFORE UPDATE OF title ON key_result WHEN new.title IS NOT old.title BEGIN
    INSERT INTO search_key_result (search_key_result, rowid, text)
    SELECT 'delete', id, text FROM search_key_result_text WHERE id = old.id;
END;
CREATE TRIGGER search_key_result_update AFTER UPDATE OF title ON key_result WHEN new.title IS NOT old.title BEGIN
    INSERT INTO search_key_result (rowid, text) SELECT id, text FROM search_key_result_text WHERE id = new.id;
END;
CREATE TRIGGER search_key_result_delete BEFORE DELETE ON key_result BEGIN
    INSERT INTO search_key_result (search_key_result, rowid, text)
    SELECT 'delete', id, text FROM search_key_result_text WHERE id = old.id;
END;

CREATE TRIGGER search_person_insert AFTER INSERT ON person BEGIN
    INSERT INTO search_person (rowid, text) SELECT id, text FROM search_person_text WHERE id = new.id;
END;
CREATE TRIGGER search_person_forget BEFORE UPDATE OF name ON person WHEN new.name IS NOT old.name BEGIN
    INSERT INTO search_person (search_person, rowid, text)
    SELECT 'delete', id, text FROM search_person_text WHERE id = old.id;
END;
CREATE TRIGGER search_person_update AFTER UPDATE OF name ON person WHEN new.name IS NOT old.name BEGIN
    INSERT INTO search_person (rowid, text) SELECT id, text FROM search_person_text WHERE id = new.id;
END;
CREATE TRIGGER search_person_delete BEFORE DELETE ON person BEGIN
    INSERT INTO search_person (search_person, rowid, text)
    SELECT 'delete', id, text FROM search_person_text WHERE id = old.id;
END;

CREATE TRIGGER search_unit_insert AFTER INSERT ON unit BEGIN
    INSERT INTO search_unit (rowid, text) SELECT id, text FROM search_unit_text WHERE id = new.id;
END;
CREATE TRIGGER search_unit_forget BEFORE UPDATE OF name ON unit WHEN new.name IS NOT old.name BEGIN
    INSERT INTO search_unit (search_unit, rowid, text)
    SELECT 'delete', id, text FROM search_unit_text WHERE id = old.id;
END;
CREATE TRIGGER search_unit_update AFTER UPDATE OF name ON unit WHEN new.name IS NOT old.name BEGIN
    INSERT INTO search_unit (rowid, text) SELECT id, text FROM search_unit_text WHERE id = new.id;
END;
CREATE TRIGGER search_unit_delete BEFORE DELETE ON unit BEGIN
    INSERT INTO search_unit (search_unit, rowid, text)
    SELECT 'delete', id, text FROM search_unit_text WHERE id = old.id;
END;

-- engine: postgres
-- Without case, accents and punctuation; translate() has letters that no normal form takes apart.
CREATE FUNCTION search_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(replace(lower(regexp_replace(regexp_replace(normalize(t, NFKD),
    '[\u0300-\u036f]', '', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+', ' ', 'g')),
    'ß', 'ss'), 'øØłŁđĐ', 'oolldd');

CREATE INDEX search_objective ON objective USING gin (to_tsvector('simple', search_fold(title)));
CREATE INDEX search_key_result ON key_result USING gin (to_tsvector('simple', search_fold(title)));
CREATE INDEX search_person ON person USING gin (to_tsvector('simple', search_fold(name)));
CREATE INDEX search_unit ON unit USING gin (to_tsvector('simple', search_fold(name)));

-- The words there are or were, for the nearest of one that is not there.
CREATE TABLE search_word (word {text} PRIMARY KEY);
CREATE FUNCTION search_learn() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    INSERT INTO search_word (word)
    SELECT DISTINCT one FROM regexp_split_to_table(search_fold(to_jsonb(new) ->> tg_argv[0]), '' '') one
     WHERE one <> '''' AND NOT EXISTS (SELECT FROM search_word w WHERE w.word = one)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END';
CREATE TRIGGER search_objective_learn AFTER INSERT OR UPDATE OF title ON objective
    FOR EACH ROW EXECUTE FUNCTION search_learn('title');
CREATE TRIGGER search_key_result_learn AFTER INSERT OR UPDATE OF title ON key_result
    FOR EACH ROW EXECUTE FUNCTION search_learn('title');
CREATE TRIGGER search_person_learn AFTER INSERT OR UPDATE OF name ON person
    FOR EACH ROW EXECUTE FUNCTION search_learn('name');
CREATE TRIGGER search_unit_learn AFTER INSERT OR UPDATE OF name ON unit
    FOR EACH ROW EXECUTE FUNCTION search_learn('name');
INSERT INTO search_word (word)
SELECT DISTINCT one
  FROM (SELECT title AS text FROM objective UNION ALL SELECT title FROM key_result
        UNION ALL SELECT name FROM person UNION ALL SELECT name FROM unit) every
  CROSS JOIN regexp_split_to_table(search_fold(every.text), ' ') one
 WHERE one <> '';
