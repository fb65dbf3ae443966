-- SPDX-License-Identifier: Apache-2.0
-- The process: templates in versions, holidays, and the steps of cycles that run by one. Kinds of
-- evidence are not checked here, so that a new one needs no migration.

CREATE TABLE process_template (
    id          {id key},
    name_en     {text},
    name_nl     {text},
    region      {text},
    built_in    {bool} NOT NULL,
    archived    {bool} NOT NULL,
    created_at  {time} NOT NULL,
    version     {int} NOT NULL
);

CREATE TABLE process_version (
    id          {id key},
    template_id {id} NOT NULL REFERENCES process_template (id),
    number      {int} NOT NULL,
    year        {int},
    state       {text} NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
    why         {text},
    based_on_id {id} REFERENCES process_version (id),
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    published_by {id} REFERENCES person (id),
    published_at {time},
    version     {int} NOT NULL,
    UNIQUE (template_id, number)
);

CREATE TABLE process_phase (
    id          {id key},
    version_id  {id} NOT NULL REFERENCES process_version (id),
    root_id     {id},
    name_en     {text},
    name_nl     {text},
    guidance_en {text},
    guidance_nl {text},
    rank        {int} NOT NULL,
    version     {int} NOT NULL
);
CREATE INDEX process_phase_by_version ON process_phase (version_id, rank, id);

CREATE TABLE process_rule (
    id          {id key},
    version_id  {id} NOT NULL REFERENCES process_version (id),
    phase_id    {id} NOT NULL REFERENCES process_phase (id),
    root_id     {id},
    name_en     {text},
    name_nl     {text},
    guidance_en {text},
    guidance_nl {text},
    scope       {text} NOT NULL CHECK (scope IN ('organisation', 'unit', 'leader', 'okr_master')),
    rhythm      {text} NOT NULL CHECK (rhythm IN ('cycle', 'inner', 'round')),
    evidence    {text} NOT NULL,
    percent     {int} NOT NULL,
    documents   {text},
    duty        {text} NOT NULL CHECK (duty IN ('owner', 'leader', 'okr_master', 'squad_lead', 'sponsor')),
    deputy      {text} CHECK (deputy IN ('owner', 'leader', 'okr_master', 'squad_lead', 'sponsor')),
    anchor      {text} NOT NULL CHECK (anchor IN ('cycle_start', 'cycle_end', 'rule')),
    anchor_id   {id} REFERENCES process_rule (id),
    offset_days {int} NOT NULL,
    working     {bool} NOT NULL,
    lead_days   {int} NOT NULL,
    rank        {int} NOT NULL,
    version     {int} NOT NULL
);
CREATE INDEX process_rule_by_version ON process_rule (version_id, phase_id, rank, id);
CREATE INDEX process_rule_by_phase ON process_rule (phase_id, rank, id);
CREATE INDEX process_rule_by_anchor ON process_rule (anchor_id) WHERE anchor_id IS NOT NULL;

CREATE TABLE process_rule_type (
    rule_id     {id} NOT NULL REFERENCES process_rule (id),
    type        {text} NOT NULL,
    PRIMARY KEY (rule_id, type)
);

CREATE TABLE process_rule_after (
    rule_id     {id} NOT NULL REFERENCES process_rule (id),
    after_id    {id} NOT NULL REFERENCES process_rule (id),
    PRIMARY KEY (rule_id, after_id)
);
CREATE INDEX process_rule_after_by_after ON process_rule_after (after_id);

CREATE TABLE process_rung (
    id          {id key},
    version_id  {id} NOT NULL REFERENCES process_version (id),
    rule_id     {id} REFERENCES process_rule (id),
    days        {int} NOT NULL,
    duty        {text} NOT NULL CHECK (duty IN ('owner', 'leader', 'okr_master', 'squad_lead', 'sponsor'))
);
CREATE INDEX process_rung_by_version ON process_rung (version_id, days, id);

