-- SPDX-License-Identifier: Apache-2.0
-- What people are told. A notice is one thing told to one person on one day; how it goes out is theirs to set.

CREATE TABLE notice (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    kind        {text} NOT NULL,
    subject     {text} NOT NULL,
    subject_id  {id} NOT NULL,
    title       {text},
    note        {text},
    count       {int} NOT NULL,
    unit_id     {id},
    cycle_id    {id},
    actor_id    {id} REFERENCES person (id),
    for_id      {id} REFERENCES person (id),
    day         {day} NOT NULL,
    due_day     {day},
    at          {time} NOT NULL,
    read_at     {time},
    mail_pace   {text} NOT NULL CHECK (mail_pace IN ('at_once', 'daily', 'weekly', 'never')),
    mail_settled_at {time},
    chat_pace   {text} NOT NULL CHECK (chat_pace IN ('at_once', 'daily', 'weekly', 'never')),
    chat_settled_at {time}
);
CREATE UNIQUE INDEX notice_once ON notice (person_id, kind, subject, subject_id, day);
CREATE INDEX notice_by_person ON notice (person_id, id);
CREATE INDEX notice_unread ON notice (person_id) WHERE read_at IS NULL;
CREATE INDEX notice_by_day ON notice (person_id, day);
CREATE INDEX notice_mail ON notice (mail_pace, person_id, id) WHERE mail_settled_at IS NULL;
CREATE INDEX notice_chat ON notice (chat_pace, person_id, id) WHERE chat_settled_at IS NULL;
CREATE INDEX notice_by_time ON notice (at);

CREATE TABLE notice_choice (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    kind        {text} NOT NULL,
    channel     {text} NOT NULL CHECK (channel IN ('mail', 'chat')),
    pace        {text} NOT NULL CHECK (pace IN ('at_once', 'daily', 'weekly', 'never')),
    UNIQUE (person_id, kind, channel)
);

-- Minutes of the person's day between which nothing is sent at once, and the day of the weekly digest.
CREATE TABLE notice_time (
    person_id   {id} PRIMARY KEY REFERENCES person (id),
    quiet_from  {int} CHECK (quiet_from BETWEEN 0 AND 1439),
    quiet_until {int} CHECK (quiet_until BETWEEN 0 AND 1439),
    digest_weekday {int} NOT NULL CHECK (digest_weekday BETWEEN 1 AND 7)
);

-- A zone's morning that was seen to: what is due that day was told once.
CREATE TABLE notice_morning (
    zone        {text} NOT NULL,
    day         {day} NOT NULL,
    at          {time} NOT NULL,
    PRIMARY KEY (zone, day)
);

-- A digest that is to be put together.
CREATE TABLE digest (
    person_id   {id} NOT NULL REFERENCES person (id),
    day         {day} NOT NULL,
    weekly      {bool} NOT NULL,
    settled_at  {time},
    PRIMARY KEY (person_id, day)
);
CREATE INDEX digest_open ON digest (day, person_id) WHERE settled_at IS NULL;

-- How far the events were heard; one row.
CREATE TABLE notice_cursor (
    id          {id} PRIMARY KEY CHECK (id = 1),
    txid        {int} NOT NULL,
    event_id    {id} NOT NULL
);

-- Nobody is told what happened before there were notices.
INSERT INTO notice_cursor (id, txid, event_id)
SELECT 1, coalesce(max(e.txid), 0),
       coalesce((SELECT max(x.id) FROM event x WHERE x.txid = (SELECT max(y.txid) FROM event y)), 0)
  FROM event e;

-- Keys that links in messages are signed with, in hexadecimal.
CREATE TABLE link_key (
    name        {text} PRIMARY KEY,
    key         {text} NOT NULL,
    created_at  {time} NOT NULL
);
