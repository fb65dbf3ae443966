-- SPDX-License-Identifier: Apache-2.0
-- References of rows to others of their kind, set once all of them are there.

-- name: exchange_person_merged_set :exec
UPDATE person SET merged_into = :merged_into WHERE id = :id;

-- name: exchange_person_manager_set :exec
UPDATE person SET manager_id = :manager_id WHERE id = :id;

-- name: exchange_unit_parent_set :exec
UPDATE unit SET parent_id = :parent_id WHERE id = :id;

-- name: exchange_cycle_parent_set :exec
UPDATE cycle SET parent_id = :parent_id WHERE id = :id;
