-- SPDX-License-Identifier: Apache-2.0
-- How exports are read: columns, words, and what else a mapping says.

-- name: import_columns :many import_column
SELECT * FROM import_column WHERE source = :source ORDER BY field;

-- name: import_column_clear :exec
DELETE FROM import_column WHERE source = :source;

-- name: import_column_insert :exec from import_column
INSERT INTO import_column (source, field, header, constant)
VALUES (:source, :field, :header, :constant)
ON CONFLICT (source, field) DO UPDATE SET header = excluded.header, constant = excluded.constant;

-- name: import_words :many import_word
SELECT * FROM import_word WHERE source = :source ORDER BY field, word;

-- name: import_word_clear :exec
DELETE FROM import_word WHERE source = :source;

-- name: import_word_insert :exec from import_word
INSERT INTO import_word (source, field, word, meaning) VALUES (:source, :field, :word, :meaning)
ON CONFLICT (source, field, word) DO UPDATE SET meaning = excluded.meaning;

-- name: import_mapping_get :one import_mapping
SELECT * FROM import_mapping WHERE source = :source;

-- name: import_mapping_page :many import_mapping
-- param: after_source text
SELECT * FROM import_mapping WHERE source > :after_source ORDER BY source LIMIT :limit;

-- name: import_mapping_set :exec from import_mapping
INSERT INTO import_mapping (source, day_order, decimal_sign, new_units, new_people)
VALUES (:source, :day_order, :decimal_sign, :new_units, :new_people)
ON CONFLICT (source) DO UPDATE
   SET day_order = excluded.day_order, decimal_sign = excluded.decimal_sign,
       new_units = excluded.new_units, new_people = excluded.new_people;

-- name: import_mapping_delete :exec
DELETE FROM import_mapping WHERE source = :source;
