-- SPDX-License-Identifier: Apache-2.0
-- Which units an OKR master keeps: those for which nobody else is a nearer one.

-- fragment: there
(u.valid_until IS NULL OR u.valid_until > :today)

-- fragment: keeps
EXISTS (SELECT 1 FROM role_grant g LEFT JOIN unit gu ON gu.id = g.unit_id
         WHERE g.person_id = :person_id AND g.role = 'okr_master'
           AND (g.valid_until IS NULL OR g.valid_until > :now)
           AND (g.unit_id IS NULL OR substr(u.path, 1, length(gu.path)) = gu.path)
           AND NOT EXISTS (SELECT 1 FROM role_grant n
                             JOIN unit nu ON nu.id = n.unit_id
                             JOIN person np ON np.id = n.person_id
                            WHERE n.role = 'okr_master' AND n.person_id <> :person_id
                              AND (n.valid_until IS NULL OR n.valid_until > :now)
                              AND np.state IN ('active', 'invited') AND np.merged_into IS NULL
                              AND substr(u.path, 1, length(nu.path)) = nu.path
                              AND length(nu.path) > coalesce(length(gu.path), 0)))

-- name: desk_unit_count :number
-- param: person_id id
-- param: now time
-- param: today day
SELECT count(*) FROM unit u WHERE {there} AND {keeps};

-- name: desk_units :many desk_unit
-- param: person_id id
-- param: now time
-- param: blocked_since time
-- param: today day
-- param: silence int
-- param: cadence int
-- What is open in them; units in which nothing is are left out. A step is late and blocked as on
-- the board; what a process that has ended still asked is asked no more.
SELECT x.id, x.name, x.type, x.path, x.objective_count, x.outdated_count, x.blocker_count,
       x.late_count, x.blocked_count, x.case_count, x.last_day
  FROM (SELECT u.id, u.name, u.type, u.path,
               (SELECT count(*) FROM objective o
                 WHERE o.unit_id = u.id AND o.cycle_id = :cycle_id AND o.state <> 'draft'
                   AND o.dropped_at IS NULL AND o.archived_at IS NULL) AS objective_count,
               (SELECT count(*) FROM objective o JOIN key_result k ON k.objective_id = o.id
                  JOIN cycle c ON c.id = o.cycle_id
                 WHERE o.unit_id = u.id AND o.cycle_id = :cycle_id AND o.state = 'published'
                   AND o.dropped_at IS NULL AND o.archived_at IS NULL AND k.dropped_at IS NULL
                   AND NOT o.postponed AND NOT k.postponed
                   AND :today - coalesce(k.last_check_in_day, k.start_day, c.start_day)
                       > coalesce(u.cadence_effective, :cadence) + :silence) AS outdated_count,
               (SELECT count(*) FROM blocker b JOIN key_result k ON k.id = b.key_result_id
                  JOIN objective o ON o.id = k.objective_id
                 WHERE o.unit_id = u.id AND o.cycle_id = :cycle_id AND o.state = 'published'
                   AND b.resolved_at IS NULL AND b.created_at < :blocked_since) AS blocker_count,
               (SELECT count(*) FROM step s JOIN process p ON p.id = s.process_id
                 WHERE s.unit_id = u.id AND p.ended_at IS NULL AND {late_now}) AS late_count,
               (SELECT count(*) FROM step s JOIN process p ON p.id = s.process_id
                 WHERE s.unit_id = u.id AND p.ended_at IS NULL AND s.done_at IS NULL
                   AND s.gone_at IS NULL AND s.need > 0
                   AND s.waits_due_at <= :now) AS blocked_count,
               (SELECT count(*) FROM squad_case q
                 WHERE q.unit_id = u.id AND q.state = 'open') AS case_count,
               (SELECT max(i.day) FROM intervention i
                 WHERE i.unit_id = u.id AND i.state = 'done') AS last_day
          FROM unit u
         WHERE {there} AND {keeps}) x
 WHERE x.objective_count = 0 OR x.outdated_count > 0 OR x.blocker_count > 0 OR x.late_count > 0
    OR x.blocked_count > 0 OR x.case_count > 0
 ORDER BY x.path
 LIMIT :limit;

-- name: load_page :many load_row
-- partial
-- param: now time
-- param: after_folded text
-- param: after_id id
-- OKR masters with what lies with them.
SELECT p.id, p.name, p.folded,
       (SELECT count(*) FROM squad_case s WHERE s.owner_id = p.id AND s.state = 'open') AS case_count,
       (SELECT count(*) FROM intervention i WHERE i.master_id = p.id AND i.state = 'planned') AS planned_count
  FROM person p
 WHERE p.id IN (SELECT g.person_id FROM role_grant g
                 WHERE g.role = 'okr_master' AND (g.valid_until IS NULL OR g.valid_until > :now))
   AND p.merged_into IS NULL AND p.state <> 'deactivated'
   AND (p.folded, p.id) > (:after_folded, :after_id)
 ORDER BY p.folded, p.id
 LIMIT :limit;

-- name: load_posts :many load_post
-- param: now time
-- Who is OKR master of what. Who was only imported, left or became another keeps nobody else from it.
SELECT g.person_id, g.unit_id,
       CASE WHEN p.state IN ('active', 'invited') AND p.merged_into IS NULL THEN TRUE ELSE FALSE END AS works
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
 WHERE g.role = 'okr_master' AND (g.valid_until IS NULL OR g.valid_until > :now)
 ORDER BY g.id;

-- name: load_units :many load_unit
-- param: today day
SELECT u.path FROM unit u WHERE {there} ORDER BY u.id;

-- name: master_grants :many grant_view
-- param: person_id id
-- param: now time
-- What somebody is OKR master of today.
SELECT g.id, g.person_id, g.role, g.unit_id, g.valid_from, g.valid_until, p.name AS person_name,
       u.name AS unit_name
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
  LEFT JOIN unit u ON u.id = g.unit_id
 WHERE g.person_id = :person_id AND g.role = 'okr_master'
   AND (g.valid_until IS NULL OR g.valid_until > :now)
 ORDER BY u.path NULLS FIRST, g.id;
