-- SPDX-License-Identifier: Apache-2.0

-- name: fact_put :exec from fact
INSERT INTO fact (kind, subject, subject_id, unit_id, cycle_id, at)
VALUES (:kind, :subject, :subject_id, :unit_id, :cycle_id, :at)
ON CONFLICT (kind, subject, subject_id)
DO UPDATE SET unit_id = excluded.unit_id, cycle_id = excluded.cycle_id;

-- name: fact_take_back :exec
DELETE FROM fact WHERE kind = :kind AND subject = :subject AND subject_id = :subject_id;

-- name: fact_get :one fact
SELECT * FROM fact WHERE kind = :kind AND subject = :subject AND subject_id = :subject_id;
