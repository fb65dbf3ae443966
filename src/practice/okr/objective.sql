-- SPDX-License-Identifier: Apache-2.0

-- name: objective_get :one objective
SELECT * FROM objective WHERE id = :id;

-- name: objective_place :one objective_place
-- ahead
-- param: me id
SELECT o.unit_id, u.path AS unit_path, u.zone_effective AS zone, u.cadence_effective AS cadence,
       c.start_day AS cycle_start, c.end_day AS cycle_end, c.state AS cycle_state,
       (SELECT count(*) FROM objective_owner w WHERE w.objective_id = o.id AND w.person_id = :me) AS co_owner,
       (SELECT count(*) FROM objective_reader d WHERE d.objective_id = o.id AND d.person_id = :me) AS reader
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
  JOIN cycle c ON c.id = o.cycle_id
 WHERE o.id = :id;

-- name: objective_show :one objective_view
-- partial
-- ahead
-- param: me id
SELECT o.id, o.cycle_id, o.unit_id, o.owner_id, o.theme_id, o.title, o.description, o.kind, o.state,
       o.rank, o.progress, o.score, o.imported, o.postponed, o.dropped_at, o.archived_at, o.reason,
       o.created_by, o.created_at, o.published_at, o.closed_at, o.edition, o.version,
       u.name AS unit_name, p.name AS owner_name, t.name AS theme_name, c.name AS cycle_name,
       u.path AS unit_path, u.zone_effective AS zone, u.cadence_effective AS cadence,
       c.start_day AS cycle_start, c.end_day AS cycle_end, c.state AS cycle_state,
       (SELECT count(*) FROM objective_owner w WHERE w.objective_id = o.id AND w.person_id = :me) AS co_owner
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
  JOIN cycle c ON c.id = o.cycle_id
  LEFT JOIN person p ON p.id = o.owner_id
  LEFT JOIN theme t ON t.id = o.theme_id
 WHERE o.id = :id;

-- fragment: objective_row_columns
o.id, o.cycle_id, o.unit_id, u.name AS unit_name, o.owner_id, p.name AS owner_name,
       o.theme_id, t.name AS theme_name, o.title, o.kind, o.state, o.rank, o.progress, o.version, o.dropped_at, o.archived_at, o.postponed,
       u.path AS unit_path, u.zone_effective AS zone, u.cadence_effective AS cadence,
       c.start_day AS cycle_start, c.end_day AS cycle_end

-- fragment: objective_row
SELECT {objective_row_columns}
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
  JOIN cycle c ON c.id = o.cycle_id
  LEFT JOIN person p ON p.id = o.owner_id
  LEFT JOIN theme t ON t.id = o.theme_id

-- fragment: listed
SELECT o.id, o.rank
  FROM objective o

-- fragment: listed_visible
-- As objective_visible; the unit is looked up for a draft alone.
(o.state <> 'draft' OR EXISTS (SELECT 1 FROM unit u WHERE u.id = o.unit_id AND {objective_draft_is_mine}))

-- shared fragment: upper_draft_is_mine
-- The same as objective_draft_is_mine, of an objective that stands above.
(q.owner_id = :me OR q.created_by = :me
 OR EXISTS (SELECT 1 FROM objective_owner w WHERE w.objective_id = q.id AND w.person_id = :me)
 OR EXISTS (SELECT 1 FROM objective_reader d WHERE d.objective_id = q.id AND d.person_id = :me)
 OR EXISTS (SELECT 1
              FROM role_grant g
              LEFT JOIN unit gu ON gu.id = g.unit_id
             WHERE g.person_id = :me AND g.role <> 'member' AND g.valid_until IS NULL
               AND (g.unit_id IS NULL OR substr(qu.path, 1, length(gu.path)) = gu.path)))

-- fragment: upper_visible
-- Its unit is looked up for a draft alone.
(q.state <> 'draft' OR EXISTS (SELECT 1 FROM unit qu WHERE qu.id = q.unit_id AND {upper_draft_is_mine}))

-- fragment: of_unit_and_cycle
SELECT x.id FROM objective x WHERE x.cycle_id = :cycle_id AND x.unit_id = :unit_id
                UNION ALL
                SELECT y.objective_id FROM objective_unit y WHERE y.unit_id = :unit_id

