// SPDX-License-Identifier: Apache-2.0
// Who may do what: every operation for every role in every relation, on both engines. The table of
// verbs stands here a second time; the two must agree. An operation that has no row here fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both } from '../support/both.ts';
import type { Client, Json, Reply } from '../support/client.ts';
import { type Company, company, match, type Person } from '../support/company.ts';
import { contract } from '../support/contract.ts';

type Relation = 'own' | 'own_unit' | 'below' | 'elsewhere' | 'invited';
type Role = 'member' | 'leader' | 'okr_master' | 'admin';

const team: Relation[] = ['own', 'own_unit'];
const under: Relation[] = ['own_unit', 'below'];

const verbs = {
  draft_read: { member: ['own', 'invited'], leader: under, okr_master: under, admin: under },
  objective_create: { member: team, leader: under, okr_master: under, admin: under },
  objective_edit: { member: ['own'], leader: under, okr_master: under, admin: under },
  published_edit: { member: [], leader: [], okr_master: under, admin: under },
  objective_publish: { member: ['own'], leader: under, okr_master: under, admin: under },
  review: { member: ['invited'], leader: [], okr_master: [], admin: [] },
  check_in: { member: team, leader: under, okr_master: under, admin: under },
  check_in_correct: { member: ['own'], leader: under, okr_master: under, admin: under },
  initiative_edit: { member: team, leader: under, okr_master: under, admin: under },
  meeting_run: { member: team, leader: under, okr_master: under, admin: under },
  align: { member: ['own'], leader: under, okr_master: under, admin: under },
  reflect: { member: team, leader: under, okr_master: under, admin: under },
  cycle_edit: { member: [], leader: [], okr_master: under, admin: under },
  unit_edit: { member: [], leader: under, okr_master: under, admin: under },
  unit_close: { member: [], leader: [], okr_master: [], admin: under },
  member_edit: { member: [], leader: under, okr_master: under, admin: under },
  stand_in: { member: ['own'], leader: under, okr_master: under, admin: under },
  grant: { member: [], leader: under, okr_master: under, admin: under },
  grant_high: { member: [], leader: [], okr_master: [], admin: under },
  person_edit: { member: [], leader: [], okr_master: [], admin: under },
  setting_edit: { member: [], leader: [], okr_master: [], admin: under },
  organisation_edit: { member: [], leader: [], okr_master: [], admin: under },
  okr_import: { member: [], leader: [], okr_master: under, admin: under },
  strategy_edit: { member: [], leader: under, okr_master: under, admin: under },
  template_edit: { member: [], leader: [], okr_master: under, admin: under },
  tag_edit: { member: [], leader: [], okr_master: under, admin: under },
  health_record: { member: ['own'], leader: under, okr_master: under, admin: under },
} satisfies Record<string, Record<Role, Relation[]>>;

/** Somebody, and how a thing of Netherlands lies to them. */
interface Cell {
  name: string;
  role: Role;
  relation: Relation;
  /** Held for the whole organisation, so that it also counts for what lies in no unit. */
  whole?: boolean;
  /** Owns the key result, but not its objective. */
  measureOnly?: boolean;
  /** Was asked to review the drafts that are under review. */
  reviewer?: boolean;
  person: Person;
}

interface Row {
  /** Everybody who signed in, when there is none. */
  verb?: keyof typeof verbs;
  status?: number;
  /** Lies in no unit. */
  whole?: boolean;
  /** Lies in the top unit, for which a role above is held as well. */
  top?: boolean;
  /** Is only made now, so nobody owns it yet. */
  fresh?: boolean;
  /** Of a key result or an action, whose owner counts as well. */
  measured?: boolean;
  /** It has no co-owners: one of an objective is a stranger to it. */
  alone?: boolean;
  /** A draft that the reviewer was asked to read. */
  reviewed?: boolean;
  /** To those who may not read it it must not seem to exist. */
  hidden?: boolean;
  /** Who may read it, when it is no draft of an objective. */
  sees?: keyof typeof verbs;
  make?: (on: Company, cells: Cells) => Promise<Json>;
  call: (client: Client, subject: Json, on: Company, cells: Cells) => Promise<Reply>;
}

class Cells {
  readonly list: Cell[] = [];

  get(name: string): Person {
    const cell = this.list.find((one) => one.name === name);
    if (!cell) throw new Error(`nobody is called ${name}`);
    return cell.person;
  }
}

async function people(on: Company): Promise<Cells> {
  const { top, retail, netherlands, finance } = on.units;
  const cells = new Cells();
  const add = async (name: string, role: Role, relation: Relation, unit: number | null, more: Partial<Cell> = {}) => {
    const place = role === 'member' ? { memberOf: [unit as number] } : { role: [role, unit] as [string, number | null] };
    cells.list.push({ name, role, relation, ...more, person: await on.person(`Pat ${name}`, place) });
  };
  await add('owner', 'member', 'own', finance);
  await add('co-owner', 'member', 'own', finance);
  await add('measurer', 'member', 'elsewhere', finance, { measureOnly: true });
  await add('mate', 'member', 'own_unit', netherlands);
  await add('member above', 'member', 'elsewhere', retail);
  await add('stranger', 'member', 'elsewhere', finance);
  await add('reviewer', 'member', 'elsewhere', finance, { reviewer: true });
  for (const role of ['leader', 'okr_master', 'admin'] as const) {
    await add(`${role} here`, role, 'own_unit', netherlands);
    await add(`${role} above`, role, 'below', top);
    await add(`${role} aside`, role, 'elsewhere', finance);
    await add(`${role} of all`, role, 'below', null, { whole: true });
  }
  return cells;
}

/** What the table says. */
function allowed(cell: Cell, row: Row): boolean {
  if (!row.verb) return true;
  const relations: Relation[] = verbs[row.verb][cell.role];
  let relation = cell.relation;
  if (row.measured && cell.measureOnly) relation = 'own';
  if (row.reviewed && cell.reviewer) relation = 'invited';
  if (row.fresh && relation === 'own') relation = 'elsewhere';
  if (row.alone && cell.name === 'co-owner') relation = 'elsewhere';
  if (row.measured && cell.measureOnly) relation = 'own';
  if (row.whole && !cell.whole) relation = 'elsewhere';
  if (row.top && !['own', 'below'].includes(relation)) relation = 'elsewhere';
  return relations.includes(relation);
}

/** May they read it at all? */
const reads = (cell: Cell, row: Row): boolean => allowed(cell, { ...row, verb: row.sees ?? 'draft_read' });

