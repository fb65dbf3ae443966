// SPDX-License-Identifier: Apache-2.0
// What is private stays so: a draft changes nothing that others can read, not even a count; and no
// reply that is asked for by person carries a score.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { type Company, company, match, type Person } from '../support/company.ts';
import { root } from '../support/place.ts';
import { Stream } from '../support/stream.ts';

/** Everything that somebody can read about the company, as one text a path. */
async function everything(client: Client, on: Company, ids: Json): Promise<Record<string, string>> {
  const of = `cycle_id=${on.cycle}`;
  const units = Object.values(on.units);
  const paths = [
    '/api/v1/objectives',
    '/api/v1/objectives?include_archived=true',
    '/api/v1/objectives?state=draft',
    `/api/v1/objectives?owner_id=${ids.owner}`,
    `/api/v1/objectives?owner_id=${ids.owner}&state=draft`,
    `/api/v1/objectives?${of}`,
    ...units.map((id) => `/api/v1/objectives?unit_id=${id}`),
    ...units.map((id) => `/api/v1/objectives?unit_id=${id}&${of}`),
    ...ids.objectives.flatMap((id: number) => ['', '/history', '/why', '/comments', '/followers', '/mentionable?most=50'].map((what) => `/api/v1/objectives/${id}${what}`)),
    ...ids.keyResults.flatMap((id: number) => ['', '/check-ins'].map((what) => `/api/v1/key-results/${id}${what}`)),
    `/api/v1/tree?${of}`,
    `/api/v1/tree?${of}&by=unit`,
    ...ids.objectives.map((id: number) => `/api/v1/tree?${of}&parent_id=o${id}`),
    ...ids.keyResults.map((id: number) => `/api/v1/tree?${of}&parent_id=k${id}`),
    ...units.map((id) => `/api/v1/tree?${of}&by=unit&parent_id=u${id}`),
    '/api/v1/me/due?days=60',
    '/api/v1/me/follows',
    '/api/v1/people',
    '/api/v1/units',
    ...units.flatMap((id) => ['', '/history', '/members', '/followers'].map((what) => `/api/v1/units/${id}${what}`)),
    `/api/v1/people/${ids.owner}`,
    '/api/v1/cycles',
    '/api/v1/grants',
    ...['secret', 'draft', 'hidden', 'measure', 'known', 'secrt'].map((q) => `/api/v1/search?q=${q}`),
    ...['unit', 'title', 'owner', 'status', 'progress'].map((sort) => `/api/v1/explorer?${of}&sort=${sort}`),
    `/api/v1/explorer?${of}&state=draft`,
    `/api/v1/heat-map?${of}`,
    ...units.map((id) => `/api/v1/heat-map?${of}&unit_id=${id}`),
    ...[1, 5].map((week) => `/api/v1/heat-map/key-results?${of}&week=${week}`),
    `/api/v1/attention?${of}`,
    `/api/v1/alignment-map?${of}`,
    `/api/v1/comparison?${of}&before_id=${on.cycle}&unit_id=${on.units.top}`,
    `/api/v1/explorer?${of}&status=draft&format=csv`,
  ];
  const texts: Record<string, string> = {};
  for (const path of paths) {
    const reply = await client.get(path);
    texts[path] = `${reply.status} ${reply.headers.get('etag')} ${reply.text.replaceAll(/"request_id":"[^"]*"/g, '')}`;
  }
  return texts;
}