-- fragment: page_of_rank
(o.rank, o.id) > (:after_rank, :after_id)
   AND (:state IS NULL OR o.state = :state)
   AND (:owner_id IS NULL OR o.owner_id = :owner_id)
   AND (:archived OR o.archived_at IS NULL)

-- name: listed_of_unit_and_cycle :many listed_row
-- ahead
-- param: me id
-- param: state objective_state?
-- param: owner_id id?
-- param: archived bool
-- param: after_rank int
-- param: after_id id
-- The unit decides where to begin: the plus keeps SQLite from walking the whole cycle instead. PostgreSQL
-- makes an array of the ids, which it looks up at once, rather than a table to be joined.
{listed}
 WHERE o.id IN ({of_unit_and_cycle})
   AND +o.cycle_id = :cycle_id
   AND {page_of_rank}
   AND {listed_visible}
 ORDER BY o.rank, o.id
 LIMIT :limit;
-- engine: postgres
{listed}
 WHERE o.id = ANY (ARRAY({of_unit_and_cycle}))
   AND +o.cycle_id = :cycle_id
   AND {page_of_rank}
   AND {listed_visible}
 ORDER BY o.rank, o.id
 LIMIT :limit;

-- name: objective_of_unit_and_cycle :many objective_row
-- partial
-- param: me id
-- param: state objective_state?
-- param: owner_id id?
-- param: archived bool
-- param: after_rank int
-- param: after_id id
{objective_row}
 WHERE o.id IN ({of_unit_and_cycle})
   AND +o.cycle_id = :cycle_id
   AND {page_of_rank}
   AND {objective_visible}
 ORDER BY o.rank, o.id
 LIMIT :limit;
-- engine: postgres
{objective_row}
 WHERE o.id = ANY (ARRAY({of_unit_and_cycle}))
   AND +o.cycle_id = :cycle_id
   AND {page_of_rank}
   AND {objective_visible}
 ORDER BY o.rank, o.id
 LIMIT :limit;

-- name: listed_of_unit :many listed_row
-- param: me id
-- param: state objective_state?
-- param: owner_id id?
-- param: archived bool
-- param: after_id id
{listed}
 WHERE o.id IN (SELECT x.id FROM objective x WHERE x.unit_id = :unit_id
                UNION ALL
                SELECT y.objective_id FROM objective_unit y WHERE y.unit_id = :unit_id)
   AND o.id > :after_id
   AND (:state IS NULL OR o.state = :state)
   AND (:owner_id IS NULL OR o.owner_id = :owner_id)
   AND (:archived OR o.archived_at IS NULL)
   AND {listed_visible}
 ORDER BY o.id
 LIMIT :limit;

-- name: listed_of_owner :many listed_row
-- param: owner_id id
-- param: me id
-- param: state objective_state?
-- param: cycle_id id?
-- param: archived bool
-- param: after_id id
{listed}
 WHERE o.owner_id = :owner_id
   AND o.id > :after_id
   AND (:cycle_id IS NULL OR o.cycle_id = :cycle_id)
   AND (:state IS NULL OR o.state = :state)
   AND (:archived OR o.archived_at IS NULL)
   AND {listed_visible}
 ORDER BY o.id
 LIMIT :limit;

-- name: listed_of_theme :many listed_row
-- param: theme_id id
-- param: me id
-- param: state objective_state?
-- param: cycle_id id?
-- param: unit_id id?
-- param: owner_id id?
-- param: archived bool
-- param: after_id id
{listed}
 WHERE o.theme_id = :theme_id
   AND o.id > :after_id
   AND (:cycle_id IS NULL OR o.cycle_id = :cycle_id)
   AND (:unit_id IS NULL OR o.unit_id = :unit_id
        OR EXISTS (SELECT 1 FROM objective_unit y WHERE y.objective_id = o.id AND y.unit_id = :unit_id))
   AND (:owner_id IS NULL OR o.owner_id = :owner_id)
   AND (:state IS NULL OR o.state = :state)
   AND (:archived OR o.archived_at IS NULL)
   AND {listed_visible}
 ORDER BY o.id
 LIMIT :limit;

