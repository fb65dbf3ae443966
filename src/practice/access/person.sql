-- SPDX-License-Identifier: Apache-2.0

-- name: person_get :one person
SELECT * FROM person WHERE id = :id;
