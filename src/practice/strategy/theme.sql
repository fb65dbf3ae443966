-- SPDX-License-Identifier: Apache-2.0

-- name: theme_find :one theme
SELECT * FROM theme WHERE id = :id;

-- name: theme_show :one theme_view
-- partial
SELECT id, name, state, created_at FROM theme WHERE id = :id;

-- name: theme_page :many theme_row
-- param: strategy_id id
-- param: proposed bool
-- param: state theme_state?
-- param: after int
-- Themes with what the version that holds says of them: those in it by rank, then the others.
SELECT t.id, t.name, t.state, t.created_at, v.rank, v.owner_id, p.name AS owner_name, v.from_year,
       v.until_year
  FROM theme t
  LEFT JOIN strategy_theme v ON v.theme_id = t.id AND v.strategy_id = :strategy_id
  LEFT JOIN person p ON p.id = v.owner_id
 WHERE (:proposed OR t.state <> 'proposed')
   AND (:state IS NULL OR t.state = :state)
 ORDER BY v.rank NULLS LAST, t.state, t.name, t.id
 LIMIT :limit OFFSET :after;

-- name: theme_insert :id from theme
INSERT INTO theme (name, state, created_at) VALUES (:name, :state, :created_at);

-- name: theme_name_set :exec
UPDATE theme SET name = :name WHERE id = :id;

-- name: theme_hold :exec
-- param: strategy_id id
-- What the version has holds from now on, called as it calls them.
UPDATE theme
   SET state = 'current',
       name = (SELECT v.name FROM strategy_theme v
                WHERE v.strategy_id = :strategy_id AND v.theme_id = theme.id)
 WHERE id IN (SELECT v.theme_id FROM strategy_theme v WHERE v.strategy_id = :strategy_id);

-- name: theme_end :exec
-- param: strategy_id id
-- What held, and is not in the version, ends.
UPDATE theme SET state = 'ended'
 WHERE state = 'current'
   AND id NOT IN (SELECT v.theme_id FROM strategy_theme v WHERE v.strategy_id = :strategy_id);

-- name: theme_forget :exec
-- A proposal that no version has any more.
DELETE FROM theme
 WHERE id = :id AND state = 'proposed'
   AND NOT EXISTS (SELECT 1 FROM strategy_theme v WHERE v.theme_id = theme.id);

-- name: theme_versions :many theme_version
-- param: theme_id id
-- param: drafts bool
SELECT v.id, v.strategy_id, v.theme_id, v.name, v.owner_id, v.from_year, v.until_year, v.success,
       v.description, v.rank, v.version, p.name AS owner_name, s.name AS strategy_name,
       s.session_day, s.state
  FROM strategy_theme v
  JOIN strategy s ON s.id = v.strategy_id
  LEFT JOIN person p ON p.id = v.owner_id
 WHERE v.theme_id = :theme_id AND (:drafts OR s.state = 'published')
 ORDER BY s.session_day DESC, s.id DESC;

-- name: strategy_theme_get :one strategy_theme
SELECT * FROM strategy_theme WHERE id = :id;

-- fragment: strategy_theme_view
SELECT v.id, v.strategy_id, v.theme_id, v.name, v.owner_id, v.from_year, v.until_year, v.success,
       v.description, v.rank, v.version, p.name AS owner_name, t.state AS theme_state
  FROM strategy_theme v
  JOIN theme t ON t.id = v.theme_id
  LEFT JOIN person p ON p.id = v.owner_id

-- name: strategy_theme_list :many strategy_theme_view
-- param: strategy_id id
{strategy_theme_view}
 WHERE v.strategy_id = :strategy_id
 ORDER BY v.rank, v.id;

-- name: strategy_theme_show :one strategy_theme_view
{strategy_theme_view}
 WHERE v.id = :id;

-- name: strategy_theme_count :number
SELECT count(*) FROM strategy_theme WHERE strategy_id = :strategy_id;

-- name: strategy_theme_rank_next :number
SELECT max(rank) + 1 FROM strategy_theme WHERE strategy_id = :strategy_id;

-- name: strategy_theme_insert :id from strategy_theme
INSERT INTO strategy_theme (strategy_id, theme_id, name, owner_id, from_year, until_year, success,
                            description, rank, version)
VALUES (:strategy_id, :theme_id, :name, :owner_id, :from_year, :until_year, :success, :description,
        :rank, :version);

-- name: strategy_theme_copy :exec
-- param: from_id id
-- param: into_id id
-- A draft begins with the themes of the version it is based on.
INSERT INTO strategy_theme (strategy_id, theme_id, name, owner_id, from_year, until_year, success,
                            description, rank, version)
SELECT :into_id, v.theme_id, v.name, v.owner_id, v.from_year, v.until_year, v.success, v.description,
       v.rank, 1
  FROM strategy_theme v WHERE v.strategy_id = :from_id;

-- name: strategy_theme_save :exec from strategy_theme
UPDATE strategy_theme
   SET name = :name, owner_id = :owner_id, from_year = :from_year, until_year = :until_year,
       success = :success, description = :description, rank = :rank, version = :version
 WHERE id = :id;

-- name: strategy_theme_remove :exec
DELETE FROM strategy_theme WHERE id = :id;