-- name: listed_of_tag :many listed_row
-- param: tag_id id
-- param: me id
-- param: state objective_state?
-- param: cycle_id id?
-- param: unit_id id?
-- param: owner_id id?
-- param: theme_id id?
-- param: archived bool
-- param: after_id id
-- One that went up in another finds what that one has.
{listed}
 WHERE o.id IN (SELECT x.objective_id FROM objective_tag x
                 WHERE x.tag_id IN (SELECT coalesce(m.merged_into, m.id) FROM tag m WHERE m.id = :tag_id))
   AND o.id > :after_id
   AND (:cycle_id IS NULL OR o.cycle_id = :cycle_id)
   AND (:unit_id IS NULL OR o.unit_id = :unit_id
        OR EXISTS (SELECT 1 FROM objective_unit y WHERE y.objective_id = o.id AND y.unit_id = :unit_id))
   AND (:owner_id IS NULL OR o.owner_id = :owner_id)
   AND (:theme_id IS NULL OR o.theme_id = :theme_id)
   AND (:state IS NULL OR o.state = :state)
   AND (:archived OR o.archived_at IS NULL)
   AND {listed_visible}
 ORDER BY o.id
 LIMIT :limit;

-- name: listed_of_cycle :many listed_row
-- param: me id
-- param: state objective_state?
-- param: archived bool
-- param: after_id id
{listed}
 WHERE o.cycle_id = :cycle_id
   AND o.id > :after_id
   AND (:state IS NULL OR o.state = :state)
   AND (:archived OR o.archived_at IS NULL)
   AND {listed_visible}
 ORDER BY o.id
 LIMIT :limit;

-- name: objective_of_cycle :many objective_row
-- partial
-- param: me id
-- param: state objective_state?
-- param: archived bool
-- param: after_id id
{objective_row}
 WHERE o.cycle_id = :cycle_id
   AND o.id > :after_id
   AND (:state IS NULL OR o.state = :state)
   AND (:archived OR o.archived_at IS NULL)
   AND {objective_visible}
 ORDER BY o.id
 LIMIT :limit;

-- name: listed_any :many listed_row
-- param: me id
-- param: state objective_state?
-- param: archived bool
-- param: after_id id
{listed}
 WHERE o.id > :after_id
   AND (:state IS NULL OR o.state = :state)
   AND (:archived OR o.archived_at IS NULL)
   AND {listed_visible}
 ORDER BY o.id
 LIMIT :limit;

-- name: objective_owed :many objective_row
-- partial
-- param: me id
-- param: day day
-- param: cadence int
-- Those of whose key results a person owes a check-in.
{objective_row}
 WHERE o.id IN (SELECT w.objective_id FROM {owed} w WHERE {owed_by_me})
 ORDER BY o.id;

-- name: objective_by_ids :many objective_row
-- partial
-- param: ids id[]
{objective_row}
 WHERE o.id IN {list:ids}
 ORDER BY o.rank, o.id;

-- fragment: upper
FROM alignment a
JOIN objective q
  ON q.id = coalesce(a.parent_id, (SELECT k.objective_id FROM key_result k WHERE k.id = a.parent_kr_id))
WHERE a.child_id = o.id AND a.valid_until IS NULL AND q.cycle_id = o.cycle_id AND q.archived_at IS NULL

-- name: objective_roots :many root_row
-- What hangs under nothing of its own cycle that everybody sees. Units come first, in the order that their index has,
-- so that it ends where the limit is.
SELECT o.id, o.state <> 'draft' AND NOT EXISTS (SELECT 1 {upper}) AS sure
  FROM unit u
 CROSS JOIN objective o
 WHERE o.cycle_id = :cycle_id AND o.unit_id = u.id AND o.archived_at IS NULL
   AND NOT EXISTS (SELECT 1 {upper} AND q.state <> 'draft')
 ORDER BY u.depth, u.name, u.id, o.rank, o.id
 LIMIT :limit;

-- name: objective_roots_seen :many id_row
-- param: ids id[]
-- param: me id
-- Of these those that this person sees and that hang under nothing that this person sees: a link to somebody else's
-- draft must not hide one.
SELECT o.id
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
 WHERE o.id IN {list:ids}
   AND NOT EXISTS (SELECT 1 {upper} AND {upper_visible})
   AND {objective_visible}
 ORDER BY o.id;

-- name: objective_seen :many objective_row
-- partial
-- param: me id
-- param: cycle_id id?
-- Those of these that a person may see, as search wants them: the newest first.
{objective_row}
 WHERE o.id IN {list:ids}
   AND (:cycle_id IS NULL OR o.cycle_id = :cycle_id)
   AND o.archived_at IS NULL
   AND {objective_visible}
 ORDER BY o.id DESC;

