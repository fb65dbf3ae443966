-- SPDX-License-Identifier: Apache-2.0

-- name: proposal_row :one proposal
SELECT * FROM proposal WHERE id = :id;

-- fragment: proposal_view
SELECT o.id, o.title, o.body, o.chapter, o.source, o.retrospective_id, o.harmonisation_id, o.state, o.handbook_id,
       o.reason, o.created_by, o.created_at, o.decided_by, o.decided_at, o.version,
       m.name AS created_by_name, d.name AS decided_by_name, h.number AS handbook_number,
       s.title AS session_title, u.id AS unit_id, u.name AS unit_name
  FROM proposal o
  LEFT JOIN person m ON m.id = o.created_by
  LEFT JOIN person d ON d.id = o.decided_by
  LEFT JOIN handbook h ON h.id = o.handbook_id
  LEFT JOIN retrospective r ON r.id = o.retrospective_id
  LEFT JOIN unit u ON u.id = r.unit_id
  LEFT JOIN harmonisation s ON s.id = o.harmonisation_id

-- name: proposal_show :one proposal_view
-- partial
{proposal_view}
 WHERE o.id = :id;

-- name: proposal_page :many proposal_view
-- partial
-- param: before id
{proposal_view}
 WHERE o.id < :before
 ORDER BY o.id DESC
 LIMIT :limit;

-- name: proposal_page_by_state :many proposal_view
-- partial
-- param: before id
{proposal_view}
 WHERE o.state = :state AND o.id < :before
 ORDER BY o.id DESC
 LIMIT :limit;

-- name: proposal_of_handbook :many proposal_view
-- partial
{proposal_view}
 WHERE o.handbook_id = :handbook_id
 ORDER BY o.id;

-- name: proposal_open_count :number
SELECT count(*) FROM proposal WHERE state = 'open';

-- name: proposal_insert :id from proposal
INSERT INTO proposal (title, body, chapter, source, retrospective_id, harmonisation_id, state, handbook_id, reason,
                      created_by, created_at, decided_by, decided_at, version)
VALUES (:title, :body, :chapter, :source, :retrospective_id, :harmonisation_id, :state, :handbook_id, :reason,
        :created_by, :created_at, :decided_by, :decided_at, :version);

-- name: proposal_set :exec from proposal
UPDATE proposal
   SET title = :title, body = :body, chapter = :chapter, state = :state,
       handbook_id = :handbook_id, reason = :reason, decided_by = :decided_by,
       decided_at = :decided_at, version = :version
 WHERE id = :id;

-- name: proposal_reopen :exec
-- Those that went into a draft that is thrown away.
UPDATE proposal
   SET state = 'open', handbook_id = NULL, reason = NULL, decided_by = NULL, decided_at = NULL,
       version = version + 1
 WHERE handbook_id = :handbook_id;
