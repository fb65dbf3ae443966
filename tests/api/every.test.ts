// SPDX-License-Identifier: Apache-2.0
// What holds of every operation alike, read off doc/openapi.json: who is not signed in is turned
// away, what does not exist is not found, versions are compared, unknown and malformed members are
// refused, each with the pointer to it. A new operation is tested here the day it is written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { both } from '../support/both.ts';
import type { Client, Json, Reply, RequestOptions } from '../support/client.ts';
import { company } from '../support/company.ts';
import { contract, type Operation } from '../support/contract.ts';
import { root } from '../support/place.ts';

const document = JSON.parse(readFileSync(join(root, 'doc/openapi.json'), 'utf8')) as Json;
const resolve = (schema: Json): Json =>
  schema?.$ref ? schema.$ref.slice(2).split('/').reduce((at: Json, name: string) => at[name], document) : schema;

/** Own paths of the edge, and those that anyone may call. */
const plain = new Set(['openapi_get', 'health_get', 'ready_get', 'metrics_get']);
const anyone = new Set(['session_create', 'link_redeem', ...plain]);
const operations = contract().operations.filter((operation) => !plain.has(operation.id) && operation.id !== 'event_stream');
const raw = (operation: Operation): Json => document.paths[operation.path][operation.method.toLowerCase()];
const parameters = (operation: Operation): Json[] => (raw(operation).parameters ?? []).map(resolve);
const hasIfMatch = (operation: Operation) => parameters(operation).some((one) => one.name === 'If-Match');
const bodySchema = (operation: Operation): Json =>
  resolve(raw(operation).requestBody?.content?.['application/json']?.schema);
const isObject = (value: unknown) => typeof value === 'object' && value !== null;

/** Things of every noun, for the holes in paths. */
type Samples = Record<string, number | string>;

function pathOf(operation: Operation, samples: Samples): string {
  if (operation.path.includes('{name}')) return operation.path.replace('{name}', 'cadence_days');
  if (operation.path.includes('{rule}')) return operation.path.replace('{rule}', 'no_link');
  const noun = operation.path.includes('/me/') ? operation.path.split('/')[4] : operation.path.split('/')[3];
  const id = samples[noun ?? ''];
  assert.ok(!operation.path.includes('{id}') || id, `no sample for ${operation.path}`);
  return operation.path.replace('{id}', String(id)).replace('{source}', 'sheet');
}

/** Members of the query that must be there. */
const required = (operation: Operation, samples: Samples): Record<string, string | number> =>
  Object.fromEntries(
    parameters(operation)
      .filter((one) => one.in === 'query' && one.required)
      .map((one) => [one.name, samples[one.name] ?? 1]),
  );

/** A value of a type that the schema does not have. */
function wrongValue(schema: Json): unknown {
  const types = JSON.stringify(schema);
  if (!types.includes('"object"') && !types.includes('$ref')) return { a: [1] };
  return 12;
}

async function call(client: Client, operation: Operation, path: string, options: RequestOptions = {}): Promise<Reply> {
  const needsMatch = hasIfMatch(operation) && !('ifMatch' in options);
  return client.request(operation.method, path, { ...options, ...(needsMatch ? { ifMatch: '"1"' } : {}) });
}

