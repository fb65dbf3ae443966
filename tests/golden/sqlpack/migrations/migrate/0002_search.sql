CREATE TABLE bit (
    id       {id key},
    thing_id {id} NOT NULL,
    share    {weight} NOT NULL,
    made_at  {time} NOT NULL
);
-- engine: sqlite
CREATE INDEX bit_by_thing ON bit (thing_id);
-- engine: postgres
CREATE INDEX bit_by_thing ON bit USING btree (thing_id);
-- engine: both
CREATE INDEX bit_by_time ON bit (made_at);
