-- SPDX-License-Identifier: Apache-2.0
-- What search looks up by words. `words` is "klant|klanten tevreden": every word must be there, any of those with a
-- bar between will do, and each stands for all that begin with it (search.c writes it). Ids come newest
-- first; whether somebody may see them is asked of the tables afterwards.

-- fragment: search_newest
-- PostgreSQL: of the texts of `text` those that are found. Among the newest few thousand first, and among all where
-- those are too few: what many texts have is found in the first, what few have has few to be put in order. A beginning
-- of up to twelve letters is a word of the index. An index in the order of ids is kept out (`id + 0`), by which all would be read.
asked AS MATERIALIZED (
    SELECT '(' || replace(regexp_replace(:words, '[^ |]{13,}', '\&:*', 'g'), ' ', ')&(') || ')' AS words,
           least((SELECT max(id) FROM text), :before) >> 12 AS newest),
late AS MATERIALIZED (
    SELECT id FROM text
     WHERE beginnings @@ (SELECT (words || '&(#' || newest || '|#' || newest - 1 || ')')::tsquery FROM asked)
       AND id + 0 < :before
     ORDER BY id + 0 DESC
     LIMIT :limit)
SELECT id FROM late
UNION
(SELECT id FROM text
  WHERE (SELECT count(*) FROM late) < :limit
    AND beginnings @@ (SELECT words::tsquery FROM asked)
    AND id + 0 < :before
  ORDER BY id + 0 DESC
  LIMIT :limit)
ORDER BY id DESC
LIMIT :limit

-- name: search_objective_ids :many id_row
-- param: words text
-- param: before id
SELECT rowid AS id FROM search_objective
 WHERE search_objective MATCH '("' || replace(replace(:words, ' ', '"*) AND ("'), '|', '"* OR "') || '"*)'
   AND rowid < :before
 ORDER BY rowid DESC
 LIMIT :limit;
-- engine: postgres
WITH text AS NOT MATERIALIZED (SELECT id, search_beginnings(id, words) AS beginnings FROM search_objective_words),
{search_newest};

-- name: search_key_result_ids :many id_row
-- param: words text
-- param: before id
SELECT rowid AS id FROM search_key_result
 WHERE search_key_result MATCH '("' || replace(replace(:words, ' ', '"*) AND ("'), '|', '"* OR "') || '"*)'
   AND rowid < :before
 ORDER BY rowid DESC
 LIMIT :limit;
-- engine: postgres
WITH text AS NOT MATERIALIZED (SELECT id, search_beginnings(id, words) AS beginnings FROM search_key_result_words),
{search_newest};

-- name: search_person_ids :many id_row
-- param: words text
-- param: before id
SELECT rowid AS id FROM search_person
 WHERE search_person MATCH '("' || replace(replace(:words, ' ', '"*) AND ("'), '|', '"* OR "') || '"*)'
   AND rowid < :before
 ORDER BY rowid DESC
 LIMIT :limit;
-- engine: postgres
WITH text AS NOT MATERIALIZED (SELECT id, search_beginnings(id, words) AS beginnings FROM search_person_words),
{search_newest};

-- name: search_unit_ids :many id_row
-- param: words text
-- param: before id
SELECT rowid AS id FROM search_unit
 WHERE search_unit MATCH '("' || replace(replace(:words, ' ', '"*) AND ("'), '|', '"* OR "') || '"*)'
   AND rowid < :before
 ORDER BY rowid DESC
 LIMIT :limit;
-- engine: postgres
WITH text AS NOT MATERIALIZED (SELECT id, search_beginnings(id, words) AS beginnings FROM search_unit_words),
{search_newest};

-- name: search_words :many search_word
-- not null: word
-- param: low text
-- param: high text
-- The words of all texts from `low` up to, not including, `high`.
SELECT term AS word FROM search_objective_word WHERE term >= :low AND term < :high
UNION SELECT term FROM search_key_result_word WHERE term >= :low AND term < :high
UNION SELECT term FROM search_person_word WHERE term >= :low AND term < :high
UNION SELECT term FROM search_unit_word WHERE term >= :low AND term < :high
ORDER BY word
LIMIT :limit;
-- engine: postgres
SELECT word FROM search_word WHERE word >= :low AND word < :high ORDER BY word LIMIT :limit;

-- name: search_key_results :many search_key_result
SELECT id, objective_id, title FROM key_result WHERE id IN {list:ids} AND dropped_at IS NULL ORDER BY id DESC;

-- name: search_people :many search_person
-- param: today day
SELECT p.id, p.name AS title, p.state AS person_state,
       (SELECT u.name FROM membership m JOIN unit u ON u.id = m.unit_id
         WHERE m.person_id = p.id AND m.main AND m.valid_from <= :today
           AND (m.valid_until IS NULL OR m.valid_until > :today)
         ORDER BY m.id LIMIT 1) AS unit_name
  FROM person p
 WHERE p.id IN {list:ids} AND p.merged_into IS NULL AND p.erased_at IS NULL
 ORDER BY p.id DESC;

-- name: search_units :many search_unit
-- param: today day
SELECT u.id, u.name AS title, a.name AS unit_name
  FROM unit u
  LEFT JOIN unit a ON a.id = u.parent_id
 WHERE u.id IN {list:ids} AND (u.valid_until IS NULL OR u.valid_until > :today)
 ORDER BY u.id DESC;
