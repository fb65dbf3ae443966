-- SPDX-License-Identifier: Apache-2.0

-- name: person_get :one person
SELECT * FROM person WHERE id = :id;

-- name: person_by_email :one person
-- The address as email_normal() writes it.
SELECT * FROM person WHERE email = :email;

-- name: person_by_employee :one person
SELECT * FROM person WHERE employee_id = :employee_id;

-- name: person_insert :id from person
INSERT INTO person (name, email, state, language, region, week_start, zone, shortcuts, folded,
                    password_hash, employee_id, job_title, country, manager_id, merged_into,
                    erased_at, created_at, version)
VALUES (:name, :email, :state, :language, :region, :week_start, :zone, :shortcuts, :folded,
        :password_hash, :employee_id, :job_title, :country, :manager_id, :merged_into,
        :erased_at, :created_at, :version);

-- name: person_update :exec from person
-- Everything but the password, which only person_password_set writes.
UPDATE person
   SET name = :name, email = :email, state = :state, language = :language, region = :region,
       week_start = :week_start, zone = :zone, shortcuts = :shortcuts, folded = :folded,
       employee_id = :employee_id, job_title = :job_title, country = :country,
       manager_id = :manager_id, merged_into = :merged_into, erased_at = :erased_at,
       version = :version
 WHERE id = :id;

-- name: person_password_set :exec
UPDATE person SET password_hash = :password_hash, state = :state WHERE id = :id;

-- name: admin_others :number
-- param: except_person id
-- param: except_grant id
-- param: now time
-- Administrators of the whole organisation who can sign in, without this person and this grant (0: all).
SELECT count(*)
  FROM role_grant g
  JOIN person p ON p.id = g.person_id
 WHERE g.unit_id IS NULL AND g.role = 'admin' AND p.state = 'active'
   AND g.valid_from <= :now AND (g.valid_until IS NULL OR g.valid_until > :now)
   AND p.id <> :except_person AND g.id <> :except_grant;
