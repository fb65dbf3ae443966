-- SPDX-License-Identifier: Apache-2.0

-- name: unit_get :one unit
SELECT * FROM unit WHERE id = :id;

-- name: unit_place :one unit_place
-- What rules of other parts must know of a unit.
SELECT id, name, path, zone_effective AS zone, valid_until FROM unit WHERE id = :id;
