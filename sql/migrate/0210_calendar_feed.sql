-- SPDX-License-Identifier: Apache-2.0
-- Secret addresses at which calendar programs read dates.

CREATE TABLE calendar_feed (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    unit_id     {id} REFERENCES unit (id),
    secret_hash {text} NOT NULL UNIQUE,
    created_at  {time} NOT NULL,
    seen_at     {time}
);
CREATE INDEX calendar_feed_by_person ON calendar_feed (person_id, id);
CREATE INDEX calendar_feed_by_unit ON calendar_feed (unit_id) WHERE unit_id IS NOT NULL;