both('every operation', (world) => {
  const samples: Samples = {};
  // What these requests would do, they must not do: nothing here succeeds but reads.
  const refused = (reply: Reply, status: number, operation: Operation) => {
    assert.equal(reply.status, status, `${operation.id}: ${reply.request}: ${reply.text}`);
    assert.equal(reply.body.status, status);
    assert.ok(reply.body.code && reply.body.detail && reply.body.request_id, reply.text);
    assert.equal(reply.headers.get('x-content-type-options'), 'nosniff', operation.id);
  };

  world.step('things to ask for', async () => {
    const on = await company(world);
    const objective = await on.published();
    const above = await on.published({ unit_id: on.units.finance });
    const person = await on.name(true);
    samples.units = on.units.netherlands;
    samples.cycles = on.cycle;
    samples.cycle_id = on.cycle;
    samples.objectives = objective.id;
    samples.parent_id = above.id;
    samples['key-results'] = (await on.keyResult(objective.id)).id;
    samples['check-ins'] = (await on.checkIn(Number(samples['key-results']), 5)).id;
    samples.alignments = (await on.link(objective.id, above.id, 'supports')).id;
    const sent = await on.draft();
    const reader = await on.name(true);
    (await on.quiet.post(`/api/v1/people/${reader.id}/link`, { kind: 'invitation' })).is(201);
    samples.reviews = (await world.admin.post(`/api/v1/objectives/${sent.id}/reviews`, { reviewer_ids: [reader.id] })).is(201).id;
    samples.people = person.id;
    samples.memberships = (await on.admin.post(`/api/v1/units/${on.units.netherlands}/members`, { person_id: person.id })).is(201).id;
    samples.grants = (await on.admin.post('/api/v1/grants', { person_id: person.id, role: 'leader', unit_id: null })).is(201).id;
    samples.leadership = (await on.admin.post('/api/v1/leadership', { person_id: person.id })).is(201).id;
    const me = (await on.admin.get('/api/v1/me')).is(200).person.id;
    samples.absences = (await on.admin.post(`/api/v1/people/${me}/absences`, { first_day: on.today, last_day: on.today })).is(201).id;
    samples.delegations = (await on.admin.post(`/api/v1/people/${me}/delegates`, { delegate_id: reader.id })).is(201).id;
    const steps = [{ kind: 'rename', unit_id: on.units.netherlands, name: 'Another name' }];
    samples.reorganisations = (await on.admin.post('/api/v1/reorganisations', { name: 'Plan', effective_on: '2031-01-01', steps })).is(201).id;
    samples.actions = (await on.admin.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Test' })).is(201).id;
    const missed = await on.published();
    (await on.admin.post(`/api/v1/objectives/${missed.id}/close`, {}, { ifMatch: `"${missed.version}"` })).is(200);
    samples['post-mortems'] = (await on.admin.get(`/api/v1/objectives/${missed.id}/closing`)).is(200).post_mortem.id;
    samples.retrospectives = (await on.admin.post(`/api/v1/units/${on.units.netherlands}/retrospectives`, { cycle_id: on.cycle })).is(201).id;
    samples.sessions = (await on.admin.get('/api/v1/session')).is(200).id;
    const held = await on.strategy(['Reliable']);
    const draft = await on.strategyDraft(['Green']);
    samples.with = held.id;
    samples.strategies = draft.id;
    samples['strategy-themes'] = draft.themes[0].id;
    samples.themes = held.themes[0].theme_id;
    const health = { name: 'Delivered on time', low_value: 90 };
    samples['health-measures'] = (await on.admin.post(`/api/v1/themes/${samples.themes}/health-measures`, health)).is(201).id;
    (await on.admin.put('/api/v1/imports/okrs/sheet/mapping', { columns: [{ field: 'title', header: 'Title' }] })).is(204);
    samples['saved-views'] = (await on.admin.post('/api/v1/saved-views', { name: 'Mine', page: 'explore', query: '' })).is(201).id;
    const blocker = { type: 'clarity', text: 'Who decides?' };
    samples.blockers = (await on.admin.post(`/api/v1/key-results/${samples['key-results']}/blockers`, blocker)).is(201).id;
    const meeting = (await on.admin.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle })).is(201);
    samples.meetings = meeting.id;
    samples['meeting-items'] = meeting.items[0].id;
    samples.initiatives = (await on.admin.post(`/api/v1/key-results/${samples['key-results']}/initiatives`, { title: 'Test' })).is(201).id;
    samples.comments = (await on.admin.post(`/api/v1/objectives/${objective.id}/comments`, { body: 'Test' })).is(201).id;
    samples.templates = (await on.admin.post('/api/v1/templates', { name: 'Test', title: 'Test' })).is(201).id;
    const process = (await on.admin.post('/api/v1/process-templates', { name_en: 'Test' })).is(201);
    const [{ published_id }] = (await on.admin.get('/api/v1/process-templates')).is(200).items;
    samples.processes = (await on.admin.post('/api/v1/processes', { version_id: published_id, cycle_id: on.cycle })).is(201).id;
    samples.steps = (await on.admin.get('/api/v1/steps?limit=1')).is(200).items[0].id;
    samples['process-templates'] = process.id;
    samples['process-versions'] = process.versions[0].id;
    samples.older_id = process.versions[0].id;
    samples['process-phases'] = (await on.admin.post(`/api/v1/process-versions/${process.versions[0].id}/phases`, { name_en: 'Test' })).is(201).id;
    samples['process-rules'] = (await on.admin.post(`/api/v1/process-phases/${samples['process-phases']}/rules`, { name_en: 'Test' })).is(201).id;
    samples['holiday-calendars'] = (await on.admin.post('/api/v1/holiday-calendars', { name: 'Test' })).is(201).id;
    const holidays = await on.admin.post(`/api/v1/holiday-calendars/${samples['holiday-calendars']}/holidays`, { text: '2026-12-25;Christmas' });
    samples.holidays = holidays.is(200).holidays[0].id;
    samples.tags = (await on.admin.post('/api/v1/tags', { name: 'Customer' })).is(201).id;
    const handbook = (await on.admin.post('/api/v1/handbooks', { from_cycle_id: on.cycle })).is(201);
    samples.handbooks = handbook.id;
    samples['handbook-chapters'] = handbook.chapters[0].id;
    samples['handbook-settings'] = handbook.settings[0].id;
    samples.proposals = (await on.admin.post('/api/v1/proposals', { title: 'Meet on Tuesdays' })).is(201).id;
    // Notices and messages come by themselves, in their own time.
    samples.notices = 999999999;
    samples.messages = 999999999;
    const unit = `/api/v1/units/${on.units.netherlands}`;
    samples['squad-cases'] = (await on.admin.post(`${unit}/squad-cases`, { title: 'Silent' })).is(201).id;
    samples.interventions = (await on.admin.post(`${unit}/interventions`, { day: on.today })).is(201).id;
    (await on.admin.post('/api/v1/grants', { person_id: reader.id, role: 'okr_master', unit_id: null })).is(201);
    samples['hand-overs'] = (await on.admin.post('/api/v1/hand-overs', { from_id: reader.id, to_id: me, day: on.today })).is(201).id;
    const harmony = { title: 'Autumn', cycle_id: on.cycle, starts_at: '2031-01-10T09:00:00Z' };
    samples.harmonisations = (await on.admin.post('/api/v1/harmonisations', harmony)).is(201).id;
    const point = (await on.admin.post(`/api/v1/harmonisations/${samples.harmonisations}/items`, { title: 'Scoring' })).is(201);
    samples['harmonisation-items'] = point.id;
    samples['calendar-feeds'] = (await on.admin.post('/api/v1/me/calendar-feeds', {})).is(201).id;
    samples.tokens = (await on.admin.post('/api/v1/me/tokens', { name: 'Test' })).is(201).id;
  });

  world.step('asks who is there', async () => {
    const nobody = world.anonymous();
    const forged = world.anonymous().withToken('koers_0123456789abcdef0123456789abcdef');
    const stale = world.anonymous();
    stale.cookie = `${world.admin.cookie?.split('=')[0]}=0123456789abcdef0123456789abcdef`;
    for (const operation of operations) {
      if (anyone.has(operation.id)) continue;
      for (const client of [nobody, forged, stale]) {
        const reply = await call(client, operation, pathOf(operation, samples), { query: required(operation, samples) });
        refused(reply, 401, operation);
        assert.equal(reply.headers.get('www-authenticate'), 'Bearer');
      }
    }
  });

  world.step('finds what there is, and nothing else', async () => {
    for (const operation of operations) {
      // A source has the name that whoever imports gives it.
      if (!operation.path.includes('{') || operation.path.includes('{source}')) continue;
      for (const id of ['999999999', '0', '-1', 'x', '1.5', '01', '9007199254740992', '99999999999999999999', '1%2F2']) {
        const path = operation.path.replace(/\{[^}]+\}/, id);
        const body = bodySchema(operation) ? validBody(bodySchema(operation), samples) : undefined;
        refused(await call(world.admin, operation, path, { body, query: required(operation, samples) }), 404, operation);
      }
    }
  });

  world.step('compares versions', async () => {
    for (const operation of operations.filter(hasIfMatch)) {
      const path = pathOf(operation, samples);
      const body = bodySchema(operation) ? validBody(bodySchema(operation), samples) : undefined;
      refused(await call(world.admin, operation, path, { body, ifMatch: undefined }), 428, operation);
      for (const ifMatch of ['"987654"', '"x"', '"-1"', '""', 'W/"1"', '"99999999999999999999"']) {
        const stale = await call(world.admin, operation, path, { body, ifMatch });
        refused(stale, 412, operation);
        assert.equal(typeof stale.body.current_version, 'number', operation.id);
      }
      for (const ifMatch of ['1', '"1', '1"', 'x', '*']) {
        const reply = await call(world.admin, operation, path, { body, ifMatch });
        assert.equal(reply.body.code, 'bad_if_match', `${operation.id} ${ifMatch}`);
        refused(reply, 400, operation);
      }
    }
  });

  world.step('knows its query', async () => {
    for (const operation of operations) {
      const path = pathOf(operation, samples);
      const query = required(operation, samples);
      const client = anyone.has(operation.id) ? world.anonymous() : world.admin;
      (await call(client, operation, path, { query: { ...query, nonsense: 1 } })).faultAt('?nonsense', 400);
      const twice = await call(client, operation, `${path}?nonsense=1&nonsense=2`);
      refused(twice, 400, operation);
      for (const parameter of parameters(operation).filter((one) => one.in === 'query')) {
        for (const value of bad(parameter)) {
          const reply = await call(client, operation, path, { query: { ...query, [parameter.name]: value } });
          assert.equal(reply.status, 400, `${operation.id} ${parameter.name}=${value}: ${reply.text}`);
          reply.faultAt(`?${parameter.name}`, 400);
        }
        if (parameter.required) (await call(client, operation, path)).faultAt(`?${parameter.name}`, 400);
      }
    }
  });

  world.step('knows its body', async () => {
    for (const operation of operations) {
      const schema = bodySchema(operation);
      const path = pathOf(operation, samples);
      const client = anyone.has(operation.id) ? world.anonymous() : world.admin;
      if (!schema && raw(operation).requestBody) {
        // A file is sent as it is.
        refused(await call(client, operation, path, { body: {}, unchecked: true }), 415, operation);
        continue;
      }
      if (!schema) {
        if (operation.method !== 'GET')
          (await call(client, operation, path, { body: { nonsense: 1 }, unchecked: true })).faultAt('/nonsense');
        continue;
      }
      const json = { headers: { 'Content-Type': 'application/json' } };
      for (const text of ['{', '{"a":1,}', '{} {}', '\u0000', "{'a':1}", '{"a":"\\ud800"}', '\ufeff{}'])
        refused(await call(client, operation, path, { raw: text, ...json }), 400, operation);
      for (const text of ['[]', '"x"', 'null', '1', 'true']) (await call(client, operation, path, { raw: text, ...json })).faultAt('');
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp'])
        refused(await call(client, operation, path, { raw: '{}', headers: { 'Content-Type': type } }), 415, operation);
      (await call(client, operation, path, { body: { nonsense: 1 } })).faultAt('/nonsense');
      (await call(client, operation, path, { body: { id: 1 } })).faultAt('/id');
      const wrong = Object.fromEntries(
        Object.entries(schema.properties as Json).map(([name, property]) => [name, wrongValue(property)]),
      );
      const reply = await call(client, operation, path, { body: wrong });
      for (const name of Object.keys(wrong)) reply.faultAt(`/${name}`); // all at once
      if (!schema.required) continue;
      const none = await call(client, operation, path, { body: {} });
      for (const name of schema.required) none.faultAt(`/${name}`);
    }
  });

  world.step('knows its methods', async () => {
    const paths = new Map<string, string[]>();
    for (const { path, method } of operations) paths.set(path, [...(paths.get(path) ?? []), method]);
    for (const [path, methods] of paths) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !methods.includes(one))) {
        const reply = await world.admin.request(method, path.replace(/\{[^}]+\}/, '1'), { unchecked: true });
        assert.equal(reply.status, 405, `${method} ${path}: ${reply.text}`);
        for (const one of methods) assert.ok(reply.headers.get('allow')?.includes(one), `${path}: ${reply.headers.get('allow')}`);
      }
    }
  });

  world.step('answers 304 to who has it already', async () => {
    for (const operation of operations.filter((one) => one.method === 'GET')) {
      const path = pathOf(operation, samples);
      const query = required(operation, samples);
      const first = await call(world.admin, operation, path, { query });
      first.is(200);
      const again = await call(world.admin, operation, path, { query, headers: { 'If-None-Match': first.etag } });
      assert.equal(again.status, 304, `${operation.id}: ${again.text}`);
      assert.equal(again.text, '');
    }
  });

  world.step('none of this changed anything', async () => {
    assert.equal((await world.admin.get(`/api/v1/objectives/${samples.objectives}`)).is(200).version, 2);
    assert.equal((await world.admin.get(`/api/v1/people/${samples.people}`)).is(200).version, 1);
    assert.equal((await world.admin.get(`/api/v1/units/${samples.units}`)).is(200).version, 1);
    assert.equal((await world.admin.get(`/api/v1/cycles/${samples.cycles}`)).is(200).version, 1);
  });
});

