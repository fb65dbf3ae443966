-- SPDX-License-Identifier: Apache-2.0
-- A title costs what its words cost to look up, however many words are known. NOT EXISTS was planned for the
-- first few of them, and read all words for each title.

-- engine: postgres
CREATE OR REPLACE FUNCTION search_learn() RETURNS trigger LANGUAGE plpgsql AS '
DECLARE
    said text;
BEGIN
    IF tg_argv[0] = ''title'' THEN said := new.title; ELSE said := new.name; END IF;
    INSERT INTO search_word (word)
    SELECT DISTINCT one FROM string_to_table(search_fold(said), '' '') one
     WHERE one <> '''' ORDER BY one
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END';
