// SPDX-License-Identifier: Apache-2.0
// How far the strategy reaches: the map of a cycle with its gaps, and the trace from themes down.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('the trace of the strategy', (world) => {
  let on: Company;
  let held: Json;
  let stranger: Person;
  let year: Json;
  const made: Record<string, Json> = {};
  const read = async (what: string, query: Json = {}) =>
    (await world.admin.get(`/api/v1/strategy/${what}`, { cycle_id: on.cycle, ...query })).is(200);
  const gaps = async (what: string) =>
    (await all(world.admin, `/api/v1/strategy/gaps/${what}`, { cycle_id: on.cycle, limit: 1 })).map((one) => one.title ?? one.name);
  const coverage = async () => (await read('map')).coverage;
  const act = async (id: number, what: string) =>
    (await world.admin.post(`/api/v1/objectives/${id}/${what}`, what === 'restore' ? undefined : { reason: 'Test' }, { ifMatch: match(await on.objective(id)) })).is(200);

  world.step('before there is a strategy, nothing leads anywhere', async () => {
    on = await company(world);
    stranger = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    made.lone = await on.published({ title: 'Lone' });
    const map = await read('map');
    assert.deepEqual([map.strategy, map.themes, map.cycle.id], [null, [], on.cycle]);
    assert.deepEqual(
      [map.coverage.objective_count, map.coverage.objective_linked_count, map.coverage.unit_count, map.coverage.unit_linked_count],
      [1, 0, 4, 0],
    );
    assert.deepEqual((await read('trace')).items, []);
    assert.deepEqual(await gaps('objectives'), ['Lone']);
    assert.deepEqual(await gaps('units'), ['Acme', 'Finance', 'Retail', 'Netherlands']);
  });

  world.step('a theme without topline objectives is a gap', async () => {
    held = await on.strategy(['Reliable', 'Green']);
    const map = await read('map');
    assert.equal(map.strategy.id, held.id);
    assert.deepEqual(map.themes.map((one: Json) => [one.theme.name, one.topline.length, one.unit_count]), [
      ['Reliable', 0, 0],
      ['Green', 0, 0],
    ]);
  });

  world.step('links lead up, directly, through key results and over several levels', async () => {
    const [reliable] = held.themes;
    made.top = await on.published({ title: 'Topline', unit_id: on.units.top, theme_id: reliable.theme_id });
    made.measure = await on.keyResult(made.top.id);
    made.retail = await on.published({ title: 'Retail', unit_id: on.units.retail, kind: 'aspirational' });
    made.nl = await on.published({ title: 'Netherlands' });
    (await world.admin.post('/api/v1/alignments', { child_id: made.retail.id, parent_kr_id: made.measure.id })).is(201);
    made.link = await on.link(made.nl.id, made.retail.id, 'contributes');
    await on.checkIn(made.measure.id, 40);
    await on.checkIn((await on.keyResult(made.nl.id)).id, 10);
    const map = await read('map');
    const [theme] = map.themes;
    assert.deepEqual(theme.topline.map((one: Json) => [one.title, one.progress, one.status]), [['Topline', 0.4, 'on_track']]);
    assert.deepEqual([theme.own.committed.count, theme.own.committed.mean, theme.own.aspirational.count], [1, 0.4, 0]);
    assert.deepEqual([theme.own.committed.counts.on_track, theme.own.aspirational.mean], [1, null]);
    assert.deepEqual([theme.below.committed.count, theme.below.aspirational.count, theme.unit_count], [1, 1, 3]);
    assert.deepEqual([theme.below.committed.mean, theme.below.aspirational.mean], [0.1, 0.1]);
    assert.deepEqual(map.coverage.levels, [
      { depth: 0, unit_count: 1, with_count: 1, linked_count: 1 },
      { depth: 1, unit_count: 2, with_count: 1, linked_count: 1 },
      { depth: 2, unit_count: 1, with_count: 1, linked_count: 1 },
    ]);
    assert.deepEqual(map.coverage.objectives.map((one: Json) => [one.title, one.unit_name, one.depth]), [['Lone', 'Netherlands', 2]]);
    assert.deepEqual(map.coverage.units.map((one: Json) => [one.name, one.parent_name, one.objective_count]), [['Finance', 'Acme', 0]]);
  });

  world.step('is read level by level', async () => {
    const level = async (parent?: string) => (await all(world.admin, '/api/v1/strategy/trace', { cycle_id: on.cycle, limit: 1, ...(parent ? { parent_id: parent } : {}) }));
    const [theme, green] = await level();
    assert.deepEqual([theme?.key, theme?.kind, theme?.title, theme?.child_count, green?.child_count], [`t${held.themes[0].theme_id}`, 'theme', 'Reliable', 1, 0]);
    const [top] = await level(theme?.key);
    assert.deepEqual([top?.key, top?.kind, top?.child_count, top?.status, top?.via], [`o${made.top.id}`, 'objective', 1, 'on_track', null]);
    const [retail] = await level(top?.key);
    assert.deepEqual([retail?.title, retail?.unit_name, retail?.child_count, retail?.via], ['Retail', 'Retail', 1, made.measure.title]);
    assert.deepEqual((await level(retail?.key)).map((one) => [one.title, one.child_count]), [['Netherlands', 0]]);
    // Linked to the objective as well as to its key result, it is still one.
    const twice = await on.link(made.retail.id, made.top.id, 'supports');
    assert.deepEqual([(await level(theme?.key))[0]?.child_count, (await level(top?.key)).length], [1, 1]);
    (await world.admin.delete(`/api/v1/alignments/${twice.id}`, match(twice))).is(204);
    for (const parent of ['x1', 't', 'o0', 'u1']) (await world.admin.get('/api/v1/strategy/trace', { cycle_id: on.cycle, parent_id: parent })).faultAt('?parent_id', 400);
    for (const parent of ['o999999', 't999999']) (await world.admin.get('/api/v1/strategy/trace', { cycle_id: on.cycle, parent_id: parent })).is(404);
  });

  world.step('names every cycle it does not know', async () => {
    for (const what of ['map', 'trace', 'gaps/objectives', 'gaps/units'])
      (await world.admin.get(`/api/v1/strategy/${what}`, { cycle_id: 999_999 })).faultAt('?cycle_id', 400);
  });

  world.step('a unit that takes part is reached as well', async () => {
    const shared = await on.published({ title: 'Shared', unit_id: on.units.retail, units: [{ unit_id: on.units.finance }] });
    assert.deepEqual(await gaps('units'), ['Finance']);
    await on.link(shared.id, made.retail.id, 'supports');
    assert.deepEqual(await gaps('units'), []);
    await act(shared.id, 'archive');
    assert.deepEqual(await gaps('units'), ['Finance']);
  });

  world.step('what is dropped, archived or a draft leads nowhere', async () => {
    await act(made.retail.id, 'drop');
    assert.deepEqual(await gaps('objectives'), ['Lone', 'Netherlands']);
    assert.deepEqual((await coverage()).unit_linked_count, 1);
    await act(made.retail.id, 'restore');
    assert.deepEqual(await gaps('objectives'), ['Lone']);
    const draft = await on.draft({ title: 'Draft', unit_id: on.units.top, theme_id: held.themes[1].theme_id });
    await on.link(made.lone.id, draft.id, 'supports');
    assert.deepEqual(await gaps('objectives'), ['Lone']);
    const seen = (await read('map')).themes[1].topline;
    assert.deepEqual(seen, []);
    const forOthers = (await stranger.client.get('/api/v1/strategy/map', { cycle_id: on.cycle })).is(200);
    assert.ok(!JSON.stringify(forOthers).includes('"Draft"'));
    await on.publish(draft);
    assert.deepEqual(await gaps('objectives'), []);
    assert.equal((await read('map')).themes[1].unit_count, 2);
    made.draft = draft;
  });

  world.step('links end, and what hung on them with them', async () => {
    const link = (await on.objective(made.nl.id)).parents[0];
    (await world.admin.delete(`/api/v1/alignments/${link.id}`, match(link))).is(204);
    assert.deepEqual(await gaps('objectives'), ['Netherlands']);
    made.link = await on.link(made.nl.id, made.retail.id, 'contributes');
  });

  world.step('a longer cycle has the topline objectives of those in it', async () => {
    const body = { name: 'The year', type: 'year', start_day: dayFrom(on.today, -60), end_day: dayFrom(on.today, 300), state: 'open' };
    year = (await world.admin.post('/api/v1/cycles', body)).is(201);
    const now = (await world.admin.get(`/api/v1/cycles/${on.cycle}`)).is(200);
    made.annual = await on.published({ title: 'Annual', cycle_id: year.id, unit_id: on.units.top, theme_id: held.themes[1].theme_id });
    assert.deepEqual((await read('map')).themes[1].topline.map((one: Json) => one.title), ['Draft']);
    (await world.admin.patch(`/api/v1/cycles/${on.cycle}`, { parent_id: year.id }, match(now))).is(200);
    assert.deepEqual((await read('map')).themes[1].topline.map((one: Json) => one.title), ['Annual', 'Draft']);
    const quarterly = await on.published({ title: 'Quarterly', unit_id: on.units.finance });
    assert.deepEqual(await gaps('objectives'), ['Quarterly']);
    await on.link(quarterly.id, made.annual.id, 'supports');
    assert.deepEqual([await gaps('objectives'), await gaps('units')], [[], []]);
    const nodes = await all(world.admin, '/api/v1/strategy/trace', { cycle_id: on.cycle, parent_id: `o${made.annual.id}` });
    assert.deepEqual(nodes.map((one) => one.title), ['Quarterly']);
    // The year itself has no quarterly objectives.
    const ofYear = (await world.admin.get('/api/v1/strategy/map', { cycle_id: year.id })).is(200);
    assert.deepEqual(ofYear.themes.map((one: Json) => one.topline.length), [0, 1]);
    assert.equal(ofYear.coverage.objective_count, 1);
  });

  world.step('a link into another cycle leads up as well', async () => {
    const other = { name: 'Another year', type: 'year', start_day: dayFrom(on.today, -50), end_day: dayFrom(on.today, 200), state: 'open' };
    const { id } = (await world.admin.post('/api/v1/cycles', other)).is(201);
    const far = await on.published({ title: 'Far top', cycle_id: id, unit_id: on.units.top, theme_id: held.themes[0].theme_id });
    const middle = await on.published({ title: 'Far middle', cycle_id: id, unit_id: on.units.retail });
    await on.link(middle.id, far.id, 'supports');
    const near = await on.published({ title: 'Near' });
    assert.deepEqual(await gaps('objectives'), ['Near']);
    await on.link(near.id, middle.id, 'supports');
    assert.deepEqual(await gaps('objectives'), []);
  });

  world.step('a past cycle shows the version that held then', async () => {
    const past = { name: 'Long ago', start_day: '2024-01-01', end_day: '2024-03-31', state: 'open' };
    const { id } = (await world.admin.post('/api/v1/cycles', past)).is(201);
    const draft = await on.strategyDraft(['Worth coming back for']);
    const [reliable] = draft.themes;
    (await world.admin.delete(`/api/v1/strategy-themes/${reliable.id}`, match(reliable))).is(204);
    const newer = (await world.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(200);
    const versionOf = async (cycle: number) => (await read('map', { cycle_id: cycle })).strategy.id;
    assert.deepEqual([await versionOf(id), await versionOf(on.cycle)], [held.id, newer.id]);
    // The theme ended: what hung under it leads nowhere now.
    assert.ok((await gaps('objectives')).includes('Topline'));
  });
});