both('drafts', (world) => {
  let on: Company;
  let owner: Person;
  let stranger: Person;
  let leader: Person;
  let top: Json;
  let child: Json;
  let measure: Json;
  let draft: Json;
  let before: Record<string, string>;
  const ids: Json = {};
  const look = () => everything(stranger.client, on, ids);
  const unchanged = async (why: string, except: string[] = []) => {
    const now = await look();
    const found = Object.keys(now).filter((path) => now[path] !== before[path] && !except.includes(path));
    assert.deepEqual(found.map((path) => `${path}\n${before[path]}\n${now[path]}`), [], why);
  };

  world.step('a published tree, and three people', async () => {
    on = await company(world);
    owner = await on.person('Dora Drafter', { memberOf: [on.units.netherlands] });
    stranger = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    leader = await on.person('Lea Leader', { role: ['leader', on.units.retail] });
    top = await on.published({ unit_id: on.units.retail, title: 'Topline' });
    child = await on.published({ owner_id: owner.id, title: 'Known to all' });
    measure = await on.keyResult(top.id, { title: 'Measure' });
    await on.checkIn(measure.id, 30);
    await on.link(child.id, top.id);
    Object.assign(ids, { owner: owner.id, objectives: [top.id, child.id], keyResults: [measure.id] });
    before = await look();
  });

  world.step('are seen by their owner and those above them', async () => {
    const body = { title: 'Xyzzy plan', description: 'Xyzzy', owner_id: owner.id, units: [{ unit_id: on.units.retail }] };
    draft = await on.draft(body, owner.client);
    await on.keyResult(draft.id, { title: 'Xyzzy measure', owner_id: stranger.id }, owner.client);
    (await owner.client.post(`/api/v1/objectives/${draft.id}/comments`, { body: `Xyzzy, @[${leader.id}]?` })).is(201);
    (await leader.client.post(`/api/v1/objectives/${draft.id}/follow`)).is(200);
    for (const { client } of [owner, leader]) {
      (await client.get(`/api/v1/objectives/${draft.id}`)).is(200);
      const list = (await client.get('/api/v1/objectives', { unit_id: on.units.netherlands, state: 'draft' })).is(200);
      assert.deepEqual(list.items.map((item: Json) => item.id), [draft.id]);
    }
  });

  world.step('change nothing that others can read', async () => {
    await unchanged('a draft was begun');
  });

  world.step('change nothing when they are linked', async () => {
    const links = '/api/v1/alignments';
    (await owner.client.post(links, { child_id: draft.id, parent_id: top.id, kind: 'contributes' })).is(201);
    await unchanged('it hangs under an objective');
    (await owner.client.post(links, { child_id: draft.id, parent_kr_id: measure.id })).is(201);
    await unchanged('it hangs under a key result');
  });

  world.step('change nothing when something published hangs under them', async () => {
    const upper = await on.draft({ title: 'Xyzzy above', owner_id: owner.id }, owner.client);
    const body = { child_id: child.id, parent_id: upper.id, kind: 'contributes' };
    (await owner.client.post('/api/v1/alignments', body)).is(201);
    await unchanged('a published objective hangs under a draft', [`/api/v1/objectives/${child.id}/history`]);
    const history = (await stranger.client.get(`/api/v1/objectives/${child.id}/history`)).is(200);
    assert.ok(!JSON.stringify(history).includes('Xyzzy'));
  });

  world.step('change nothing when they are edited or thrown away', async () => {
    before = await look();
    draft = (await owner.client.patch(`/api/v1/objectives/${draft.id}`, { title: 'Xyzzy again', co_owner_ids: [leader.id] }, match(draft))).is(200);
    await unchanged('a draft was edited');
    (await owner.client.delete(`/api/v1/objectives/${draft.id}`, match(draft))).is(204);
    await unchanged('a draft was thrown away');
  });

  world.step('do not seem to exist', async () => {
    const hidden = await on.draft({ owner_id: owner.id }, owner.client);
    const kr = await on.keyResult(hidden.id, {}, owner.client);
    const link = (await owner.client.post('/api/v1/alignments', { child_id: hidden.id, parent_id: top.id })).is(201);
    const { client } = stranger;
    const gone = 999_999;
    const alike = async (ask: (id: number) => Promise<Json>, id: number) => {
      const [real, none] = [await ask(id), await ask(gone)];
      const plain = (text: string) => text.replaceAll(/"request_id":"[^"]*"/g, '');
      assert.equal(`${real.status} ${plain(real.text)}`, `${none.status} ${plain(none.text)}`, real.request);
      assert.ok(real.status === 404 || real.status === 422, `${real.request}: ${real.status}`);
    };
    const ifMatch = '"1"';
    for (const what of ['', '/history', '/why', '/closing', '/comments', '/followers', '/mentionable']) await alike((id) => client.get(`/api/v1/objectives/${id}${what}`), hidden.id);
    for (const what of ['follow', 'unfollow']) await alike((id) => client.post(`/api/v1/objectives/${id}/${what}`), hidden.id);
    await alike((id) => client.post(`/api/v1/objectives/${id}/comments`, { body: 'Mine' }), hidden.id);
    for (const what of ['publish', 'close', 'reopen', 'restore'])
      await alike((id) => client.post(`/api/v1/objectives/${id}/${what}`, undefined, { ifMatch }), hidden.id);
    for (const what of ['drop', 'archive'])
      await alike((id) => client.post(`/api/v1/objectives/${id}/${what}`, { reason: 'No' }, { ifMatch }), hidden.id);
    await alike((id) => client.patch(`/api/v1/objectives/${id}`, { title: 'Mine' }, ifMatch), hidden.id);
    await alike((id) => client.delete(`/api/v1/objectives/${id}`, ifMatch), hidden.id);
    for (const what of ['', '/check-ins']) await alike((id) => client.get(`/api/v1/key-results/${id}${what}`), kr.id);
    await alike((id) => client.post(`/api/v1/key-results/${id}/check-ins`, { value: 1 }), kr.id);
    await alike((id) => client.patch(`/api/v1/key-results/${id}`, { title: 'Mine' }, ifMatch), kr.id);
    await alike((id) => client.delete(`/api/v1/key-results/${id}`, ifMatch), kr.id);
    await alike((id) => client.post(`/api/v1/key-results/${id}/carry-over`, { choice: 'stop' }), kr.id);
    await alike((id) => client.post(`/api/v1/key-results/${id}/drop`, { reason: 'No' }, { ifMatch }), kr.id);
    await alike((id) => client.post('/api/v1/key-results', { objective_id: id, title: 'Mine', start_value: 0, target_value: 1 }), hidden.id);
    await alike((id) => client.patch(`/api/v1/alignments/${id}`, { weight: 1 }, ifMatch), link.id);
    await alike((id) => client.delete(`/api/v1/alignments/${id}`, ifMatch), link.id);
    const own = await on.draft({ unit_id: on.units.finance }, client);
    await alike((id) => client.post('/api/v1/alignments', { child_id: own.id, parent_id: id }), hidden.id);
    await alike((id) => client.post('/api/v1/alignments', { child_id: own.id, parent_kr_id: id }), kr.id);
    await alike((id) => client.post('/api/v1/alignments', { child_id: id, parent_id: top.id }), hidden.id);
    await alike((id) => client.get('/api/v1/tree', { cycle_id: on.cycle, parent_id: `o${id}` }), hidden.id);
    await alike((id) => client.get('/api/v1/tree', { cycle_id: on.cycle, parent_id: `k${id}` }), kr.id);
  });

  world.step('are not named in the path of a loop', async () => {
    // low, of the stranger, hangs under a draft of somebody else, which hangs under high.
    const high = await on.published({ title: 'High', owner_id: stranger.id });
    const secret = await on.draft({ title: 'Xyzzy between', owner_id: owner.id });
    const low = await on.published({ title: 'Low', owner_id: stranger.id });
    await on.link(low.id, secret.id, 'supports');
    await on.link(secret.id, high.id, 'supports');
    const reply = await stranger.client.post('/api/v1/alignments', { child_id: high.id, parent_id: low.id });
    assert.equal(reply.is(409).code, 'loop');
    assert.ok(!reply.text.includes('Xyzzy'), reply.text);
  });

  world.step('reach no ear but their people', async () => {
    const stream = await Stream.open(stranger.client);
    const mark = await on.published(); // what was written before the stream joined may still come
    await stream.says('objective_published', mark.id);
    const before = stream.heard.length;
    const hidden = await on.draft({ owner_id: owner.id }, owner.client);
    await on.keyResult(hidden.id, {}, owner.client);
    (await owner.client.post(`/api/v1/objectives/${hidden.id}/comments`, { body: `@[${leader.id}]` })).is(201);
    (await owner.client.post('/api/v1/alignments', { child_id: hidden.id, parent_id: top.id })).is(201);
    (await owner.client.delete(`/api/v1/objectives/${hidden.id}`, match(hidden))).is(204);
    const published = await on.published();
    await stream.says('objective_published', published.id);
    assert.deepEqual(stream.kinds(before), ['objective_published']);
    stream.close();
  });
});

