-- SPDX-License-Identifier: Apache-2.0
-- What happened and what must still be delivered. No foreign keys to what may be erased or deleted:
-- a record outlives its subject.

CREATE TABLE event (
    id          {id key},
    at          {time} NOT NULL,
    person_id   {id} REFERENCES person (id),
    kind        {text} NOT NULL,
    subject     {text} NOT NULL,
    subject_id  {id} NOT NULL,
    unit_id     {id},
    cycle_id    {id},
    hidden      {bool} NOT NULL,
    owner_id    {id},
    txid        {int} NOT NULL
);
CREATE INDEX event_by_subject ON event (subject, subject_id, id);
CREATE INDEX event_by_time ON event (at);
CREATE INDEX event_by_txid ON event (txid, id);
-- What is forgotten after a while; everything else is history and stays.
CREATE INDEX event_passing ON event (at) WHERE subject IN ('session', 'link', 'token');

CREATE TABLE change (
    id          {id key},
    event_id    {id} NOT NULL REFERENCES event (id),
    subject     {text} NOT NULL,
    subject_id  {id} NOT NULL,
    field       {text} NOT NULL,
    old_value   {text},
    new_value   {text}
);
CREATE INDEX change_by_subject ON change (subject, subject_id, id);
CREATE INDEX change_by_event ON change (event_id, id);

CREATE TABLE fact (
    id          {id key},
    kind        {text} NOT NULL,
    subject     {text} NOT NULL,
    subject_id  {id} NOT NULL,
    unit_id     {id},
    cycle_id    {id},
    at          {time} NOT NULL,
    UNIQUE (kind, subject, subject_id)
);

CREATE TABLE idempotency (
    id          {id key},
    person_id   {id} NOT NULL,
    route       {text} NOT NULL,
    key         {text} NOT NULL,
    body_hash   {text} NOT NULL,
    status      {int} NOT NULL,
    version     {int},
    body        {text} NOT NULL,
    created_at  {time} NOT NULL,
    UNIQUE (person_id, route, key)
);
CREATE INDEX idempotency_by_time ON idempotency (created_at);

CREATE TABLE outbox (
    id          {id key},
    channel     {text} NOT NULL,
    address     {text} NOT NULL,
    subject     {text} NOT NULL,
    body        {text} NOT NULL,
    created_at  {time} NOT NULL,
    due_at      {time} NOT NULL,
    attempts    {int} NOT NULL,
    sent_at     {time}
);
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE sent_at IS NULL;

CREATE TABLE lease (
    name        {text} PRIMARY KEY,
    holder      {text} NOT NULL,
    until       {time} NOT NULL
);
