-- SPDX-License-Identifier: Apache-2.0
-- Of published versions the one of the latest session holds; publishing sees to it that none comes
-- before one that holds already.

-- name: strategy_get :one strategy
SELECT * FROM strategy WHERE id = :id;

-- name: strategy_holding :one strategy
-- param: day day
-- The version that held on a day.
SELECT * FROM strategy
 WHERE state = 'published' AND session_day <= :day
 ORDER BY session_day DESC, id DESC LIMIT 1;

-- name: strategy_first :one strategy
SELECT * FROM strategy WHERE state = 'published' ORDER BY session_day, id LIMIT 1;

-- name: strategy_top :many unit_place
-- The units without one above them; where there is exactly one it stands for the organisation.
SELECT id, name, path, zone_effective AS zone, valid_until
  FROM unit WHERE parent_id IS NULL AND valid_until IS NULL ORDER BY id LIMIT 2;

-- name: strategy_show :one strategy_view
-- partial
SELECT s.id, s.name, s.session_day, s.state, s.mission, s.starting_point, s.change_note,
       s.based_on_id, s.created_by, s.created_at, s.published_by, s.published_at, s.version,
       b.name AS based_on_name, c.name AS created_by_name, p.name AS published_by_name
  FROM strategy s
  LEFT JOIN strategy b ON b.id = s.based_on_id
  LEFT JOIN person c ON c.id = s.created_by
  LEFT JOIN person p ON p.id = s.published_by
 WHERE s.id = :id;

-- fragment: strategy_row
SELECT s.id, s.name, s.session_day, s.state, s.change_note, s.published_at, s.version,
       p.name AS published_by_name,
       (SELECT count(*) FROM strategy_theme t WHERE t.strategy_id = s.id) AS theme_count
  FROM strategy s
  LEFT JOIN person p ON p.id = s.published_by

-- name: strategy_page :many strategy_row
-- partial
-- param: drafts bool
-- param: after_day day
-- param: after_id id
{strategy_row}
 WHERE (s.session_day, s.id) < (:after_day, :after_id)
   AND (:drafts OR s.state = 'published')
 ORDER BY s.session_day DESC, s.id DESC
 LIMIT :limit;

-- name: strategy_row_get :one strategy_row
-- partial
{strategy_row}
 WHERE s.id = :id;

-- name: strategy_insert :id from strategy
INSERT INTO strategy (name, session_day, state, mission, starting_point, change_note, based_on_id,
                      created_by, created_at, published_by, published_at, version)
VALUES (:name, :session_day, :state, :mission, :starting_point, :change_note, :based_on_id,
        :created_by, :created_at, :published_by, :published_at, :version);

-- name: strategy_update :exec from strategy
UPDATE strategy
   SET name = :name, session_day = :session_day, state = :state, mission = :mission,
       starting_point = :starting_point, change_note = :change_note, based_on_id = :based_on_id,
       published_by = :published_by, published_at = :published_at, version = :version
 WHERE id = :id;

-- name: strategy_remove :exec
DELETE FROM strategy WHERE id = :id;

-- name: strategy_history_page :many history_entry
-- partial
-- param: before_event id
-- param: before_id id
-- Of the version and its themes, newest first; an event without a changed field counts once, with id 0.
SELECT coalesce(h.id, 0) AS id, e.id AS event_id, e.at, e.kind, e.person_id, p.name AS person_name,
       e.subject, e.subject_id, h.field, h.old_value, h.new_value, po.name AS old_name, pn.name AS new_name
  FROM event e
  LEFT JOIN change h ON h.event_id = e.id
  LEFT JOIN person p ON p.id = e.person_id
  LEFT JOIN person po ON po.id = CASE WHEN h.field = 'owner_id' THEN CAST(h.old_value AS BIGINT) END
  LEFT JOIN person pn ON pn.id = CASE WHEN h.field = 'owner_id' THEN CAST(h.new_value AS BIGINT) END
 WHERE e.id IN (SELECT x.id FROM event x WHERE x.subject = 'strategy' AND x.subject_id = :id
                UNION ALL
                SELECT y.id FROM strategy_theme t CROSS JOIN event y
                 WHERE t.strategy_id = :id AND y.subject = 'strategy_theme' AND y.subject_id = t.id)
   AND (e.id, coalesce(h.id, 0)) < (:before_event, :before_id)
 ORDER BY e.id DESC, coalesce(h.id, 0) DESC
 LIMIT :limit;
