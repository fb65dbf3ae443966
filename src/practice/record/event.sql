-- SPDX-License-Identifier: Apache-2.0

-- name: event_insert :id from event
INSERT INTO event (at, person_id, kind, subject, subject_id, unit_id, cycle_id, hidden, owner_id, txid)
VALUES (:at, :person_id, :kind, :subject, :subject_id, :unit_id, :cycle_id, :hidden, :owner_id, :txid);

-- name: change_insert :exec from change
INSERT INTO change (event_id, subject, subject_id, field, old_value, new_value)
VALUES (:event_id, :subject, :subject_id, :field, :old_value, :new_value);
