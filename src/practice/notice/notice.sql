-- SPDX-License-Identifier: Apache-2.0

-- shared fragment: of_meeting
-- Who belongs to the unit of a meeting, and who leads it.
SELECT b.person_id FROM meeting n JOIN membership b ON b.unit_id = n.unit_id
 WHERE n.id = :subject_id AND b.valid_from <= :day AND (b.valid_until IS NULL OR b.valid_until > :day)
UNION
SELECT g.person_id FROM meeting n JOIN role_grant g ON g.unit_id = n.unit_id
 WHERE n.id = :subject_id AND g.role = 'leader' AND g.valid_until IS NULL

-- shared fragment: notice_tell
-- Whatever tells somebody begins so; behind it comes a list x of whom, of what and by whom.
INSERT INTO notice (person_id, kind, subject, subject_id, title, note, count, unit_id, cycle_id, actor_id,
                    for_id, day, due_day, at, mail_pace, chat_pace)
SELECT p.id, :kind, x.subject, x.subject_id, x.title, x.note, x.count, x.unit_id, x.cycle_id, x.actor_id,
       CASE WHEN p.id = x.person_id THEN NULL ELSE x.person_id END, :day, x.due_day, :at,
       coalesce((SELECT c.pace FROM notice_choice c
                  WHERE c.person_id = p.id AND c.kind = :kind AND c.channel = 'mail'), :mail_pace),
       coalesce((SELECT c.pace FROM notice_choice c
                  WHERE c.person_id = p.id AND c.kind = :kind AND c.channel = 'chat'), 'never')

-- shared fragment: notice_self
-- The person alone, though they be away: what is said to them may be about a draft, which a deputy does not read.
-- Nobody is told what they did, and leavers nothing.
  JOIN person p ON p.id = x.person_id
 WHERE p.state = 'active' AND (x.actor_id IS NULL OR x.actor_id <> p.id)

-- shared fragment: notice_whom
-- Of what is due, or asked: while they are away their deputy, unless that one left, or did it.
  LEFT JOIN absence a ON a.person_id = x.person_id AND a.first_day <= :day AND a.last_day >= :day
  LEFT JOIN person d ON d.id = a.deputy_id AND d.state = 'active' AND d.id <> coalesce(x.actor_id, 0)
  JOIN person p ON p.id = coalesce(d.id, x.person_id)
 WHERE p.state = 'active' AND (x.actor_id IS NULL OR x.actor_id <> p.id)

-- fragment: notice_about
n.id, n.person_id, n.kind, n.subject, n.subject_id, n.title, n.note, n.count, n.due_day, n.at,
u.name AS unit_name, b.name AS actor_name, f.name AS for_name,
CASE n.subject WHEN 'objective' THEN n.subject_id
               WHEN 'reviewer' THEN (SELECT r.objective_id FROM reviewer w JOIN review r ON r.id = w.review_id
                                      WHERE w.id = n.subject_id)
               WHEN 'comment' THEN (SELECT c.objective_id FROM comment c WHERE c.id = n.subject_id)
               WHEN 'blocker' THEN (SELECT k.objective_id FROM blocker l JOIN key_result k ON k.id = l.key_result_id
                                     WHERE l.id = n.subject_id) END AS objective_id

-- fragment: notice_from
  FROM notice n
  LEFT JOIN unit u ON u.id = n.unit_id
  LEFT JOIN person b ON b.id = n.actor_id
  LEFT JOIN person f ON f.id = n.for_id

-- name: notice_page :many notice_view
-- param: before_id id
SELECT {notice_about}, n.unit_id, n.cycle_id, n.actor_id, n.for_id, n.day, n.read_at
{notice_from}
 WHERE n.person_id = :person_id AND n.id < :before_id
 ORDER BY n.id DESC LIMIT :limit;

-- name: notice_page_unread :many notice_view
-- param: before_id id
SELECT {notice_about}, n.unit_id, n.cycle_id, n.actor_id, n.for_id, n.day, n.read_at
{notice_from}
 WHERE n.person_id = :person_id AND n.id < :before_id AND n.read_at IS NULL
 ORDER BY n.id DESC LIMIT :limit;

-- name: notice_unread_of :one notice_unread
SELECT count(*) AS count FROM notice n WHERE n.person_id = :person_id AND n.read_at IS NULL;

-- name: notice_mark_read :changed
UPDATE notice SET read_at = :read_at WHERE id = :id AND person_id = :person_id;

-- name: notice_mark_all_read :changed
UPDATE notice SET read_at = :read_at WHERE person_id = :person_id AND read_at IS NULL;

-- name: notice_newest :number
SELECT max(n.id) FROM notice n;

-- name: notice_announce :exec
-- param: after_id id
-- param: txid int
-- A live event for each that was just made, for its person alone.
INSERT INTO event (at, person_id, kind, subject, subject_id, unit_id, cycle_id, hidden, owner_id, txid)
SELECT :at, NULL, 'notice_told', 'notice', n.id, NULL, NULL, TRUE, n.person_id, :txid
  FROM notice n WHERE n.id > :after_id;

