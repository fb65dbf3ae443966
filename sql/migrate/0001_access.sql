-- SPDX-License-Identifier: Apache-2.0
-- People, how they come in, and what they may do. Units stand here too: grants point at them.

CREATE TABLE person (
    id            {id key},
    name          {text} NOT NULL,
    email         {text} UNIQUE,
    state         {text} NOT NULL CHECK (state IN ('imported', 'invited', 'active', 'deactivated')),
    language      {text} NOT NULL CHECK (language IN ('en', 'nl')),
    region        {text} NOT NULL,
    week_start    {int} NOT NULL CHECK (week_start BETWEEN 1 AND 7),
    zone          {text} NOT NULL,
    shortcuts     {bool} NOT NULL,
    folded        {text} NOT NULL,
    password_hash {text},
    merged_into   {id} REFERENCES person (id),
    erased_at     {time},
    created_at    {time} NOT NULL,
    version       {int} NOT NULL
);
CREATE INDEX person_by_name ON person (folded, id);
CREATE INDEX person_by_merge ON person (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE unit (
    id          {id key},
    parent_id   {id} REFERENCES unit (id),
    name        {text} NOT NULL,
    type        {text} NOT NULL CHECK (type IN ('company', 'business_unit', 'region', 'department', 'team', 'cross_unit_team')),
    zone        {text},
    path        {text} NOT NULL,
    zone_effective {text} NOT NULL,
    folded      {text} NOT NULL,
    depth       {int} NOT NULL,
    valid_from  {day} NOT NULL,
    valid_until {day},
    imported    {bool} NOT NULL,
    created_at  {time} NOT NULL,
    version     {int} NOT NULL
);
CREATE INDEX unit_by_parent ON unit (parent_id, folded, id);
CREATE INDEX unit_by_path ON unit (path);
CREATE INDEX unit_by_name ON unit (folded, id);

CREATE TABLE session (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    secret_hash {text} NOT NULL UNIQUE,
    created_at  {time} NOT NULL,
    seen_at     {time} NOT NULL,
    expires_at  {time} NOT NULL,
    client      {text} NOT NULL
);
CREATE INDEX session_by_person ON session (person_id, id);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE token (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    name        {text} NOT NULL,
    secret_hash {text} NOT NULL UNIQUE,
    created_at  {time} NOT NULL,
    seen_at     {time},
    expires_at  {time},
    revoked_at  {time}
);
CREATE INDEX token_by_person ON token (person_id, id);

CREATE TABLE link (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    kind        {text} NOT NULL CHECK (kind IN ('invitation', 'reset')),
    secret_hash {text} NOT NULL UNIQUE,
    created_at  {time} NOT NULL,
    expires_at  {time} NOT NULL,
    used_at     {time}
);
CREATE INDEX link_by_person ON link (person_id, id);

CREATE TABLE role_grant (
    id          {id key},
    person_id   {id} NOT NULL REFERENCES person (id),
    role        {text} NOT NULL CHECK (role IN ('member', 'leader', 'okr_master', 'admin')),
    unit_id     {id} REFERENCES unit (id),
    valid_from  {time} NOT NULL,
    valid_until {time}
);
CREATE INDEX role_grant_by_person ON role_grant (person_id, id);
CREATE INDEX role_grant_by_unit ON role_grant (unit_id, id);

CREATE TABLE setting (
    id          {id key},
    name        {text} NOT NULL,
    value       {text} NOT NULL,
    created_at  {time} NOT NULL,
    person_id   {id} REFERENCES person (id),
    version     {int} NOT NULL,
    UNIQUE (name, version)
);

CREATE TABLE throttle (
    id            {id key},
    subject       {text} NOT NULL UNIQUE,
    failures      {int} NOT NULL,
    blocked_until {time},
    changed_at    {time} NOT NULL
);
CREATE INDEX throttle_by_change ON throttle (changed_at);


CREATE TABLE merge (
    id          {id key},
    from_id     {id} NOT NULL REFERENCES person (id),
    into_id     {id} NOT NULL REFERENCES person (id),
    created_at  {time} NOT NULL,
    person_id   {id} REFERENCES person (id),
    undone_at   {time}
);
CREATE INDEX merge_by_from ON merge (from_id, id);

CREATE TABLE merge_row (
    merge_id    {id} NOT NULL REFERENCES merge (id),
    field       {text} NOT NULL,
    row_id      {id} NOT NULL,
    PRIMARY KEY (merge_id, field, row_id)
);
