-- SPDX-License-Identifier: Apache-2.0
-- What objectives and key results were at the end of each day on which they changed, and what links
-- were before they changed: by these the organisation is seen as of a past day with the numbers of
-- that day. What stands above follows from them by the formulas that hold today.

CREATE TABLE objective_day (
    objective_id {id} NOT NULL REFERENCES objective (id) ON DELETE CASCADE,
    day          {day} NOT NULL,
    kind         {text} NOT NULL CHECK (kind IN ('committed', 'aspirational')),
    state        {text} NOT NULL CHECK (state IN ('draft', 'published', 'closed')),
    postponed    {bool} NOT NULL,
    dropped_at   {time},
    archived_at  {time},
    rebuilt      {bool} NOT NULL,
    PRIMARY KEY (objective_id, day)
);

CREATE TABLE key_result_day (
    key_result_id {id} NOT NULL REFERENCES key_result (id) ON DELETE CASCADE,
    day           {day} NOT NULL,
    kind          {text} NOT NULL CHECK (kind IN ('increase', 'decrease', 'at_least', 'at_most', 'range', 'yes_no', 'milestones', 'zones')),
    start_value   {decimal},
    target_value  {decimal},
    worst_value   {decimal},
    low_value     {decimal},
    high_value    {decimal},
    tolerance     {decimal},
    period_rule   {text} NOT NULL CHECK (period_rule IN ('latest', 'worst', 'share')),
    start_day     {day},
    due_day       {day},
    weight        {weight} NOT NULL,
    current_value {decimal},
    raw           {fraction},
    contribution  {fraction},
    confidence    {int},
    own_status    {text} CHECK (own_status IN ('on_track', 'behind', 'at_risk')),
    last_check_in_day {day},
    check_in_count {int} NOT NULL,
    postponed     {bool} NOT NULL,
    dropped_at    {time},
    rebuilt       {bool} NOT NULL,
    PRIMARY KEY (key_result_id, day)
);

CREATE TABLE alignment_former (
    id           {id key},
    alignment_id {id} NOT NULL REFERENCES alignment (id) ON DELETE CASCADE,
    kind         {text} NOT NULL CHECK (kind IN ('supports', 'contributes')),
    weight       {weight} NOT NULL,
    until_at     {time} NOT NULL
);
CREATE INDEX alignment_former_of ON alignment_former (alignment_id, id);

-- A past day has links that have ended since.
CREATE INDEX alignment_ever_by_child ON alignment (child_id);
CREATE INDEX alignment_ever_by_parent ON alignment (parent_id);
CREATE INDEX alignment_ever_by_parent_kr ON alignment (parent_kr_id);

-- The first day that is kept is the one of this migration. What was before is rebuilt, and says so:
-- lives from the moments that stand in objectives, numbers from what was known of the newest
-- check-in. Rules that look at all check-ins of a period are not told in SQL: their numbers of
-- those days stay unknown (contribution is null).

CREATE TABLE first_kept (day {day} NOT NULL);
-- engine: sqlite
INSERT INTO first_kept (day) SELECT CAST(strftime('%s', 'now') AS INTEGER) / 86400;
-- engine: postgres
INSERT INTO first_kept (day) SELECT CAST(floor(extract(epoch FROM now()) / 86400) AS BIGINT);
-- engine: both

INSERT INTO objective_day (objective_id, day, kind, state, postponed, dropped_at, archived_at, rebuilt)
SELECT o.id, d.day, o.kind,
       CASE WHEN o.state = 'closed' AND o.closed_at / 86400000000 <= d.day THEN 'closed'
            WHEN o.state <> 'draft' AND (o.imported OR o.published_at / 86400000000 <= d.day) THEN 'published'
            ELSE 'draft' END,
       o.postponed,
       CASE WHEN o.dropped_at / 86400000000 <= d.day THEN o.dropped_at END,
       CASE WHEN o.archived_at / 86400000000 <= d.day THEN o.archived_at END,
       TRUE
  FROM (SELECT x.id, CASE WHEN x.imported AND c.start_day < x.created_at / 86400000000 THEN c.start_day
                          ELSE x.created_at / 86400000000 END AS day
          FROM objective x JOIN cycle c ON c.id = x.cycle_id
        UNION SELECT x.id, x.published_at / 86400000000 AS day FROM objective x WHERE x.published_at IS NOT NULL
        UNION SELECT x.id, x.closed_at / 86400000000 AS day FROM objective x WHERE x.closed_at IS NOT NULL
        UNION SELECT x.id, x.dropped_at / 86400000000 AS day FROM objective x WHERE x.dropped_at IS NOT NULL
        UNION SELECT x.id, x.archived_at / 86400000000 AS day FROM objective x WHERE x.archived_at IS NOT NULL) d
  JOIN objective o ON o.id = d.id
 WHERE d.day < (SELECT f.day FROM first_kept f);