// -- scores ----------------------------------------------------------------------------------------

const document = JSON.parse(readFileSync(join(root, 'doc/openapi.json'), 'utf8')) as Json;

/** Every property that a schema holds, at any depth. */
function properties(schema: Json, seen = new Set<Json>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return [];
  seen.add(schema);
  if (typeof schema.$ref === 'string') {
    return properties(schema.$ref.slice(2).split('/').reduce((at: Json, name: string) => at[name], document), seen);
  }
  return [
    ...Object.keys(schema.properties ?? {}),
    ...Object.values(schema).flatMap((inner) => properties(inner, seen)),
  ];
}

for (const [path, item] of Object.entries(document.paths) as [string, Json][]) {
  const operation = item.get;
  if (!operation) continue;
  const named = (operation.parameters ?? []).map((one: Json) => one.name ?? '').filter((name: string) => /owner|person|user|member/.test(name));
  const byPerson = named.length > 0 || path.includes('/me') || path.includes('/people');
  if (!byPerson) continue;
  test(`${operation.operationId} is asked for by person and carries no score`, () => {
    const names = properties(operation.responses['200']);
    assert.deepEqual(names.filter((name) => /score|grade|rating|rank_of/.test(name)), []);
  });
}

// Beside the parameters' names: what a list may be sorted or grouped by is a closed list of words, which
// must not hold a person where scores are shown.
for (const [path, item] of Object.entries(document.paths) as [string, Json][]) {
  for (const [method, operation] of Object.entries(item) as [string, Json][]) {
    const words = (operation.parameters ?? []).flatMap((one: Json) => {
      const schema = one.schema?.$ref ? one.schema.$ref.slice(2).split('/').reduce((at: Json, name: string) => at[name], document) : one.schema;
      return schema?.enum ?? schema?.anyOf?.flatMap((inner: Json) => inner.enum ?? []) ?? [];
    });
    if (!words.some((word: string) => /owner|person|user|member$/.test(word))) continue;
    test(`${method} ${path} can be ordered by person and carries no score`, () => {
      assert.deepEqual(properties(operation.responses['200']).filter((name) => /score/.test(name)), []);
    });
  }
}