/** Values that a member of the query cannot have. */
function bad(parameter: Json): string[] {
  const schema = resolve(parameter.schema);
  const types = [schema.type].flat();
  if (parameter.name === 'after') return ['x', 'AAAA', '!!', 'e'.repeat(1999), '%00'];
  if (parameter.name === 'limit') return ['0', '201', '-1', 'x', '1.5', '', '+1', ' 1', '99999999999999999999'];
  if (schema.enum) return ['', 'nonsense', 'PLANNED'];
  if (types.includes('integer')) return ['x', '-1', '1.5', '99999999999999999999', ...(schema.minimum ? ['0'] : [])];
  if (types.includes('boolean')) return ['yes', '2', ''];
  if (schema.format === 'date') return ['2026-02-30', 'today', '2026-1-1'];
  if (types.includes('string')) return ['x'.repeat((schema.maxLength ?? 200) + 1)];
  return [];
}

/** A body that nothing is wrong with as far as the document says. */
function validBody(schema: Json, samples: Samples): Json {
  const value = (name: string, property: Json): unknown => {
    const known = resolve(property.anyOf ? property.anyOf[0] : property);
    if (known.enum) return known.enum[0];
    if (name === 'value' && [known.type].flat().includes('string')) return '14';
    if (known.format === 'date') return name.startsWith('end') || name.endsWith('until') ? '2031-03-31' : '2031-01-01';
    if (known.type === 'integer' || known.type === 'number') return name.endsWith('_id') ? (samples.objectives ?? 1) : Math.max(1, known.minimum ?? 1);
    if (known.type === 'boolean') return true;
    if (known.minItems) return [samples.people];
    return isObject(known.items) ? [] : 'a text of twenty characters';
  };
  return Object.fromEntries((schema.required ?? []).map((name: string) => [name, value(name, schema.properties[name])]));
}
