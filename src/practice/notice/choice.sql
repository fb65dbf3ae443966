-- SPDX-License-Identifier: Apache-2.0

-- name: choice_of :many notice_choice
SELECT * FROM notice_choice WHERE person_id = :person_id ORDER BY id;

-- name: choice_put :exec from notice_choice
INSERT INTO notice_choice (person_id, kind, channel, pace) VALUES (:person_id, :kind, :channel, :pace)
ON CONFLICT (person_id, kind, channel) DO UPDATE SET pace = excluded.pace;

-- name: choice_mail_waiting :exec
-- What waits goes as it is chosen now; what was for nobody's mailbox does not begin to wait.
UPDATE notice SET mail_pace = :mail_pace
 WHERE person_id = :person_id AND kind = :kind AND mail_settled_at IS NULL AND mail_pace <> 'never';

-- name: choice_chat_waiting :exec
UPDATE notice SET chat_pace = :chat_pace
 WHERE person_id = :person_id AND kind = :kind AND chat_settled_at IS NULL AND chat_pace <> 'never';

-- name: choice_daily_stop :exec
UPDATE notice_choice SET pace = 'never' WHERE person_id = :person_id AND channel = 'mail' AND pace = 'daily';

-- name: choice_daily_let_be :exec
UPDATE notice SET mail_pace = 'never' WHERE person_id = :person_id AND mail_pace = 'daily' AND mail_settled_at IS NULL;

-- name: choice_time_of :one notice_time
SELECT * FROM notice_time WHERE person_id = :person_id;

-- name: choice_time_put :exec from notice_time
INSERT INTO notice_time (person_id, quiet_from, quiet_until, digest_weekday)
VALUES (:person_id, :quiet_from, :quiet_until, :digest_weekday)
ON CONFLICT (person_id) DO UPDATE
   SET quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, digest_weekday = excluded.digest_weekday;