-- fragment: owes
-- Does the one it was told of owe still what it told of: due until the day after, or overdue?
EXISTS (SELECT 1 FROM {owed} w
         WHERE w.person_id = coalesce(n.for_id, n.person_id)
           AND w.objective_id IN (SELECT x.id FROM objective x WHERE x.owner_id = coalesce(n.for_id, n.person_id)
                                  UNION
                                  SELECT x.objective_id FROM key_result x
                                   WHERE x.owner_id = coalesce(n.for_id, n.person_id))
           AND w.due_on <= n.day + CASE n.kind WHEN 'check_in_due' THEN 1 ELSE -1 END)

-- fragment: notice_holds
-- Was it neither read nor done meanwhile, nor taken back?
(n.read_at IS NULL
 AND (n.subject <> 'comment' OR EXISTS (SELECT 1 FROM comment c WHERE c.id = n.subject_id AND c.deleted_at IS NULL))
 AND CASE n.kind
  WHEN 'review_asked' THEN EXISTS (SELECT 1 FROM reviewer w JOIN review r ON r.id = w.review_id
                                    WHERE w.id = n.subject_id AND r.state = 'open' AND w.verdict = 'waiting')
  WHEN 'help_asked' THEN EXISTS (SELECT 1 FROM blocker l WHERE l.id = n.subject_id AND l.resolved_at IS NULL)
  WHEN 'check_in_due' THEN {owes}
  WHEN 'check_in_overdue' THEN {owes}
  WHEN 'action_due' THEN EXISTS (SELECT 1 FROM action t WHERE t.id = n.subject_id AND t.state = 'open')
  WHEN 'action_given' THEN EXISTS (SELECT 1 FROM action t WHERE t.id = n.subject_id AND t.state = 'open')
  WHEN 'meeting_planned' THEN EXISTS (SELECT 1 FROM meeting m WHERE m.id = n.subject_id AND m.state = 'planned')
  WHEN 'step_due' THEN EXISTS (SELECT 1 FROM step s WHERE s.id = n.subject_id AND s.done_at IS NULL AND s.gone_at IS NULL)
  WHEN 'step_escalated' THEN EXISTS (SELECT 1 FROM step s WHERE s.id = n.subject_id AND s.done_at IS NULL AND s.gone_at IS NULL)
  ELSE TRUE END)

-- fragment: notice_post
-- Whoever left since then has no address any more.
{notice_about}, {notice_holds} AS holds, CASE WHEN p.state = 'active' THEN p.email END AS email, p.name, p.language, p.region, p.zone,
t.quiet_from, t.quiet_until, h.kind AS chat, h.url AS chat_url

-- fragment: notice_post_from
{notice_from}
  JOIN person p ON p.id = n.person_id
  LEFT JOIN notice_time t ON t.person_id = n.person_id
  LEFT JOIN chat_hook h ON h.person_id = n.person_id AND p.state = 'active'

-- name: notice_mail_at_once :many notice_post
-- param: day day
-- param: cadence int
-- param: after_id id
SELECT {notice_post}
{notice_post_from}
 WHERE n.mail_settled_at IS NULL AND n.mail_pace = 'at_once' AND n.id > :after_id
 ORDER BY n.id LIMIT :limit;

-- name: notice_chat_at_once :many notice_post
-- param: day day
-- param: cadence int
-- param: after_id id
SELECT {notice_post}
{notice_post_from}
 WHERE n.chat_settled_at IS NULL AND n.chat_pace = 'at_once' AND n.id > :after_id
 ORDER BY n.id LIMIT :limit;

-- name: notice_of_digest :many notice_post
-- param: day day
-- param: cadence int
-- param: with_weekly bool
-- param: since time
SELECT {notice_post}
{notice_post_from}
 WHERE n.person_id = :person_id AND n.mail_settled_at IS NULL AND n.at >= :since
   AND (n.mail_pace = 'daily' OR (n.mail_pace = 'weekly' AND :with_weekly))
 ORDER BY n.id DESC LIMIT :limit;

-- name: notice_settle_mail :exec
UPDATE notice SET mail_settled_at = :mail_settled_at WHERE id = :id;

-- name: notice_settle_chat :exec
UPDATE notice SET chat_settled_at = :chat_settled_at WHERE id = :id;

-- name: notice_settle_digest :exec
-- param: with_weekly bool
UPDATE notice SET mail_settled_at = :mail_settled_at
 WHERE person_id = :person_id AND mail_settled_at IS NULL
   AND (mail_pace = 'daily' OR (mail_pace = 'weekly' AND :with_weekly));

-- name: notice_forget :changed
-- param: before time
DELETE FROM notice
 WHERE id IN (SELECT n.id FROM notice n WHERE n.at < :before ORDER BY n.at LIMIT :limit);

-- name: notice_of_erased :exec
DELETE FROM notice WHERE person_id = :person_id;

-- name: notice_choice_of_erased :exec
DELETE FROM notice_choice WHERE person_id = :person_id;

-- name: notice_time_of_erased :exec
DELETE FROM notice_time WHERE person_id = :person_id;

-- name: notice_digest_of_erased :exec
DELETE FROM digest WHERE person_id = :person_id;
