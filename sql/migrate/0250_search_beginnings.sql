-- SPDX-License-Identifier: Apache-2.0
-- Search as typed with half a million texts: a beginning whose length the index does not know is put together from all words
-- that begin so, which took 130 ms for one letter and 10 ms for five. Beginnings of one to six letters are known now.

-- engine: sqlite
DROP TABLE search_objective;
DROP TABLE search_key_result;
DROP TABLE search_person;
DROP TABLE search_unit;
CREATE VIRTUAL TABLE search_objective USING fts5(text, content='search_objective_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6', detail='none');
CREATE VIRTUAL TABLE search_key_result USING fts5(text, content='search_key_result_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6', detail='none');
CREATE VIRTUAL TABLE search_person USING fts5(text, content='search_person_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6', detail='none');
CREATE VIRTUAL TABLE search_unit USING fts5(text, content='search_unit_text', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6', detail='none');
INSERT INTO search_objective (search_objective) VALUES ('rebuild');
INSERT INTO search_key_result (search_key_result) VALUES ('rebuild');
INSERT INTO search_person (search_person) VALUES ('rebuild');
INSERT INTO search_unit (search_unit) VALUES ('rebuild');

-- engine: postgres
SELECT 1;