const owned = (cells: Cells): Json => ({
  owner_id: cells.get('owner').id,
  co_owner_ids: [cells.get('co-owner').id],
});
const initiative = async (on: Company, cells: Cells): Promise<Json & { version: number }> =>
  (await on.admin.post(`/api/v1/key-results/${(await keyResult(on, cells)).id}/initiatives`, { title: 'Test' })).is(201);
const template = async (on: Company): Promise<Json & { version: number }> =>
  (await on.admin.post('/api/v1/templates', { name: 'Test', title: 'Test', unit_id: on.units.netherlands })).is(201);
/** No two tags of an organisation have the same name. */
const tagCounts = new WeakMap<Company, number>();
function tagName(on: Company): string {
  const count = (tagCounts.get(on) ?? 0) + 1;
  tagCounts.set(on, count);
  return `Tag ${count}`;
}
const tag = async (on: Company): Promise<Json & { version: number }> =>
  (await on.admin.post('/api/v1/tags', { name: tagName(on) })).is(201);
const draft = (on: Company, cells: Cells) => on.draft(owned(cells));
const published = (on: Company, cells: Cells) => on.published(owned(cells));
const reviewed = async (on: Company, cells: Cells) => {
  const { id } = await draft(on, cells);
  return (await on.admin.post(`/api/v1/objectives/${id}/reviews`, { reviewer_ids: [cells.get('reviewer').id] })).is(201);
};
const keyResult = async (on: Company, cells: Cells) =>
  on.keyResult((await published(on, cells)).id, { owner_id: cells.get('measurer').id });
const droppedKeyResult = async (on: Company, cells: Cells) => {
  const made = await keyResult(on, cells);
  return (await on.admin.post(`/api/v1/key-results/${made.id}/drop`, { reason: 'Test' }, { ifMatch: match(made) })).is(200);
};
const step = async (on: Company, objective: Json, what: string, body?: Json) =>
  (await on.admin.post(`/api/v1/objectives/${objective.id}/${what}`, body, { ifMatch: match(objective) })).is(200);
const link = async (on: Company, cells: Cells) =>
  on.link((await published(on, cells)).id, (await on.published({ unit_id: on.units.finance })).id, 'supports');
const action = async (on: Company, owner: number) =>
  (await on.admin.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Agreed', owner_id: owner })).is(201);
const postMortem = async (on: Company, cells: Cells) => {
  const { id } = await step(on, await published(on, cells), 'close');
  return (await on.admin.get(`/api/v1/objectives/${id}/closing`)).is(200).post_mortem;
};
const openCycle = async (on: Company) =>
  (await on.admin.post('/api/v1/cycles', { name: 'Another', start_day: '2031-01-01', end_day: '2031-03-31', state: 'open' })).is(201);
const retrospective = async (on: Company) =>
  (await on.admin.post(`/api/v1/units/${on.units.netherlands}/retrospectives`, { cycle_id: (await openCycle(on)).id })).is(201);
const privateView = async (on: Company) => (await on.admin.post('/api/v1/saved-views', { name: 'Of Ada', page: 'explore', query: '' })).is(201);
const nobody = (on: Company, email: boolean) => on.name(email);
const deactivated = async (on: Company) => {
  const made = await nobody(on, true);
  return (await on.admin.post(`/api/v1/people/${made.id}/deactivate`, undefined, { ifMatch: match(made) })).is(200);
};
const merged = async (on: Company, cells: Cells) => {
  const made = await nobody(on, false);
  const body = { into_id: cells.get('stranger').id };
  return (await on.admin.post(`/api/v1/people/${made.id}/merge`, body, { ifMatch: match(made) })).is(200);
};
/** Somebody new of Netherlands. */
const mate = async (on: Company) => {
  const made = await nobody(on, true);
  (await on.admin.post(`/api/v1/units/${on.units.netherlands}/members`, { person_id: made.id })).is(201);
  return made;
};
const absence = async (on: Company) =>
  (await on.admin.post(`/api/v1/people/${(await mate(on)).id}/absences`, { first_day: on.today, last_day: on.today })).is(201);
const delegation = async (on: Company) => {
  const body = { delegate_id: (await nobody(on, true)).id };
  return (await on.admin.post(`/api/v1/people/${(await mate(on)).id}/delegates`, body)).is(201);
};
const blocker = async (on: Company, cells: Cells) =>
  (await on.admin.post(`/api/v1/key-results/${(await keyResult(on, cells)).id}/blockers`, { type: 'clarity', text: 'What?' })).is(201);
const checkIn = async (on: Company, cells: Cells) => on.checkIn((await keyResult(on, cells)).id, 5);
const resolved = async (on: Company, cells: Cells) => {
  const made = await blocker(on, cells);
  return (await on.admin.post(`/api/v1/blockers/${made.id}/resolve`, { resolution: 'So' }, { ifMatch: match(made) })).is(200);
};
const meeting = async (on: Company) =>
  (await on.admin.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle })).is(201);
/** Only one of a unit runs at a time. */
const endRunning = async (on: Company) => {
  const { items } = (await on.quiet.get(`/api/v1/units/${on.units.netherlands}/meetings`, { limit: 200 })).is(200);
  for (const one of items) if (one.state === 'running') (await on.quiet.post(`/api/v1/meetings/${one.id}/end`)).is(200);
};
const started = async (on: Company) => {
  await endRunning(on);
  return (await on.admin.post(`/api/v1/meetings/${(await meeting(on)).id}/start`)).is(200);
};
const leaf = (on: Company) => on.unit('Leaf', on.units.netherlands).then(async (id) => (await on.admin.get(`/api/v1/units/${id}`)).is(200));
const grant = async (on: Company, role: string) => {
  const { id } = await nobody(on, true);
  return (await on.admin.post('/api/v1/grants', { person_id: id, role, unit_id: on.units.netherlands })).is(201);
};

/** A plan for the far future, about a unit of its own. */
/** A mapping that is kept. */
async function keptMapping(on: Company): Promise<Json> {
  (await on.admin.put('/api/v1/imports/okrs/kept/mapping', { columns: [{ field: 'title', header: 'Title' }] })).is(204);
  return {};
}

const reorg = async (on: Company) => {
  const unit_id = await on.unit('Renamed', on.units.netherlands);
  const steps = [{ kind: 'rename', unit_id, name: 'Another name' }];
  return (await on.admin.post('/api/v1/reorganisations', { name: 'Plan', effective_on: '2031-01-01', steps })).is(201);
};

