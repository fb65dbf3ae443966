-- SPDX-License-Identifier: Apache-2.0

-- fragment: standing_verdict
-- What was accepted holds for what the reviewer read; a published objective may change freely.
CASE WHEN r.verdict = 'accepted' AND v.state = 'open' AND r.edition <> o.edition THEN 'lapsed'
     ELSE r.verdict END

-- name: review_row_get :one review
SELECT * FROM review WHERE id = :id;

-- name: review_open_of :one review
SELECT * FROM review WHERE objective_id = :objective_id AND state = 'open';

-- name: review_show :one review_view
-- partial
SELECT v.id, v.objective_id, v.requested_by, v.message, v.state, v.created_at, v.ended_at, v.version,
       p.name AS requested_by_name, o.edition
  FROM review v
  JOIN person p ON p.id = v.requested_by
  JOIN objective o ON o.id = v.objective_id
 WHERE v.id = :id;

-- name: review_of_objective :many review_view
-- param: before_id id
-- partial
SELECT v.id, v.objective_id, v.requested_by, v.message, v.state, v.created_at, v.ended_at, v.version,
       p.name AS requested_by_name, o.edition
  FROM review v
  JOIN person p ON p.id = v.requested_by
  JOIN objective o ON o.id = v.objective_id
 WHERE v.objective_id = :objective_id AND v.id < :before_id
 ORDER BY v.id DESC
 LIMIT :limit;

-- name: review_insert :id from review
INSERT INTO review (objective_id, requested_by, message, state, created_at, ended_at, version)
VALUES (:objective_id, :requested_by, :message, :state, :created_at, :ended_at, :version);

-- name: review_row_update :exec from review
UPDATE review SET state = :state, ended_at = :ended_at, version = :version WHERE id = :id;

-- name: reviewer_list :many reviewer_view
SELECT r.id, r.review_id, r.person_id, {standing_verdict} AS verdict, r.edition, r.judged_at,
       p.name AS person_name
  FROM reviewer r
  JOIN review v ON v.id = r.review_id
  JOIN objective o ON o.id = v.objective_id
  JOIN person p ON p.id = r.person_id
 WHERE r.review_id = :review_id
 ORDER BY p.name, p.id;

-- name: reviewer_of_person :one reviewer
SELECT * FROM reviewer WHERE review_id = :review_id AND person_id = :person_id;

-- name: reviewer_insert :id from reviewer
INSERT INTO reviewer (review_id, person_id, verdict, edition, judged_at)
VALUES (:review_id, :person_id, :verdict, :edition, :judged_at);

-- name: reviewer_update :exec from reviewer
UPDATE reviewer SET verdict = :verdict, edition = :edition, judged_at = :judged_at WHERE id = :id;

-- name: reviewer_delete :exec
DELETE FROM reviewer WHERE id = :id;

-- name: review_comment_list :many review_comment_view
SELECT c.id, c.review_id, c.person_id, c.body, c.verdict, c.created_at, p.name AS person_name
  FROM review_comment c
  JOIN person p ON p.id = c.person_id
 WHERE c.review_id = :review_id
 ORDER BY c.id
 LIMIT :limit;

-- name: review_comment_count :number
SELECT count(*) FROM review_comment WHERE review_id = :review_id;

-- name: review_comment_insert :id from review_comment
INSERT INTO review_comment (review_id, person_id, body, verdict, created_at)
VALUES (:review_id, :person_id, :body, :verdict, :created_at);

-- fragment: review_row
SELECT v.id, v.objective_id, o.title, u.name AS unit_name, w.name AS owner_name,
       p.name AS requested_by_name, v.message, v.created_at,
       (SELECT count(*) FROM reviewer n WHERE n.review_id = v.id) AS reviewer_count,
       (SELECT count(*) FROM reviewer n
         WHERE n.review_id = v.id AND n.verdict = 'accepted' AND n.edition = o.edition) AS accepted_count

-- fragment: review_places
  JOIN objective o ON o.id = v.objective_id
  JOIN unit u ON u.id = o.unit_id
  JOIN person p ON p.id = v.requested_by
  LEFT JOIN person w ON w.id = o.owner_id

-- name: review_waiting_for :many review_row
-- param: me id
-- param: after_id id
-- Open reviews in which this person has the next word.
{review_row}, {standing_verdict} AS verdict
  FROM reviewer r
  JOIN review v ON v.id = r.review_id
  {review_places}
 WHERE r.person_id = :me AND v.id > :after_id AND v.state = 'open'
   AND (r.verdict = 'waiting' OR (r.verdict = 'accepted' AND r.edition <> o.edition))
 ORDER BY v.id
 LIMIT :limit;

-- name: review_asked_by :many review_row
-- param: me id
-- param: after_id id
-- Open reviews that this person asked for.
{review_row},
       CASE WHEN EXISTS (SELECT 1 FROM reviewer n WHERE n.review_id = v.id AND n.verdict = 'sent_back')
            THEN 'sent_back'
            WHEN EXISTS (SELECT 1 FROM reviewer n WHERE n.review_id = v.id AND n.verdict = 'waiting')
            THEN 'waiting'
            WHEN EXISTS (SELECT 1 FROM reviewer n
                          WHERE n.review_id = v.id AND n.edition <> o.edition)
            THEN 'lapsed'
            ELSE 'accepted' END AS verdict
  FROM review v
  {review_places}
 WHERE v.requested_by = :me AND v.id > :after_id AND v.state = 'open'
 ORDER BY v.id
 LIMIT :limit;

-- name: event_reader_list :many event_reader
-- Co-owners of the drafts these events are of, and who was asked to read them. Events are found by their
-- number: SQLite would take all those of the same subject there ever were.
WITH told (event_id, objective_id) AS (
    SELECT e.id, e.subject_id FROM event e WHERE e.id IN {list:ids} AND e.subject || '' = 'objective'
    UNION ALL
    SELECT e.id, k.objective_id
      FROM event e
      JOIN key_result k ON k.id = e.subject_id
     WHERE e.id IN {list:ids} AND e.subject || '' = 'key_result'
    UNION ALL
    SELECT e.id, v.objective_id
      FROM event e
      JOIN reviewer r ON r.id = e.subject_id
      JOIN review v ON v.id = r.review_id
     WHERE e.id IN {list:ids} AND e.subject || '' = 'reviewer')
SELECT t.event_id, w.person_id FROM told t JOIN objective_owner w ON w.objective_id = t.objective_id
UNION
SELECT t.event_id, d.person_id FROM told t JOIN objective_reader d ON d.objective_id = t.objective_id;
