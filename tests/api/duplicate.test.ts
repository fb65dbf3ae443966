// SPDX-License-Identifier: Apache-2.0
// A draft like another objective: what was chosen goes along and begins anew; what may not stays behind and is named.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('duplicating', (world) => {
  let on: Company;
  let sam: Person;
  let ann: Person;
  let from: Json;
  let above: Json;
  let moving: Json;
  let steps: Json;
  let reached: Json;
  let next = 0;
  const send = (body: Json, client = world.admin, id = from.id) => client.post(`/api/v1/objectives/${id}/duplicate`, body);
  const made = async (body: Json) => (await send(body)).is(201);
  const here = () => ({ cycle_id: on.cycle, unit_id: on.units.netherlands });
  const later = () => ({ cycle_id: next, unit_id: on.units.netherlands });

  world.step('something worth copying', async () => {
    on = await company(world);
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    ann = await on.person('Ann Owner', { memberOf: [on.units.netherlands] });
    const cycle = { name: 'Next', start_day: dayFrom(on.today, 62), end_day: dayFrom(on.today, 150) };
    next = (await world.admin.post('/api/v1/cycles', cycle)).is(201).id;
    above = await on.published({ unit_id: on.units.retail, title: 'Above' });
    from = await on.published({
      title: 'Returns cost nobody an evening',
      description: 'Why',
      kind: 'aspirational',
      owner_id: ann.id,
      co_owner_ids: [sam.id],
      units: [{ unit_id: on.units.finance, weight: 30 }],
    });
    const days = { start_day: dayFrom(on.today, -10), due_day: dayFrom(on.today, 20) };
    const line = [{ day: dayFrom(on.today, 5), value: 50 }];
    moving = await on.keyResult(from.id, { title: 'Moving', weight: 40, owner_id: sam.id, interim_targets: line, ...days });
    steps = await on.keyResult(from.id, {
      title: 'Steps',
      kind: 'milestones',
      weight: 0,
      milestones: [{ title: 'First', weight: 50, due_day: on.today }, { title: 'Second', weight: 50 }],
    });
    reached = await on.keyResult(from.id, { title: 'Reached' });
    await on.checkIn(moving.id, 60, { confidence: 7 });
    await on.checkIn(reached.id, 100);
    const done = { milestones: [{ id: steps.milestones[0].id, done: true }] };
    (await world.admin.post(`/api/v1/key-results/${steps.id}/check-ins`, done)).is(201);
    await on.link(from.id, above.id, 'contributes', { weight: 70 });
  });

  world.step('copies into the same cycle and unit with everything, and begins anew', async () => {
    const copy = await made({ ...here(), owner_id: ann.id, key_result_ids: [steps.id, moving.id, reached.id] });
    const one = copy.objective;
    assert.deepEqual([copy.theme_left_out, copy.links_left_out], [null, []]);
    assert.deepEqual([one.title, one.description, one.kind, one.state, one.version], [from.title, 'Why', 'aspirational', 'draft', 1]);
    assert.equal(one.owner_id, ann.id);
    assert.deepEqual(one.co_owners.map((person: Json) => person.id), [sam.id]);
    assert.deepEqual(one.units.map((unit: Json) => [unit.unit_id, unit.weight]), [[on.units.finance, 30]]);
    assert.deepEqual(one.parents.map((link: Json) => [link.objective_id, link.kind, link.weight]), [[above.id, 'contributes', 70]]);
    // What weighs nothing comes last, so that it can go on weighing nothing.
    assert.deepEqual(one.key_results.map((kr: Json) => [kr.title, kr.weight]), [['Moving', 40], ['Reached', 20], ['Steps', 0]]);
    const [first, , last] = one.key_results;
    assert.deepEqual([first.start_value, first.target_value, first.current_value, first.check_in_count, first.confidence], [0, 100, null, 0, null]);
    assert.deepEqual([first.owner_id, first.start_day, first.due_day], [sam.id, moving.start_day, moving.due_day]);
    assert.deepEqual(first.interim_targets.map((target: Json) => target.value), [50]);
    assert.deepEqual(last.milestones.map((step: Json) => [step.title, step.done, step.due_day]), [['First', false, on.today], ['Second', false, null]]);
    assert.equal((await on.objective(from.id)).version, from.version); // what was copied did not change
  });

  world.step('begins where it stands, in a later cycle, without its days', async () => {
    const copy = await made({ ...later(), title: 'Once more', key_result_ids: [moving.id, steps.id], start: 'where_it_stands' });
    const [first, last] = copy.objective.key_results;
    assert.deepEqual([copy.objective.title, copy.objective.owner_id, copy.objective.cycle_id], ['Once more', null, next]);
    assert.deepEqual([first.start_value, first.target_value, first.start_day, first.due_day, first.interim_targets], [60, 100, null, null, []]);
    assert.deepEqual(last.milestones.map((step: Json) => step.title), ['Second']);
    // What hangs in a cycle that is over by then is not taken along, and the answer says so.
    assert.deepEqual(copy.objective.parents, []);
    assert.deepEqual(copy.links_left_out.map((left: Json) => [left.link.objective_title, left.bar]), [['Above', 'other_cycle']]);
    const far = (await send({ ...later(), key_result_ids: [moving.id, reached.id], start: 'where_it_stands' })).faultAt('/key_result_ids/1');
    assert.equal(far.code, 'finished');
  });

  world.step('goes on supporting what lasts longer than its cycle', async () => {
    const year = { name: 'Year', type: 'year', start_day: dayFrom(on.today, -30), end_day: dayFrom(on.today, 330), state: 'open' };
    const yearly = await on.published({ cycle_id: (await world.admin.post('/api/v1/cycles', year)).is(201).id, unit_id: on.units.top });
    const kr = await on.keyResult(yearly.id, { title: 'Loyal customers' });
    (await world.admin.post('/api/v1/alignments', { child_id: from.id, parent_kr_id: kr.id })).is(201);
    const copy = await made(later());
    assert.deepEqual(copy.objective.parents.map((link: Json) => [link.key_result_id, link.kind]), [[kr.id, 'supports']]);
    assert.deepEqual(copy.objective.key_results, []); // none was chosen
    (await world.admin.post(`/api/v1/objectives/${yearly.id}/drop`, { reason: 'Test' }, { ifMatch: match(await on.objective(yearly.id) as { version: number }) })).is(200);
    assert.deepEqual((await made(later())).links_left_out.map((left: Json) => left.bar), ['other_cycle', 'ended']);
  });

  world.step('goes to another unit without its people, by the rule about levels', async () => {
    await on.setting('alignment_levels', 'same_or_above');
    const copy = (await send({ cycle_id: on.cycle, unit_id: on.units.finance, owner_id: sam.id, key_result_ids: [moving.id] }, sam.client)).is(201);
    assert.deepEqual([copy.objective.unit_id, copy.objective.owner_id, copy.objective.co_owners, copy.objective.units], [on.units.finance, sam.id, [], []]);
    assert.equal(copy.objective.key_results[0].owner_id, null);
    assert.ok(copy.links_left_out.some((left: Json) => left.bar === 'level' && left.link.objective_title === 'Above'));
    assert.equal((await ann.client.get(`/api/v1/objectives/${copy.objective.id}`)).status, 404); // a draft is its people's
  });

  world.step('leaves a theme behind under which the copy may not stand', async () => {
    const held = await on.strategy(['Reliable', 'Green']);
    const topline = await on.published({ unit_id: on.units.top, theme_id: held.themes[0].theme_id });
    const mine = (await send({ cycle_id: on.cycle, unit_id: on.units.finance }, sam.client, topline.id)).is(201);
    assert.deepEqual([mine.objective.theme_id, mine.theme_left_out], [null, 'Reliable']);
    const theirs = (await send({ cycle_id: next, unit_id: on.units.top }, world.admin, topline.id)).is(201);
    assert.deepEqual([theirs.objective.theme_id, theirs.theme_left_out], [held.themes[0].theme_id, null]);
  });

  world.step('refuses with the mend, and leaves nothing behind', async () => {
    const count = async () => (await world.admin.get('/api/v1/objectives', { cycle_id: on.cycle, limit: 200 })).is(200).items.length;
    const before = await count();
    assert.equal((await send({ ...here(), key_result_ids: [999_999] })).faultAt('/key_result_ids/0').code, 'no_such_key_result');
    assert.equal((await send({ ...here(), key_result_ids: [moving.id, moving.id] })).faultAt('/key_result_ids/1').code, 'repeated');
    const other = await on.keyResult(above.id);
    (await send({ ...here(), key_result_ids: [other.id] })).faultAt('/key_result_ids/0');
    (await send({ ...here(), unit_id: 999_999 })).faultAt('/unit_id');
    (await send({ ...here(), cycle_id: 999_999 })).faultAt('/cycle_id');
    (await send({ ...here(), owner_id: 999_999 })).faultAt('/owner_id');
    (await send(here(), sam.client)).is(403);
    const hidden = await on.draft();
    (await send({ cycle_id: on.cycle, unit_id: on.units.finance }, sam.client, hidden.id)).is(404);
    await on.setting('objectives_per_unit_max', '1');
    assert.equal((await send(here())).faultAt('/unit_id').code, 'too_many_objectives');
    assert.equal(await count(), before + 1); // the draft that was made to be hidden
  });
});