/** Every view that carries a score is of one objective or key result, or of a unit's set: none has a person as its key. */
test('no aggregate of scores has a person as key', () => {
  const scored = Object.entries(document.components.schemas as Json)
    .filter(([, schema]) => Object.keys((schema as Json).properties ?? {}).some((name) => /score|judgement|met$|missed$/.test(name)))
    .map(([name]) => name);
  // The health of the practice is a unit's; its views name nobody.
  const ofUnits = (name: string) => name.startsWith('health_') && !properties((document.components.schemas as Json)[name]).some((one) => /person|owner/.test(one));
  assert.deepEqual(
    scored.filter((name) => !/^(objective|key_result|closing)(_|$)/.test(name) && !ofUnits(name)),
    [],
    'a new view with scores: is a person its key?',
  );
  for (const name of scored) {
    if (!/summary|count|mean|total|spread/.test(name)) continue;
    assert.deepEqual(properties(document.components.schemas[name]).filter((one) => /owner|person|user/.test(one)), [], name);
  }
});

// The same of the queries: one that reads scores never selects, sorts or groups by a person. What a rule
// reads of one row by its id, and what an export writes, is no reply by person.
test('no query with scores is by person', () => {
  const folder = join(root, 'src/practice');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.sql'));
  const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const fragmentsOf = (text: string, head: string): [string, string][] =>
    [...text.matchAll(new RegExp(`^-- ${head}: (\\w+)\\n([\\s\\S]*?)(?=^-- (?:name|(?:shared )?fragment):|$(?![\\s\\S]))`, 'gm'))].map((one) => [one[1] ?? '', one[2] ?? '']);
  const shared = [...texts.values()].flatMap((text) => fragmentsOf(text, 'shared fragment'));
  assert.ok(shared.some(([name]) => name === 'objective_visible'));
  for (const [file, text] of texts) {
    const fragments = new Map([...shared, ...fragmentsOf(text, 'fragment')]);
    const filled = (part: string): string => part.replaceAll(/\{(\w+)\}/g, (whole, name) => (fragments.has(name) ? filled(fragments.get(name) ?? '') : whole));
    for (const [, name, body] of text.matchAll(/^-- name: (.*)\n([\s\S]*?)(?=^-- (?:name|fragment):|$(?![\s\S]))/gm)) {
      const said = filled(body ?? '').replaceAll(/^--.*$/gm, '');
      if (!/^\s*(?:WITH[\s\S]*)?SELECT/.test(said) || !/\bscore\b|\* FROM (?:objective|key_result)\b/.test(said)) continue;
      assert.doesNotMatch(said, /(?:ORDER|GROUP) BY[^;]*(?:owner_id|owner_name|person|p\.name|p\.folded)/, `${file}: ${name}`);
      const where = said.slice(said.lastIndexOf('WHERE'));
      assert.doesNotMatch(where, /\b(?:owner_id|person_id|created_by) (?:=|IN)/, `${file}: ${name}`);
    }
  }
});

test('no view of a person has a number of their objectives', () => {
  for (const [name, schema] of Object.entries(document.components.schemas) as [string, Json][]) {
    if (!/^(person|me|member|membership|grant)(_|$)/.test(name)) continue; // not of a meeting
    const found = properties(schema).filter((one) => /score|progress|confidence|contribution|rating|grade/.test(one));
    assert.deepEqual(found, [], name);
  }
});
