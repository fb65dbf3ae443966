-- SPDX-License-Identifier: Apache-2.0

-- name: who_of_session :one who_row
-- partial
SELECT s.id, s.person_id, p.state, s.seen_at, s.expires_at,
       (SELECT z.value FROM setting z WHERE z.name = 'zone' ORDER BY z.version DESC LIMIT 1) AS zone
  FROM session s
  JOIN person p ON p.id = s.person_id
 WHERE s.secret_hash = :secret_hash;

-- name: who_of_token :one who_row
SELECT t.id, t.person_id, p.state, t.seen_at, t.expires_at, t.revoked_at,
       (SELECT z.value FROM setting z WHERE z.name = 'zone' ORDER BY z.version DESC LIMIT 1) AS zone
  FROM token t
  JOIN person p ON p.id = t.person_id
 WHERE t.secret_hash = :secret_hash;

-- name: who_parts :many who_part
-- param: now time
-- param: today day
-- Roles held now, units belonged to today, and for whom they stand in, in one go; somebody may be there twice.
SELECT g.role, u.path AS unit_path, NULL AS unit_id, CAST(NULL AS BIGINT) AS stands_for
  FROM role_grant g
  LEFT JOIN unit u ON u.id = g.unit_id
 WHERE g.person_id = :person_id
   AND g.valid_from <= :now AND (g.valid_until IS NULL OR g.valid_until > :now)
UNION ALL
SELECT NULL, NULL, m.unit_id, NULL
  FROM membership m
 WHERE m.person_id = :person_id
   AND m.valid_from <= :today AND (m.valid_until IS NULL OR m.valid_until > :today)
UNION ALL
SELECT NULL, NULL, NULL, a.person_id
  FROM absence a
 WHERE a.deputy_id = :person_id AND a.last_day >= :today AND a.first_day <= :today
UNION ALL
SELECT NULL, NULL, NULL, d.person_id
  FROM delegation d
 WHERE d.delegate_id = :person_id AND d.valid_until IS NULL;
