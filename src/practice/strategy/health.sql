-- SPDX-License-Identifier: Apache-2.0

-- name: health_measure_get :one health_measure
SELECT * FROM health_measure WHERE id = :id AND ended_at IS NULL;

-- fragment: health_measure_view
-- What a measure is now: the value of the newest day, recorded last.
SELECT m.id, m.theme_id, m.name, m.unit_of_measure, m.low_value, m.high_value, m.rank, m.ended_at,
       m.created_at, m.version, n.value AS current_value, n.day AS current_day,
       (SELECT count(*) FROM health_value c WHERE c.measure_id = m.id) AS value_count
  FROM health_measure m
  LEFT JOIN health_value n ON n.id = (SELECT x.id FROM health_value x WHERE x.measure_id = m.id
                                       ORDER BY x.day DESC, x.id DESC LIMIT 1)

-- name: health_measure_list :many health_measure_view
-- partial
-- param: theme_id id
{health_measure_view}
 WHERE m.theme_id = :theme_id AND m.ended_at IS NULL
 ORDER BY m.rank, m.id;

-- name: health_measure_show :one health_measure_view
-- partial
{health_measure_view}
 WHERE m.id = :id;

-- name: health_measure_rank_next :number
SELECT max(rank) + 1 FROM health_measure WHERE theme_id = :theme_id;

-- name: health_measure_insert :id from health_measure
INSERT INTO health_measure (theme_id, name, unit_of_measure, low_value, high_value, rank, ended_at, created_at, version)
VALUES (:theme_id, :name, :unit_of_measure, :low_value, :high_value, :rank, :ended_at, :created_at, :version);

-- name: health_measure_save :exec from health_measure
UPDATE health_measure
   SET name = :name, unit_of_measure = :unit_of_measure, low_value = :low_value,
       high_value = :high_value, rank = :rank, ended_at = :ended_at, version = :version
 WHERE id = :id;

-- name: health_value_page :many health_value_view
-- param: measure_id id
-- param: before_day day
-- param: before_id id
SELECT v.id, v.measure_id, v.person_id, v.day, v.value, v.note, v.created_at, p.name AS person_name
  FROM health_value v
  LEFT JOIN person p ON p.id = v.person_id
 WHERE v.measure_id = :measure_id AND (v.day, v.id) < (:before_day, :before_id)
 ORDER BY v.day DESC, v.id DESC
 LIMIT :limit;

-- name: health_value_insert :id from health_value
INSERT INTO health_value (measure_id, person_id, day, value, note, created_at)
VALUES (:measure_id, :person_id, :day, :value, :note, :created_at);

-- name: health_value_show :one health_value_view
SELECT v.id, v.measure_id, v.person_id, v.day, v.value, v.note, v.created_at, p.name AS person_name
  FROM health_value v
  LEFT JOIN person p ON p.id = v.person_id
 WHERE v.id = :id;