CREATE TABLE holiday_calendar (
    id          {id key},
    name        {text} NOT NULL UNIQUE,
    country     {text},
    created_at  {time} NOT NULL,
    version     {int} NOT NULL
);

CREATE TABLE holiday (
    id          {id key},
    calendar_id {id} NOT NULL REFERENCES holiday_calendar (id),
    day         {day} NOT NULL,
    name        {text} NOT NULL,
    UNIQUE (calendar_id, day)
);

CREATE TABLE unit_calendar (
    unit_id     {id} PRIMARY KEY REFERENCES unit (id),
    calendar_id {id} REFERENCES holiday_calendar (id)
);
CREATE INDEX unit_calendar_by_calendar ON unit_calendar (calendar_id);

CREATE TABLE process (
    id          {id key},
    version_id  {id} NOT NULL REFERENCES process_version (id),
    cycle_id    {id} NOT NULL REFERENCES cycle (id),
    unit_id     {id} REFERENCES unit (id),
    created_by  {id} REFERENCES person (id),
    created_at  {time} NOT NULL,
    ended_at    {time},
    looked_at   {time},
    version     {int} NOT NULL
);
-- One at a time in each place.
CREATE UNIQUE INDEX process_in_use ON process (cycle_id, coalesce(unit_id, 0)) WHERE ended_at IS NULL;
CREATE INDEX process_by_version ON process (version_id);

CREATE TABLE step (
    id          {id key},
    process_id  {id} NOT NULL REFERENCES process (id),
    rule_id     {id} NOT NULL REFERENCES process_rule (id),
    cycle_id    {id} NOT NULL REFERENCES cycle (id),
    round       {int} NOT NULL,
    unit_id     {id} NOT NULL REFERENCES unit (id),
    person_id   {id} REFERENCES person (id),
    opens_day   {day} NOT NULL,
    due_day     {day} NOT NULL,
    opens_at    {time} NOT NULL,
    due_at      {time} NOT NULL,
    have        {int} NOT NULL,
    need        {int} NOT NULL,
    waits_due_at {time},
    done_at     {time},
    reopened_at {time},
    gone_at     {time},
    signed_by   {id} REFERENCES person (id),
    signed_at   {time},
    note        {text},
    version     {int} NOT NULL
);
CREATE UNIQUE INDEX step_once ON step (process_id, rule_id, cycle_id, round, unit_id, coalesce(person_id, 0));
CREATE INDEX step_by_unit ON step (unit_id, due_at, id);
CREATE INDEX step_by_person ON step (person_id, due_at, id) WHERE person_id IS NOT NULL;
-- What is asked, or will be.
CREATE INDEX step_open ON step (due_at, id) WHERE done_at IS NULL AND gone_at IS NULL;

CREATE TABLE step_document (
    id          {id key},
    step_id     {id} NOT NULL REFERENCES step (id),
    rank        {int} NOT NULL,
    name        {text} NOT NULL,
    url         {text},
    added_by    {id} REFERENCES person (id),
    added_at    {time},
    UNIQUE (step_id, rank)
);

CREATE TABLE step_rung (
    id          {id key},
    step_id     {id} NOT NULL REFERENCES step (id),
    days        {int} NOT NULL,
    duty        {text} NOT NULL CHECK (duty IN ('owner', 'leader', 'okr_master', 'squad_lead', 'sponsor')),
    person_id   {id} REFERENCES person (id),
    for_id      {id} REFERENCES person (id),
    day         {day} NOT NULL,
    created_at  {time} NOT NULL
);
CREATE UNIQUE INDEX step_rung_once ON step_rung (step_id, days, duty, coalesce(person_id, 0));
CREATE INDEX step_rung_by_person ON step_rung (person_id, id) WHERE person_id IS NOT NULL;

CREATE TABLE unit_duty (
    unit_id     {id} PRIMARY KEY REFERENCES unit (id),
    leader_unit_id {id},
    master_unit_id {id}
);
CREATE INDEX unit_duty_by_leader ON unit_duty (leader_unit_id);
CREATE INDEX unit_duty_by_master ON unit_duty (master_unit_id);