-- name: objective_rank_next :number
SELECT max(rank) + 1 FROM objective WHERE cycle_id = :cycle_id AND unit_id = :unit_id;

-- name: objective_count_of_unit :number
SELECT count(*) FROM objective
 WHERE cycle_id = :cycle_id AND unit_id = :unit_id AND dropped_at IS NULL AND archived_at IS NULL;

-- name: objective_count_seen :number
-- param: me id
-- As many as objective_of_unit_and_cycle gives this person.
SELECT count(*)
  FROM objective o
  JOIN unit u ON u.id = o.unit_id
 WHERE o.id IN (SELECT x.id FROM objective x WHERE x.cycle_id = :cycle_id AND x.unit_id = :unit_id
                UNION ALL
                SELECT y.objective_id FROM objective_unit y WHERE y.unit_id = :unit_id)
   AND o.cycle_id = :cycle_id AND o.archived_at IS NULL
   AND {objective_visible};

-- name: objective_insert :id from objective
INSERT INTO objective (cycle_id, unit_id, owner_id, theme_id, title, description, kind, state, rank, progress,
                       score, imported, postponed, dropped_at, archived_at, reason, created_by,
                       created_at, published_at, closed_at, version)
VALUES (:cycle_id, :unit_id, :owner_id, :theme_id, :title, :description, :kind, :state, :rank, :progress,
        :score, :imported, :postponed, :dropped_at, :archived_at, :reason, :created_by,
        :created_at, :published_at, :closed_at, :version);

-- name: objective_update :exec from objective
-- Everything but progress, which only objective_progress_set writes.
UPDATE objective
   SET unit_id = :unit_id, owner_id = :owner_id, theme_id = :theme_id, title = :title,
       description = :description, kind = :kind, state = :state, rank = :rank, score = :score, postponed = :postponed,
       dropped_at = :dropped_at, archived_at = :archived_at, reason = :reason,
       published_at = :published_at, closed_at = :closed_at, version = :version
 WHERE id = :id;

-- name: objective_edition_raise :exec
UPDATE objective SET edition = edition + 1 WHERE id = :id;

-- name: objective_reader_list :many person_ref
SELECT p.id, p.name, p.state
  FROM objective_reader d
  JOIN person p ON p.id = d.person_id
 WHERE d.objective_id = :objective_id
 ORDER BY p.name, p.id;

-- name: objective_reader_insert :exec from objective_reader
INSERT INTO objective_reader (objective_id, person_id) VALUES (:objective_id, :person_id)
ON CONFLICT (objective_id, person_id) DO NOTHING;

-- name: objective_reader_clear :exec
DELETE FROM objective_reader WHERE objective_id = :objective_id;

-- name: objective_delete :exec
DELETE FROM objective WHERE id = :id;

-- name: objective_unit_list :many objective_unit_view
-- ahead
SELECT v.objective_id, v.unit_id, v.weight, u.name AS unit_name
  FROM objective_unit v
  JOIN unit u ON u.id = v.unit_id
 WHERE v.objective_id = :objective_id
 ORDER BY u.name, u.id;

-- name: objective_unit_insert :exec from objective_unit
INSERT INTO objective_unit (objective_id, unit_id, weight) VALUES (:objective_id, :unit_id, :weight)
ON CONFLICT (objective_id, unit_id) DO UPDATE SET weight = excluded.weight;

-- name: objective_unit_clear :exec
DELETE FROM objective_unit WHERE objective_id = :objective_id;

-- name: objective_owner_list :many person_ref
-- ahead
SELECT p.id, p.name, p.state
  FROM objective_owner w
  JOIN person p ON p.id = w.person_id
 WHERE w.objective_id = :objective_id AND p.merged_into IS NULL
 ORDER BY p.name, p.id;

-- name: objective_owner_insert :exec from objective_owner
INSERT INTO objective_owner (objective_id, person_id) VALUES (:objective_id, :person_id)
ON CONFLICT (objective_id, person_id) DO NOTHING;

-- name: objective_owner_clear :exec
DELETE FROM objective_owner WHERE objective_id = :objective_id;

-- name: objective_of_units :many objective_row
-- partial
-- param: unit_ids id[]
-- The own objectives of these units in a cycle, published and closed.
{objective_row}
 WHERE o.cycle_id = :cycle_id AND o.unit_id IN {list:unit_ids}
   AND o.state <> 'draft' AND o.archived_at IS NULL
 ORDER BY o.unit_id, o.rank, o.id;