const objectiveStep = (what: string, make: Row['make'], body?: Json): Row => ({
  verb: 'objective_publish',
  make,
  call: (c, o) => c.post(`/api/v1/objectives/${o.id}/${what}`, body, { ifMatch: match(o) }),
});
const read = (path: (on: Company, subject: Json) => string, make?: Row['make']): Row => ({
  make,
  call: (c, subject, on) => c.get(path(on, subject)),
});

/** A theme that holds, owned by the owner; the version it stands in. */
const strategy = async (on: Company, cells: Cells) => {
  const now = (await on.admin.get('/api/v1/strategy')).is(200);
  if (now.strategy) return now.strategy;
  const draft = await on.strategyDraft(['Reliable']);
  const [theme] = draft.themes;
  (await on.admin.patch(`/api/v1/strategy-themes/${theme.id}`, { owner_id: cells.get('owner').id }, match(theme))).is(200);
  return (await on.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(200);
};
const strategyDraft = (on: Company) => on.strategyDraft([]);
const strategyTheme = async (on: Company) => (await on.strategyDraft(['Green'])).themes.at(-1);
const health = async (on: Company, cells: Cells) => {
  const { theme_id } = (await strategy(on, cells)).themes[0];
  const body = { name: 'Parcels on time', low_value: 95 };
  return (await on.admin.post(`/api/v1/themes/${theme_id}/health-measures`, body)).is(201);
};
/** What only those who make the strategy may do; to others a draft does not exist. */
const making = (row: Omit<Row, 'verb' | 'top' | 'fresh'>): Row => ({ verb: 'strategy_edit', top: true, fresh: true, ...row });
const draftUnderReview = { verb: 'draft_read', hidden: true, reviewed: true, make: reviewed } as const;

const rows: Record<string, Row> = {
  // Before others make a second unit at the top, with which no role for one unit is a role for all.
  strategy_now_get: read(() => '/api/v1/strategy'),
  strategy_list: read(() => '/api/v1/strategies?limit=1'),
  strategy_get: read((_, s) => `/api/v1/strategies/${s.id}`, strategy),
  strategy_history: read((_, s) => `/api/v1/strategies/${s.id}/history`, strategy),
  strategy_compare: read((_, s) => `/api/v1/strategies/${s.id}/compare?with=${s.id}`, strategy),
  'strategy_get of a draft': making({ hidden: true, make: strategyDraft, call: (c, s) => c.get(`/api/v1/strategies/${s.id}`) }),
  'strategy_history of a draft': making({ hidden: true, make: strategyDraft, call: (c, s) => c.get(`/api/v1/strategies/${s.id}/history`) }),
  'strategy_compare of a draft': making({
    hidden: true,
    make: strategyDraft,
    call: (c, s) => c.get(`/api/v1/strategies/${s.id}/compare?with=${s.based_on_id}`),
  }),
  strategy_create: making({
    status: 201,
    call: (c, _, on) => c.post('/api/v1/strategies', { name: 'Next', session_day: on.today }),
  }),
  strategy_update: making({
    hidden: true,
    make: strategyDraft,
    call: (c, s) => c.patch(`/api/v1/strategies/${s.id}`, { name: 'Better' }, match(s)),
  }),
  strategy_delete: making({
    hidden: true,
    status: 204,
    make: strategyDraft,
    call: (c, s) => c.delete(`/api/v1/strategies/${s.id}`, match(s)),
  }),
  strategy_theme_create: making({
    hidden: true,
    status: 201,
    make: strategyDraft,
    call: (c, s) => c.post(`/api/v1/strategies/${s.id}/themes`, { name: 'Green', from_year: 2026, until_year: 2027 }),
  }),
  strategy_theme_update: making({
    hidden: true,
    make: strategyTheme,
    call: (c, t) => c.patch(`/api/v1/strategy-themes/${t.id}`, { name: 'Greener' }, match(t)),
  }),
  strategy_theme_delete: making({
    hidden: true,
    status: 204,
    make: strategyTheme,
    call: (c, t) => c.delete(`/api/v1/strategy-themes/${t.id}`, match(t)),
  }),
  theme_list: read(() => '/api/v1/themes?limit=1'),
  theme_get: read((_, s) => `/api/v1/themes/${s.themes[0].theme_id}`, strategy),
  'theme_get of a proposal': making({ hidden: true, make: strategyTheme, call: (c, t) => c.get(`/api/v1/themes/${t.theme_id}`) }),
  health_measure_create: making({
    status: 201,
    make: strategy,
    call: (c, s) => c.post(`/api/v1/themes/${s.themes[0].theme_id}/health-measures`, { name: 'X', high_value: 1 }),
  }),
  health_measure_update: making({
    make: health,
    call: (c, m) => c.patch(`/api/v1/health-measures/${m.id}`, { name: 'Y' }, match(m)),
  }),
  health_measure_end: making({ status: 204, make: health, call: (c, m) => c.delete(`/api/v1/health-measures/${m.id}`, match(m)) }),
  health_value_list: read((_, m) => `/api/v1/health-measures/${m.id}/values`, health),
  health_value_create: {
    verb: 'health_record',
    top: true,
    alone: true,
    status: 201,
    make: health,
    call: (c, m) => c.post(`/api/v1/health-measures/${m.id}/values`, { value: 96 }),
  },
  strategy_publish: making({
    hidden: true,
    make: strategyDraft,
    call: (c, s) => c.post(`/api/v1/strategies/${s.id}/publish`, undefined, { ifMatch: match(s) }),
  }),

  'objective_get of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}`) },
  'objective_history of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/history`) },
  'objective_why of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/why`) },
  'objective_writing of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/writing`) },
  objective_get: read((_, o) => `/api/v1/objectives/${o.id}`, published),
  objective_history: read((_, o) => `/api/v1/objectives/${o.id}/history`, published),
  objective_why: read((_, o) => `/api/v1/objectives/${o.id}/why`, published),
  objective_writing: read((_, o) => `/api/v1/objectives/${o.id}/writing`, published),
  unit_writing: read((on) => `/api/v1/units/${on.units.retail}/writing?cycle_id=${on.cycle}`),
  writing_check: { call: (c) => c.post('/api/v1/writing/check', { title: 'Customers come back' }) },
  objective_list: read((on) => `/api/v1/objectives?cycle_id=${on.cycle}&limit=1`),
  objective_create: {
    verb: 'objective_create',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post('/api/v1/objectives', { cycle_id: on.cycle, unit_id: on.units.netherlands, title: 'New' }),
  },
  initiative_create: {
    verb: 'initiative_edit',
    measured: true,
    status: 201,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/initiatives`, { title: 'New' }),
  },
  initiative_update: { verb: 'initiative_edit', measured: true, make: initiative, call: (c, one) => c.patch(`/api/v1/initiatives/${one.id}`, { state: 'doing' }, match(one)) },
  initiative_delete: { verb: 'initiative_edit', measured: true, status: 204, make: initiative, call: (c, one) => c.delete(`/api/v1/initiatives/${one.id}`, match(one)) },
  initiative_restore: {
    verb: 'initiative_edit',
    measured: true,
    make: async (on, cells) => {
      const made = await initiative(on, cells);
      (await on.admin.delete(`/api/v1/initiatives/${made.id}`, match(made))).is(204);
      return { ...made, version: 2 };
    },
    call: (c, one) => c.post(`/api/v1/initiatives/${one.id}/restore`, undefined, { ifMatch: match(one as { version: number }) }),
  },
  initiative_mine: read(() => '/api/v1/me/initiatives?limit=1'),
  template_list: read(() => '/api/v1/templates?limit=1'),
  template_get: read((_, one) => `/api/v1/templates/${one.id}`, template),
  template_create: {
    verb: 'template_edit',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post('/api/v1/templates', { name: 'New', title: 'New', unit_id: on.units.netherlands }),
  },
  'template_create for everybody': { verb: 'template_edit', whole: true, status: 201, call: (c) => c.post('/api/v1/templates', { name: 'New', title: 'New' }) },
  template_update: { verb: 'template_edit', fresh: true, make: template, call: (c, one) => c.patch(`/api/v1/templates/${one.id}`, { name: 'Better' }, match(one)) },
  template_save: {
    verb: 'template_edit',
    fresh: true,
    status: 201,
    make: published,
    call: (c, o, on) => c.post(`/api/v1/objectives/${o.id}/template`, { name: 'New', unit_id: on.units.netherlands }),
  },
  tag_list: read(() => '/api/v1/tags'),
  tag_create: { status: 201, call: (c, _, on) => c.post('/api/v1/tags', { name: tagName(on) }) },
  tag_update: { verb: 'tag_edit', whole: true, make: tag, call: (c, one) => c.patch(`/api/v1/tags/${one.id}`, { tone: 'blue' }, match(one)) },
  tag_merge: {
    verb: 'tag_edit',
    whole: true,
    make: async (on) => ({ ...(await tag(on)), into: (await tag(on)).id }),
    call: (c, one) => c.post(`/api/v1/tags/${one.id}/merge`, { into_id: one.into }, { ifMatch: match(one as { version: number }) }),
  },
  objective_duplicate: {
    verb: 'objective_create',
    fresh: true,
    status: 201,
    make: published,
    call: (c, o, on) => c.post(`/api/v1/objectives/${o.id}/duplicate`, { cycle_id: on.cycle, unit_id: on.units.netherlands }),
  },
  objective_update: {
    verb: 'objective_edit',
    make: published,
    call: (c, o) => c.patch(`/api/v1/objectives/${o.id}`, { title: 'Better' }, match(o)),
  },
  'objective_update of a draft': {
    verb: 'objective_edit',
    hidden: true,
    make: draft,
    call: (c, o) => c.patch(`/api/v1/objectives/${o.id}`, { title: 'Better' }, match(o)),
  },
  objective_delete: {
    verb: 'objective_edit',
    hidden: true,
    status: 204,
    make: draft,
    call: (c, o) => c.delete(`/api/v1/objectives/${o.id}`, match(o)),
  },
  objective_publish: { ...objectiveStep('publish', draft), hidden: true },
  objective_close: objectiveStep('close', published),
  objective_reopen: objectiveStep('reopen', async (on, cells) => step(on, await published(on, cells), 'close')),
  objective_drop: objectiveStep('drop', published, { reason: 'Test' }),
  objective_archive: objectiveStep('archive', published, { reason: 'Test' }),
  objective_restore: objectiveStep('restore', async (on, cells) =>
    step(on, await published(on, cells), 'drop', { reason: 'Test' }),
  ),
  objective_closing_get: read((_, o) => `/api/v1/objectives/${o.id}/closing`, published),
  'objective_closing_get of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/closing`) },
  unit_closing_get: read((on) => `/api/v1/units/${on.units.netherlands}/closing?cycle_id=${on.cycle}`),
  post_mortem_list: read((on) => `/api/v1/post-mortems?cycle_id=${on.cycle}&limit=1`),
  post_mortem_mine: read(() => '/api/v1/me/post-mortems?limit=1'),
  post_mortem_get: read((_, m) => `/api/v1/post-mortems/${m.id}`, postMortem),
  post_mortem_update: {
    verb: 'objective_edit',
    make: postMortem,
    call: (c, m) => c.patch(`/api/v1/post-mortems/${m.id}`, { happened: 'Much' }, match(m)),
  },
  carry_over_decide: {
    verb: 'objective_edit',
    measured: true,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/carry-over`, { choice: 'stop' }),
  },
  retrospective_list: read((on) => `/api/v1/retrospectives?cycle_id=${on.cycle}&limit=1`),
  retrospective_get: read((_, r) => `/api/v1/retrospectives/${r.id}`, retrospective),
  retrospective_create: {
    verb: 'reflect',
    fresh: true,
    status: 201,
    make: openCycle,
    call: (c, cycle, on) => c.post(`/api/v1/units/${on.units.netherlands}/retrospectives`, { cycle_id: cycle.id }),
  },
  retrospective_update: {
    verb: 'reflect',
    fresh: true,
    make: retrospective,
    call: (c, r) => c.patch(`/api/v1/retrospectives/${r.id}`, { worked: 'Much' }, match(r)),
  },
  review_request: {
    verb: 'objective_edit',
    hidden: true,
    status: 201,
    make: draft,
    call: (c, o, _, cells) => c.post(`/api/v1/objectives/${o.id}/reviews`, { reviewer_ids: [cells.get('reviewer').id] }),
  },
  review_list: read((_, o) => `/api/v1/objectives/${o.id}/reviews`, published),
  'review_list of a draft': { ...draftUnderReview, call: (c, r) => c.get(`/api/v1/objectives/${r.objective_id}/reviews`) },
  'objective_get of a draft under review': { ...draftUnderReview, call: (c, r) => c.get(`/api/v1/objectives/${r.objective_id}`) },
  'objective_update of a draft under review': {
    ...draftUnderReview,
    verb: 'objective_edit',
    call: (c, r) => c.patch(`/api/v1/objectives/${r.objective_id}`, { title: 'Better' }, '"1"'),
  },
  review_get: { ...draftUnderReview, call: (c, r) => c.get(`/api/v1/reviews/${r.id}`) },
  review_update: {
    ...draftUnderReview,
    verb: 'objective_edit',
    call: (c, r, _, cells) => c.patch(`/api/v1/reviews/${r.id}`, { reviewer_ids: [cells.get('reviewer').id] }, match(r)),
  },
  review_accept: { ...draftUnderReview, verb: 'review', call: (c, r) => c.post(`/api/v1/reviews/${r.id}/accept`, { edition: r.edition }) },
  review_send_back: {
    ...draftUnderReview,
    verb: 'review',
    call: (c, r) => c.post(`/api/v1/reviews/${r.id}/send-back`, { edition: r.edition, body: 'Why?' }),
  },
  review_ask_again: { ...draftUnderReview, verb: 'objective_edit', call: (c, r) => c.post(`/api/v1/reviews/${r.id}/ask-again`, {}) },
  review_withdraw: { ...draftUnderReview, verb: 'objective_edit', call: (c, r) => c.post(`/api/v1/reviews/${r.id}/withdraw`) },
  review_comment_create: {
    ...draftUnderReview,
    status: 201,
    call: (c, r) => c.post(`/api/v1/reviews/${r.id}/comments`, { body: 'Why?' }),
  },
  my_review_list: read(() => '/api/v1/me/reviews'),
  key_result_get: read((_, k) => `/api/v1/key-results/${k.id}`, keyResult),
  'key_result_get of a draft': {
    verb: 'draft_read',
    hidden: true,
    make: async (on, cells) => on.keyResult((await draft(on, cells)).id),
    call: (c, k) => c.get(`/api/v1/key-results/${k.id}`),
  },
  key_result_create: {
    verb: 'objective_edit',
    status: 201,
    make: published,
    call: (c, o) => c.post('/api/v1/key-results', { objective_id: o.id, title: 'New', start_value: 0, target_value: 1 }),
  },
  key_result_update: {
    verb: 'objective_edit',
    measured: true,
    make: keyResult,
    call: (c, k) => c.patch(`/api/v1/key-results/${k.id}`, { title: 'Better' }, match(k)),
  },
  key_result_delete: {
    verb: 'objective_edit',
    hidden: true,
    status: 204,
    make: async (on, cells) => on.keyResult((await draft(on, cells)).id),
    call: (c, k) => c.delete(`/api/v1/key-results/${k.id}`, match(k)),
  },
  key_result_drop: {
    verb: 'objective_edit',
    measured: true,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/drop`, { reason: 'Test' }, { ifMatch: match(k) }),
  },
  key_result_restore: {
    verb: 'objective_edit',
    measured: true,
    make: droppedKeyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/restore`, undefined, { ifMatch: match(k) }),
  },
  check_in_create: {
    verb: 'check_in',
    measured: true,
    status: 201,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/check-ins`, { value: 5 }),
  },
  key_result_forecast: read((_, k) => `/api/v1/key-results/${k.id}/forecast`, keyResult),
  check_in_list: read((_, k) => `/api/v1/key-results/${k.id}/check-ins`, keyResult),
  check_in_get: read((_, i) => `/api/v1/check-ins/${i.id}`, checkIn),
  check_in_history: read((_, i) => `/api/v1/check-ins/${i.id}/history`, checkIn),
  check_in_update: {
    verb: 'check_in_correct',
    measured: true,
    make: checkIn,
    call: (c, i) => c.patch(`/api/v1/check-ins/${i.id}`, { value: 6 }, match(i)),
  },
  blocker_list: read((_, k) => `/api/v1/blockers?key_result_id=${k.id}`, keyResult),
  blocker_history: read((_, b) => `/api/v1/blockers/${b.id}/history`, blocker),
  blocker_create: {
    verb: 'check_in',
    measured: true,
    status: 201,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/blockers`, { type: 'clarity', text: 'What?' }),
  },
  blocker_update: {
    verb: 'check_in',
    measured: true,
    make: blocker,
    call: (c, b) => c.patch(`/api/v1/blockers/${b.id}`, { text: 'Which?' }, match(b)),
  },
  blocker_resolve: {
    verb: 'check_in',
    measured: true,
    make: blocker,
    call: (c, b) => c.post(`/api/v1/blockers/${b.id}/resolve`, { resolution: 'So' }, { ifMatch: match(b) }),
  },
  blocker_reopen: {
    verb: 'check_in',
    measured: true,
    make: resolved,
    call: (c, b) => c.post(`/api/v1/blockers/${b.id}/reopen`, undefined, { ifMatch: match(b) }),
  },
  meeting_list: read((on) => `/api/v1/units/${on.units.netherlands}/meetings?limit=1`),
  meeting_get: read((_, m) => `/api/v1/meetings/${m.id}`, meeting),
  meeting_create: {
    verb: 'meeting_run',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle }),
  },
  meeting_update: {
    verb: 'meeting_run',
    fresh: true,
    make: meeting,
    call: (c, m) => c.patch(`/api/v1/meetings/${m.id}`, { note: 'Bring numbers' }, match(m)),
  },
  meeting_delete: {
    verb: 'meeting_run',
    fresh: true,
    status: 204,
    make: meeting,
    call: (c, m) => c.delete(`/api/v1/meetings/${m.id}`, match(m)),
  },
  meeting_start: {
    verb: 'meeting_run',
    fresh: true,
    make: async (on) => {
      await endRunning(on);
      return meeting(on);
    },
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/start`),
  },
  meeting_go: {
    verb: 'meeting_run',
    fresh: true,
    make: started,
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/move`, { item_id: m.items[0].id }),
  },
  meeting_end: { verb: 'meeting_run', fresh: true, make: started, call: (c, m) => c.post(`/api/v1/meetings/${m.id}/end`) },
  meeting_attendance_set: {
    verb: 'meeting_run',
    fresh: true,
    make: started,
    call: (c, m, _, cells) => c.post(`/api/v1/meetings/${m.id}/attendance`, { person_id: cells.get('mate').id, present: true }),
  },
  meeting_topic_create: {
    verb: 'meeting_run',
    fresh: true,
    status: 201,
    make: started,
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/topics`, { title: 'New office' }),
  },
  meeting_item_update: {
    verb: 'meeting_run',
    fresh: true,
    make: async (on) => (await started(on)).items[0],
    call: (c, i) => c.patch(`/api/v1/meeting-items/${i.id}`, { note: 'So' }, match(i)),
  },
  meeting_action_create: {
    verb: 'meeting_run',
    fresh: true,
    status: 201,
    make: started,
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/actions`, { title: 'Do it' }),
  },
  alignment_create: {
    verb: 'align',
    status: 201,
    make: async (on, cells) => ({
      child_id: (await published(on, cells)).id,
      parent_id: (await on.published({ unit_id: on.units.finance })).id,
    }),
    call: (c, body) => c.post('/api/v1/alignments', body),
  },
  alignment_update: {
    verb: 'align',
    make: link,
    call: (c, a) => c.patch(`/api/v1/alignments/${a.id}`, { weight: 50 }, match(a)),
  },
  alignment_delete: { verb: 'align', status: 204, make: link, call: (c, a) => c.delete(`/api/v1/alignments/${a.id}`, match(a)) },

  action_list: read((on) => `/api/v1/units/${on.units.netherlands}/actions?cycle_id=${on.cycle}`),
  action_mine: read(() => '/api/v1/me/actions'),
  action_create: {
    verb: 'reflect',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Agreed' }),
  },
  // Of the owner of a key result, who is a member elsewhere.
  action_update: {
    verb: 'reflect',
    fresh: true,
    measured: true,
    make: (on, cells) => action(on, cells.get('measurer').id),
    call: (c, a) => c.patch(`/api/v1/actions/${a.id}`, { title: 'Better' }, match(a)),
  },
  alignment_move: {
    verb: 'align',
    make: async (on, cells) => ({ ...(await link(on, cells)), to: (await on.published({ unit_id: on.units.finance })).id }),
    call: (c, a) => c.post(`/api/v1/alignments/${a.id}/move`, { parent_id: a.to }, { ifMatch: match(a as { version: number }) }),
  },
  alignment_check: read((_, o) => `/api/v1/objectives/${o.id}/alignment-check?parent_id=${o.id}`, published),
  'alignment_check of a draft': {
    verb: 'draft_read',
    hidden: true,
    make: draft,
    call: (c, o) => c.get(`/api/v1/objectives/${o.id}/alignment-check?parent_id=${o.id}`),
  },
  alignment_target_list: read((_, o) => `/api/v1/objectives/${o.id}/alignment-targets?limit=1`, published),
  'alignment_target_list of a draft': {
    verb: 'draft_read',
    hidden: true,
    make: draft,
    call: (c, o) => c.get(`/api/v1/objectives/${o.id}/alignment-targets?limit=1`),
  },
  parent_suggestion_list: read((_, o) => `/api/v1/objectives/${o.id}/parent-suggestions?limit=1`, published),
  'parent_suggestion_list of a draft': {
    verb: 'draft_read',
    hidden: true,
    make: draft,
    call: (c, o) => c.get(`/api/v1/objectives/${o.id}/parent-suggestions?limit=1`),
  },

  cycle_list: read(() => '/api/v1/cycles'),
  cycle_get: read((on) => `/api/v1/cycles/${on.cycle}`),
  cycle_create: {
    verb: 'cycle_edit',
    whole: true,
    status: 201,
    call: (c) => c.post('/api/v1/cycles', { name: 'Next', start_day: '2031-01-01', end_day: '2031-03-31' }),
  },
  cycle_update: {
    verb: 'cycle_edit',
    whole: true,
    make: async (on) => (await on.admin.get(`/api/v1/cycles/${on.cycle}`)).is(200),
    call: (c, cycle) => c.patch(`/api/v1/cycles/${cycle.id}`, { name: 'This one' }, match(cycle)),
  },

  unit_list: read(() => '/api/v1/units'),
  unit_get: read((on) => `/api/v1/units/${on.units.retail}`),
  unit_history: read((on) => `/api/v1/units/${on.units.retail}/history`),
  member_list: read((on) => `/api/v1/units/${on.units.retail}/members`),
  unit_create: {
    verb: 'unit_edit',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post('/api/v1/units', { name: 'New', parent_id: on.units.netherlands }),
  },
  'unit_create at the top': {
    verb: 'unit_edit',
    fresh: true,
    whole: true,
    status: 201,
    call: (c) => c.post('/api/v1/units', { name: 'Another company' }),
  },
  unit_update: {
    verb: 'unit_edit',
    fresh: true,
    make: async (on) => (await on.admin.get(`/api/v1/units/${on.units.netherlands}`)).is(200),
    call: (c, u) => c.patch(`/api/v1/units/${u.id}`, { name: 'Netherlands' }, match(u)),
  },
  // The leaf lies below Netherlands; a role held for Netherlands reaches it as well.
  unit_close: {
    verb: 'unit_close',
    fresh: true,
    make: leaf,
    call: (c, u) => c.post(`/api/v1/units/${u.id}/close`, { valid_until: '2031-01-01' }, { ifMatch: match(u) }),
  },
  membership_create: {
    verb: 'member_edit',
    fresh: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p, on) => c.post(`/api/v1/units/${on.units.netherlands}/members`, { person_id: p.id }),
  },
  membership_end: {
    verb: 'member_edit',
    fresh: true,
    make: async (on) =>
      (await on.admin.post(`/api/v1/units/${on.units.netherlands}/members`, { person_id: (await nobody(on, true)).id })).is(201),
    call: (c, m) => c.post(`/api/v1/memberships/${m.id}/end`, {}),
  },
  person_membership_list: read((_, p) => `/api/v1/people/${p.id}/memberships`, (on) => nobody(on, true)),
  absence_list: read((_, p) => `/api/v1/people/${p.id}/absences`, mate),
  absence_create: {
    verb: 'stand_in',
    fresh: true,
    status: 201,
    make: mate,
    call: (c, p, on) => c.post(`/api/v1/people/${p.id}/absences`, { first_day: on.today, last_day: on.today }),
  },
  absence_update: {
    verb: 'stand_in',
    fresh: true,
    make: absence,
    call: (c, a) => c.patch(`/api/v1/absences/${a.id}`, { deputy_id: null }, match(a)),
  },
  absence_delete: {
    verb: 'stand_in',
    fresh: true,
    status: 204,
    make: absence,
    call: (c, a) => c.delete(`/api/v1/absences/${a.id}`, match(a)),
  },
  delegation_list: read((_, p) => `/api/v1/people/${p.id}/delegates`, mate),
  delegation_create: {
    verb: 'stand_in',
    fresh: true,
    status: 201,
    make: mate,
    call: (c, p, _, cells) => c.post(`/api/v1/people/${p.id}/delegates`, { delegate_id: cells.get('stranger').id }),
  },
  delegation_delete: {
    verb: 'stand_in',
    fresh: true,
    status: 204,
    make: delegation,
    call: (c, d) => c.delete(`/api/v1/delegations/${d.id}`),
  },
  grant_list: read(() => '/api/v1/grants'),
  grant_create: {
    verb: 'grant',
    fresh: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p, on) => c.post('/api/v1/grants', { person_id: p.id, role: 'leader', unit_id: on.units.netherlands }),
  },
  'grant_create of a high role': {
    verb: 'grant_high',
    fresh: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p, on) => c.post('/api/v1/grants', { person_id: p.id, role: 'okr_master', unit_id: on.units.netherlands }),
  },
  'grant_create for the whole organisation': {
    verb: 'grant',
    fresh: true,
    whole: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p) => c.post('/api/v1/grants', { person_id: p.id, role: 'leader', unit_id: null }),
  },
  grant_delete: { verb: 'grant', fresh: true, status: 204, make: (on) => grant(on, 'leader'), call: (c, g) => c.delete(`/api/v1/grants/${g.id}`) },
  'grant_delete of a high role': {
    verb: 'grant_high',
    fresh: true,
    status: 204,
    make: (on) => grant(on, 'admin'),
    call: (c, g) => c.delete(`/api/v1/grants/${g.id}`),
  },

  leadership_list: read(() => '/api/v1/leadership'),
  leadership_create: {
    verb: 'organisation_edit',
    whole: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p) => c.post('/api/v1/leadership', { person_id: p.id }),
  },
  leadership_end: {
    verb: 'organisation_edit',
    whole: true,
    make: async (on) => (await on.admin.post('/api/v1/leadership', { person_id: (await nobody(on, true)).id })).is(201),
    call: (c, l) => c.post(`/api/v1/leadership/${l.id}/end`, {}),
  },
  squad_list: read(() => '/api/v1/squad'),
  import_list: { verb: 'okr_import', whole: true, call: (c) => c.get('/api/v1/imports') },
  people_import: {
    verb: 'organisation_edit',
    whole: true,
    call: (c) => c.post('/api/v1/imports/people/hr', undefined, { csv: 'Name,Email\nAn,an@example.net\n', query: { dry_run: true } }),
  },
  people_columns_get: { verb: 'organisation_edit', whole: true, call: (c) => c.get('/api/v1/imports/people/hr/columns') },
  people_columns_set: {
    verb: 'organisation_edit',
    whole: true,
    status: 204,
    call: (c) => c.put('/api/v1/imports/people/hr/columns', { columns: [{ field: 'name', header: 'Name' }] }),
  },
  okr_import: {
    verb: 'okr_import',
    whole: true,
    call: (c) => c.post('/api/v1/imports/okrs/sheet', undefined, { csv: 'Title,Cycle\nGrow,None\n', query: { dry_run: true } }),
  },
  okr_mapping_list: { verb: 'okr_import', whole: true, call: (c) => c.get('/api/v1/imports/okrs') },
  okr_mapping_get: { verb: 'okr_import', whole: true, make: keptMapping, call: (c) => c.get('/api/v1/imports/okrs/kept/mapping') },
  okr_mapping_set: {
    verb: 'okr_import',
    whole: true,
    status: 204,
    call: (c) => c.put('/api/v1/imports/okrs/sheet/mapping', { columns: [{ field: 'title', header: 'Title' }] }),
  },
  okr_mapping_delete: { verb: 'okr_import', whole: true, status: 204, make: keptMapping, call: (c) => c.delete('/api/v1/imports/okrs/kept/mapping') },
  import_undo: {
    verb: 'organisation_edit',
    whole: true,
    make: async (on) => {
      const csv = `Name,Email\nNew,new${(await nobody(on, true)).id}@example.net\n`;
      return (await on.admin.post('/api/v1/imports/people/undo-me', undefined, { csv })).is(200);
    },
    call: (c) => c.post('/api/v1/imports/undo'),
  },
  reorganisation_list: read(() => '/api/v1/reorganisations'),
  reorganisation_get: { verb: 'organisation_edit', sees: 'organisation_edit', whole: true, hidden: true, make: reorg, call: (c, r) => c.get(`/api/v1/reorganisations/${r.id}`) },
  reorganisation_preview: { verb: 'organisation_edit', whole: true, make: reorg, call: (c, r) => c.get(`/api/v1/reorganisations/${r.id}/preview`) },
  reorganisation_create: {
    verb: 'organisation_edit',
    whole: true,
    status: 201,
    call: (c, _, on) => c.post('/api/v1/reorganisations', { name: 'Plan', effective_on: on.today, steps: [] }),
  },
  reorganisation_update: {
    verb: 'organisation_edit',
    whole: true,
    make: reorg,
    call: (c, r) => c.patch(`/api/v1/reorganisations/${r.id}`, { name: 'Another' }, match(r)),
  },
  reorganisation_delete: {
    verb: 'organisation_edit',
    whole: true,
    status: 204,
    make: reorg,
    call: (c, r) => c.delete(`/api/v1/reorganisations/${r.id}`, match(r)),
  },
  reorganisation_schedule: {
    verb: 'organisation_edit',
    whole: true,
    make: reorg,
    call: (c, r) => c.post(`/api/v1/reorganisations/${r.id}/schedule`, undefined, { ifMatch: match(r) }),
  },
  reorganisation_withdraw: {
    verb: 'organisation_edit',
    whole: true,
    make: async (on) =>
      (await on.admin.post(`/api/v1/reorganisations/${(await reorg(on)).id}/schedule`, undefined, { ifMatch: '"1"' })).is(200),
    call: (c, r) => c.post(`/api/v1/reorganisations/${r.id}/withdraw`, undefined, { ifMatch: match(r) }),
  },
  person_list: read(() => '/api/v1/people'),
  person_get: read((_, p) => `/api/v1/people/${p.id}`, (on) => nobody(on, true)),
  person_create: { verb: 'person_edit', whole: true, status: 201, call: (c) => c.post('/api/v1/people', { name: 'A name' }) },
  person_update: {
    verb: 'person_edit',
    whole: true,
    make: (on) => nobody(on, true),
    call: (c, p) => c.patch(`/api/v1/people/${p.id}`, { name: 'Another name' }, match(p)),
  },
  person_link_create: {
    verb: 'person_edit',
    whole: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p) => c.post(`/api/v1/people/${p.id}/link`, { kind: 'invitation' }),
  },
  person_deactivate: {
    verb: 'person_edit',
    whole: true,
    make: (on) => nobody(on, true),
    call: (c, p) => c.post(`/api/v1/people/${p.id}/deactivate`, undefined, { ifMatch: match(p) }),
  },
  person_reactivate: {
    verb: 'person_edit',
    whole: true,
    make: deactivated,
    call: (c, p) => c.post(`/api/v1/people/${p.id}/reactivate`, undefined, { ifMatch: match(p) }),
  },
  person_merge: {
    verb: 'person_edit',
    whole: true,
    make: (on) => nobody(on, false),
    call: (c, p, _, cells) => c.post(`/api/v1/people/${p.id}/merge`, { into_id: cells.get('stranger').id }, { ifMatch: match(p) }),
  },
  person_unmerge: {
    verb: 'person_edit',
    whole: true,
    make: merged,
    call: (c, p) => c.post(`/api/v1/people/${p.id}/unmerge`, undefined, { ifMatch: match(p) }),
  },
  setting_list: read(() => '/api/v1/settings'),
  setting_history: read(() => '/api/v1/settings/organisation_name/history'),
  setting_update: {
    verb: 'setting_edit',
    whole: true,
    make: async (on) => {
      const list = (await on.admin.get('/api/v1/settings')).is(200);
      return list.items.find((one: Json) => one.name === 'organisation_name');
    },
    call: (c, s) => c.patch('/api/v1/settings/organisation_name', { value: 'Acme' }, match(s)),
  },
  writing_rule_list: read(() => '/api/v1/writing/rules'),
  writing_rule_history: read(() => '/api/v1/writing/rules/no_link/history'),
  writing_rule_update: {
    verb: 'setting_edit',
    whole: true,
    make: async (on) => {
      const list = (await on.admin.get('/api/v1/writing/rules')).is(200);
      return list.items.find((one: Json) => one.rule === 'no_link');
    },
    call: (c, r) => c.patch('/api/v1/writing/rules/no_link', { level: 'hint' }, match(r)),
  },

  search_get: read(() => '/api/v1/search?q=a'),
  explorer_list: read((on) => `/api/v1/explorer?cycle_id=${on.cycle}&limit=1`),
  alignment_map_get: read((on) => `/api/v1/alignment-map?cycle_id=${on.cycle}`),
  comparison_get: read((on) => `/api/v1/comparison?cycle_id=${on.cycle}&before_id=${on.cycle}&unit_id=${on.units.retail}`),
  heat_map_get: read((on) => `/api/v1/heat-map?cycle_id=${on.cycle}`),
  heat_map_list: read((on) => `/api/v1/heat-map/key-results?cycle_id=${on.cycle}&week=5&limit=1`),
  attention_list: read((on) => `/api/v1/attention?cycle_id=${on.cycle}&limit=1`),
  saved_view_list: read(() => '/api/v1/saved-views'),
  saved_view_create: { status: 201, call: (c) => c.post('/api/v1/saved-views', { name: 'For a test', page: 'explore', query: '' }) },
  'saved_view_update of somebody else': { status: 404, make: privateView, call: (c, v) => c.patch(`/api/v1/saved-views/${v.id}`, { name: 'X' }, match(v)) },
  'saved_view_delete of somebody else': { status: 404, make: privateView, call: (c, v) => c.delete(`/api/v1/saved-views/${v.id}`, match(v)) },

  me_get: read(() => '/api/v1/me'),
  session_get: read(() => '/api/v1/session'),
  my_session_list: read(() => '/api/v1/me/sessions'),
  my_token_list: read(() => '/api/v1/me/tokens'),
  strategy_map_get: read((on) => `/api/v1/strategy/map?cycle_id=${on.cycle}`),
  trace_get: read((on) => `/api/v1/strategy/trace?cycle_id=${on.cycle}&limit=1`),
  gap_objective_list: read((on) => `/api/v1/strategy/gaps/objectives?cycle_id=${on.cycle}&limit=1`),
  gap_unit_list: read((on) => `/api/v1/strategy/gaps/units?cycle_id=${on.cycle}&limit=1`),
  due_get: read(() => '/api/v1/me/due'),
  tree_get: read((on) => `/api/v1/tree?cycle_id=${on.cycle}&limit=1`),
  me_update: {
    call: async (c) => c.patch('/api/v1/me', { shortcuts: false }, match((await c.get('/api/v1/me')).is(200).person)),
  },
  my_token_create: { status: 201, call: (c) => c.post('/api/v1/me/tokens', { name: 'For a test' }) },
  'my_token_delete of somebody else': {
    status: 404,
    make: async (on) => (await on.admin.post('/api/v1/me/tokens', { name: 'Of Ada' })).is(201),
    call: (c, t) => c.delete(`/api/v1/me/tokens/${t.id}`),
  },
  'my_session_delete of somebody else': {
    status: 404,
    make: async (on) => (await on.admin.get('/api/v1/session')).is(200),
    call: (c, s) => c.delete(`/api/v1/me/sessions/${s.id}`),
  },
};

/** Of nobody in particular, or of oneself alone: session.test.ts and token.test.ts have them. */
const elsewhere = ['session_create', 'session_delete', 'my_session_delete_all', 'link_redeem', 'password_update'];
/** No operations of the practice. */
const plain = ['openapi_get', 'health_get', 'ready_get', 'metrics_get', 'event_stream'];
/** Their success holds a secret, which differs by nature. */
const secret = ['person_link_create'];

both('who may do what', (world) => {
  let on: Company;
  let cells: Cells;

  world.step('people of every role and relation', async () => {
    on = await company(world);
    cells = await people(on);
    assert.equal(cells.list.length, 19);
  });

  for (const [name, row] of Object.entries(rows)) {
    world.step(name, async () => {
      let subject = await row.make?.(on, cells);
      for (const cell of cells.list) {
        const may = allowed(cell, row);
        let client = cell.person.client;
        if (may && secret.includes(name)) {
          client = world.unheard();
          client.cookie = cell.person.client.cookie;
        }
        const reply = await row.call(client, subject, on, cells);
        const expected = may ? (row.status ?? 200) : row.hidden && !reads(cell, row) ? 404 : 403;
        assert.equal(reply.status, expected, `${cell.name}, ${reply.request}: ${reply.text}`);
        if (reply.request.startsWith('GET')) continue;
        if (may) subject = await row.make?.(on, cells);
      }
    });
  }
});

test('every operation has its row', () => {
  const there = new Set([...Object.keys(rows).map((name) => name.split(' ')[0]), ...elsewhere, ...plain]);
  assert.deepEqual(
    contract()
      .operations.map((operation) => operation.id)
      .filter((id) => !there.has(id)),
    [],
  );
});
