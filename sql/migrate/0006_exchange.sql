-- SPDX-License-Identifier: Apache-2.0
-- What things are called where they came from, and the staging area of imports. The stage_ tables
-- stay empty here: an import fills them in a database of its own, beside this one.

CREATE TABLE import_run (
    id            {id key},
    source        {text} NOT NULL,
    at            {time} NOT NULL,
    person_id     {id} REFERENCES person (id),
    files         {text} NOT NULL,
    created_count {int} NOT NULL,
    updated_count {int} NOT NULL
);

CREATE TABLE foreign_id (
    id          {id key},
    source      {text} NOT NULL,
    kind        {text} NOT NULL CHECK (kind IN ('unit', 'person', 'cycle', 'objective', 'key_result', 'measure')),
    foreign_key {text} NOT NULL,
    local_id    {id} NOT NULL,
    hash        {int} NOT NULL,
    title       {text},
    status      {text},
    import_id   {id} NOT NULL REFERENCES import_run (id),
    UNIQUE (source, foreign_key, kind)
);
CREATE INDEX foreign_id_by_local ON foreign_id (local_id, kind);

CREATE TABLE stage_row (
    id              {id key},
    file            {int} NOT NULL,
    line            {int} NOT NULL,
    foreign_key     {text} NOT NULL,
    type            {text} NOT NULL,
    title           {text} NOT NULL,
    description     {text},
    units           {text} NOT NULL,
    owners          {text} NOT NULL,
    creator         {text},
    period          {text} NOT NULL,
    start_day       {day},
    end_day         {day},
    metric          {text},
    unit_of_measure {text} NOT NULL,
    kr_kind         {text} NOT NULL,
    start_value     {decimal},
    target_value    {decimal},
    objective_kind  {text} NOT NULL,
    goal_type       {text},
    created_at      {time},
    progress        {fraction},
    score           {fraction},
    status          {text},
    own_status      {text},
    closed          {bool} NOT NULL,
    postponed       {bool} NOT NULL,
    check_in_count  {int} NOT NULL,
    current_value   {decimal},
    last_check_in_day {day},
    raw             {fraction},
    weight          {weight} NOT NULL,
    hash            {int} NOT NULL,
    UNIQUE (foreign_key)
);
CREATE INDEX stage_row_by_title ON stage_row (title, period);

CREATE TABLE stage_link (
    id           {id key},
    row_id       {id} NOT NULL,
    place        {int} NOT NULL,
    parent_key   {text},
    parent_title {text} NOT NULL,
    weight       {weight} NOT NULL,
    period       {text} NOT NULL,
    parent_row   {id},
    parent_local {id},
    parent_is_key_result {bool} NOT NULL
);

CREATE TABLE stage_check_in (
    id          {id key},
    row_id      {id} NOT NULL,
    day         {day} NOT NULL,
    at          {time} NOT NULL,
    person      {text},
    value       {decimal} NOT NULL,
    own_status  {text},
    note        {text},
    raw         {fraction} NOT NULL
);
CREATE INDEX stage_check_in_by_row ON stage_check_in (row_id, id);

CREATE TABLE stage_finding (
    id          {id key},
    kind        {text} NOT NULL,
    file        {int} NOT NULL,
    line        {int} NOT NULL,
    place       {text} NOT NULL,
    title       {text} NOT NULL,
    reason      {text} NOT NULL,
    old_value   {text},
    new_value   {text}
);
CREATE INDEX stage_finding_by_kind ON stage_finding (kind, id);