INSERT INTO objective_day (objective_id, day, kind, state, postponed, dropped_at, archived_at, rebuilt)
SELECT o.id, f.day, o.kind, o.state, o.postponed, o.dropped_at, o.archived_at, FALSE
  FROM objective o CROSS JOIN first_kept f;

-- Nothing said yet, from the day on which it was begun.
INSERT INTO key_result_day (key_result_id, day, kind, start_value, target_value, worst_value, low_value,
                            high_value, tolerance, period_rule, start_day, due_day, weight, contribution,
                            check_in_count, postponed, rebuilt)
SELECT k.id,
       CASE WHEN k.imported AND c.start_day < k.created_at / 86400000000 THEN c.start_day
            ELSE k.created_at / 86400000000 END,
       k.kind, k.start_value, k.target_value, k.worst_value, k.low_value, k.high_value, k.tolerance,
       k.period_rule, k.start_day, k.due_day, k.weight, 0, 0, k.postponed, TRUE
  FROM key_result k
  JOIN objective o ON o.id = k.objective_id
  JOIN cycle c ON c.id = o.cycle_id
 WHERE (k.imported AND c.start_day < (SELECT f.day FROM first_kept f))
    OR k.created_at / 86400000000 < (SELECT f.day FROM first_kept f);

INSERT INTO key_result_day (key_result_id, day, kind, start_value, target_value, worst_value, low_value,
                            high_value, tolerance, period_rule, start_day, due_day, weight,
                            current_value, raw, contribution, confidence, own_status,
                            last_check_in_day, check_in_count, postponed, dropped_at, rebuilt)
SELECT k.id, d.day, k.kind, k.start_value, k.target_value, k.worst_value, k.low_value, k.high_value,
       k.tolerance, k.period_rule, k.start_day, k.due_day, k.weight,
       coalesce(f.value, n.value),
       CASE WHEN k.period_rule = 'latest' THEN coalesce(f.raw, n.raw) END,
       CASE WHEN k.period_rule <> 'latest' THEN NULL
            WHEN coalesce(f.raw, n.raw) < 0 THEN 0
            WHEN coalesce(f.raw, n.raw) > 1000000 THEN 1000000
            ELSE coalesce(f.raw, n.raw) END,
       CASE WHEN f.id IS NULL THEN n.confidence ELSE f.confidence END, n.own_status, n.day,
       (SELECT count(*) FROM check_in i WHERE i.key_result_id = k.id
           AND CASE WHEN i.imported THEN i.day ELSE i.created_at / 86400000000 END <= d.day),
       k.postponed,
       CASE WHEN k.dropped_at / 86400000000 <= d.day THEN k.dropped_at END, TRUE
  FROM (SELECT i.key_result_id, CASE WHEN i.imported THEN i.day ELSE i.created_at / 86400000000 END AS day
          FROM check_in i
        UNION
        SELECT i.key_result_id, e.until_at / 86400000000 AS day
          FROM check_in i JOIN check_in_former e ON e.check_in_id = i.id
        UNION
        SELECT x.id AS key_result_id, x.dropped_at / 86400000000 AS day
          FROM key_result x WHERE x.dropped_at IS NOT NULL AND x.check_in_count > 0) d
  JOIN key_result k ON k.id = d.key_result_id
  JOIN check_in n ON n.id = (SELECT i.id FROM check_in i
                              WHERE i.key_result_id = k.id
                                AND CASE WHEN i.imported THEN i.day ELSE i.created_at / 86400000000 END <= d.day
                              ORDER BY i.day DESC, i.id DESC LIMIT 1)
  LEFT JOIN check_in_former f ON f.id = (SELECT min(e.id) FROM check_in_former e
                                          WHERE e.check_in_id = n.id AND e.until_at / 86400000000 > d.day)
 WHERE d.day < (SELECT f.day FROM first_kept f)
ON CONFLICT (key_result_id, day) DO UPDATE
   SET current_value = excluded.current_value, raw = excluded.raw, contribution = excluded.contribution,
       confidence = excluded.confidence, own_status = excluded.own_status,
       last_check_in_day = excluded.last_check_in_day, check_in_count = excluded.check_in_count,
       dropped_at = excluded.dropped_at;

INSERT INTO key_result_day (key_result_id, day, kind, start_value, target_value, worst_value, low_value,
                            high_value, tolerance, period_rule, start_day, due_day, weight,
                            current_value, raw, contribution, confidence, own_status,
                            last_check_in_day, check_in_count, postponed, dropped_at, rebuilt)
SELECT k.id, f.day, k.kind, k.start_value, k.target_value, k.worst_value, k.low_value, k.high_value,
       k.tolerance, k.period_rule, k.start_day, k.due_day, k.weight, k.current_value, k.raw,
       k.contribution, k.confidence, k.own_status, k.last_check_in_day, k.check_in_count, k.postponed,
       k.dropped_at, FALSE
  FROM key_result k CROSS JOIN first_kept f;

DROP TABLE first_kept;
