-- SPDX-License-Identifier: Apache-2.0
-- Servers' clocks differ; a lease is the one thing that asks the database for the time.

-- name: lease_take :changed
-- param: span int
-- Takes a lease that is free, has run out or is the holder's own already. One that ends later than anybody could have taken
-- it is of a clock that was set back since, and free.
INSERT INTO lease (name, holder, until)
VALUES (:name, :holder, CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER) + :span)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
 WHERE lease.holder = excluded.holder
    OR lease.until <= CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)
    OR lease.until > CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER) + 2 * :span;
-- engine: postgres
INSERT INTO lease (name, holder, until)
VALUES (:name, :holder, CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) + :span)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
 WHERE lease.holder = excluded.holder
    OR lease.until <= CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)
    OR lease.until > CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT) + 2 * :span;

-- name: lease_release :exec
DELETE FROM lease WHERE name = :name AND holder = :holder;

-- name: lease_let_go :exec
DELETE FROM lease WHERE holder = :holder;
