-- SPDX-License-Identifier: Apache-2.0

-- name: digest_next :many digest_person
-- Those that are to be put together. Whoever left since then has no address any more.
SELECT d.person_id, d.day, d.weekly, CASE WHEN p.state = 'active' THEN p.email END AS email, p.name, p.language, p.region, p.zone
  FROM digest d JOIN person p ON p.id = d.person_id
 WHERE d.settled_at IS NULL
 ORDER BY d.day, d.person_id LIMIT :limit;

-- name: digest_settle :exec
UPDATE digest SET settled_at = :settled_at WHERE person_id = :person_id AND day = :day;

-- name: digest_forget :exec
-- param: before day
DELETE FROM digest WHERE day < :before;

-- fragment: mine
-- Key results of units the person belongs to or leads, of all below the units they lead, and what they own elsewhere. It begins with
-- the person, of whom there is little; a cycle has key results without end.
k.id IN (SELECT x.id FROM key_result x WHERE x.owner_id = :me
         UNION
         SELECT x.id FROM objective y JOIN key_result x ON x.objective_id = y.id WHERE y.owner_id = :me
         UNION
         SELECT x.id
           FROM membership m
           JOIN objective y ON y.unit_id = m.unit_id
           JOIN key_result x ON x.objective_id = y.id
          WHERE m.person_id = :me AND m.valid_from <= :day AND (m.valid_until IS NULL OR m.valid_until > :day)
         UNION
         SELECT x.id
           FROM role_grant g
           LEFT JOIN unit gu ON gu.id = g.unit_id
          CROSS JOIN unit lu
          CROSS JOIN objective y
          CROSS JOIN key_result x
          WHERE g.person_id = :me AND g.role IN ('leader', 'okr_master') AND g.valid_until IS NULL
            AND (g.unit_id IS NULL OR substr(lu.path, 1, length(gu.path)) = gu.path)
            AND y.unit_id = lu.id AND x.objective_id = y.id)

-- fragment: moves
SELECT k.id, k.title, o.id AS objective_id, o.title AS objective_title, u.name AS unit_name, k.contribution,
       (SELECT x.raw FROM check_in x WHERE x.key_result_id = k.id AND x.day <= :since
         ORDER BY x.day DESC, x.id DESC LIMIT 1) AS before_raw,
       k.last_check_in_day AS last_day
  FROM cycle c
  JOIN objective o ON o.cycle_id = c.id
  JOIN unit u ON u.id = o.unit_id
  JOIN key_result k ON k.objective_id = o.id
 WHERE c.state = 'open' AND o.state = 'published' AND o.dropped_at IS NULL AND o.archived_at IS NULL
   AND k.dropped_at IS NULL AND NOT o.postponed AND NOT k.postponed

-- name: digest_moves :many digest_move
-- param: me id
-- param: day day
-- param: since day
-- What was checked in since a day.
{moves} AND k.last_check_in_day > :since AND {mine}
 ORDER BY k.id LIMIT :limit;

-- name: digest_silent :many digest_move
-- param: me id
-- param: day day
-- param: since day
-- param: cadence int
-- param: grace int
-- What is outdated, the longest first.
{moves}
   AND coalesce(k.last_check_in_day, k.start_day, c.start_day) < :day - coalesce(u.cadence_effective, :cadence) - :grace
   AND {mine}
 ORDER BY coalesce(k.last_check_in_day, k.start_day, c.start_day), k.id LIMIT :limit;

-- name: digest_owed :many digest_move
-- param: me id
-- param: day day
-- param: since day
-- param: cadence int
-- What wants a check-in of this person until the week's end; while they are away their deputy is asked.
{moves}
   AND k.id IN (SELECT w.key_result_id FROM {owed} w WHERE {owed_by_me} AND w.due_on <= :day + 6)
   AND NOT EXISTS (SELECT 1 FROM absence a JOIN person d ON d.id = a.deputy_id AND d.state = 'active'
                    WHERE a.person_id = :me AND a.first_day <= :day AND a.last_day >= :day)
 ORDER BY coalesce(k.last_check_in_day, k.start_day, c.start_day), k.id LIMIT :limit;
