-- SPDX-License-Identifier: Apache-2.0
-- Search as typed with half a million texts on PostgreSQL: the words of each are kept as they are written, so that none
-- is folded while somebody types, and its index knows beginnings of one to twelve letters, and what is new.

-- engine: postgres
CREATE TABLE search_objective_words (id {id} PRIMARY KEY, words tsvector NOT NULL);
CREATE TABLE search_key_result_words (id {id} PRIMARY KEY, words tsvector NOT NULL);
CREATE TABLE search_person_words (id {id} PRIMARY KEY, words tsvector NOT NULL);
CREATE TABLE search_unit_words (id {id} PRIMARY KEY, words tsvector NOT NULL);

-- Arrows, symbols and pictures are no letters, whatever the locale of the database says.
CREATE FUNCTION search_words_of(t text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN strip(to_tsvector('simple',
    regexp_replace(coalesce(search_fold(t), ''), '[\u2190-\u2bff\U0001f000-\U0001faff]+', ' ', 'g')));

-- The words, their beginnings, and which 4096 ids the text is one of: "#0". In a language whose functions are read once a
-- connection, not once a row. Not for parallel workers, who take longer to begin than a search does.
CREATE FUNCTION search_beginnings(id bigint, words tsvector) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL UNSAFE COST 1000 AS '
BEGIN
    RETURN array_to_tsvector((
        SELECT array_agg(ARRAY[one, left(one, 1), left(one, 2), left(one, 3), left(one, 4), left(one, 5), left(one, 6),
                               left(one, 7), left(one, 8), left(one, 9), left(one, 10), left(one, 11), left(one, 12)])
          FROM unnest(tsvector_to_array(words)) one)) || array_to_tsvector(ARRAY[''#'' || (id >> 12)]);
END';

CREATE FUNCTION search_keep() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    IF tg_table_name = ''objective'' THEN
        INSERT INTO search_objective_words AS w (id, words) VALUES (new.id, search_words_of(new.title))
        ON CONFLICT (id) DO UPDATE SET words = excluded.words WHERE w.words <> excluded.words;
    ELSIF tg_table_name = ''key_result'' THEN
        INSERT INTO search_key_result_words AS w (id, words) VALUES (new.id, search_words_of(new.title))
        ON CONFLICT (id) DO UPDATE SET words = excluded.words WHERE w.words <> excluded.words;
    ELSIF tg_table_name = ''person'' THEN
        INSERT INTO search_person_words AS w (id, words) VALUES (new.id, search_words_of(new.name))
        ON CONFLICT (id) DO UPDATE SET words = excluded.words WHERE w.words <> excluded.words;
    ELSE
        INSERT INTO search_unit_words AS w (id, words) VALUES (new.id, search_words_of(new.name))
        ON CONFLICT (id) DO UPDATE SET words = excluded.words WHERE w.words <> excluded.words;
    END IF;
    RETURN NULL;
END';
CREATE FUNCTION search_forget() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    IF tg_table_name = ''objective'' THEN
        DELETE FROM search_objective_words WHERE id = old.id;
    ELSIF tg_table_name = ''key_result'' THEN
        DELETE FROM search_key_result_words WHERE id = old.id;
    ELSIF tg_table_name = ''person'' THEN
        DELETE FROM search_person_words WHERE id = old.id;
    ELSE
        DELETE FROM search_unit_words WHERE id = old.id;
    END IF;
    RETURN NULL;
END';

-- From here on nobody else writes titles until all of it is done, so that none is left out.
CREATE TRIGGER search_objective_keep AFTER INSERT OR UPDATE OF title ON objective
    FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER search_objective_forget AFTER DELETE ON objective
    FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_key_result_keep AFTER INSERT OR UPDATE OF title ON key_result
    FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER search_key_result_forget AFTER DELETE ON key_result
    FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_person_keep AFTER INSERT OR UPDATE OF name ON person
    FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER search_person_forget AFTER DELETE ON person
    FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER search_unit_keep AFTER INSERT OR UPDATE OF name ON unit
    FOR EACH ROW EXECUTE FUNCTION search_keep();
CREATE TRIGGER search_unit_forget AFTER DELETE ON unit
    FOR EACH ROW EXECUTE FUNCTION search_forget();

INSERT INTO search_objective_words (id, words) SELECT id, search_words_of(title) FROM objective ORDER BY id;
INSERT INTO search_key_result_words (id, words) SELECT id, search_words_of(title) FROM key_result ORDER BY id;
INSERT INTO search_person_words (id, words) SELECT id, search_words_of(name) FROM person ORDER BY id;
INSERT INTO search_unit_words (id, words) SELECT id, search_words_of(name) FROM unit ORDER BY id;

-- What waits to be put in order is read by every search: little may wait.
CREATE INDEX search_objective_beginnings ON search_objective_words
    USING gin (search_beginnings(id, words)) WITH (gin_pending_list_limit = 64);
CREATE INDEX search_key_result_beginnings ON search_key_result_words
    USING gin (search_beginnings(id, words)) WITH (gin_pending_list_limit = 64);
CREATE INDEX search_person_beginnings ON search_person_words
    USING gin (search_beginnings(id, words)) WITH (gin_pending_list_limit = 64);
CREATE INDEX search_unit_beginnings ON search_unit_words
    USING gin (search_beginnings(id, words)) WITH (gin_pending_list_limit = 64);
