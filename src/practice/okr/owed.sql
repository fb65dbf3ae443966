-- SPDX-License-Identifier: Apache-2.0
-- What is owed, said once: the list of what is due, reminders, digests and calendars speak from here. The day that a key
-- result is shown with (okr/standing.c) is when the next check-in would be, whether or not it is asked for.

-- shared fragment: owed
-- Key results that want a check-in on the day :day, whose they are, and by when. What is put off is not asked for, and
-- a week after its cycle there is nothing more to check in; it is to be closed.
(SELECT k.id AS key_result_id, k.objective_id, coalesce(k.owner_id, o.owner_id) AS person_id,
        coalesce(k.last_check_in_day, k.start_day, c.start_day) + coalesce(u.cadence_effective, :cadence) AS due_on,
        coalesce(u.cadence_effective, :cadence) AS every_days, o.unit_id, c.id AS cycle_id
   FROM cycle c
   JOIN objective o ON o.cycle_id = c.id
   JOIN unit u ON u.id = o.unit_id
   JOIN key_result k ON k.objective_id = o.id
  WHERE c.state = 'open' AND o.state = 'published' AND o.dropped_at IS NULL AND o.archived_at IS NULL
    AND NOT o.postponed AND k.dropped_at IS NULL AND NOT k.postponed
    AND coalesce(k.owner_id, o.owner_id) IS NOT NULL AND c.end_day > :day - 7)

-- shared fragment: owed_by_me
-- Of those w what :me owes: what they own, and what nobody owns of their objectives.
w.person_id = :me
AND w.objective_id IN (SELECT x.id FROM objective x WHERE x.owner_id = :me
                       UNION
                       SELECT x.objective_id FROM key_result x WHERE x.owner_id = :me)

-- name: owed_of :many owed_row
-- param: me id
-- param: day day
-- param: cadence int
SELECT w.key_result_id AS id, w.objective_id, w.due_on FROM {owed} w WHERE {owed_by_me} ORDER BY w.key_result_id;
