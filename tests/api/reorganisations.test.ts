// SPDX-License-Identifier: Apache-2.0
// Reorganisations with an effective day: what they do, what they leave alone, and how the past reads.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

const path = '/api/v1/reorganisations';

/** Titles of a level of the tree by unit, each unit with what it counts. */
async function level(client: Client, query: Json): Promise<(string | [string, number])[]> {
  const nodes = await all(client, '/api/v1/tree', { by: 'unit', ...query });
  return nodes.map((node) => (node.kind === 'unit' ? [node.title, node.objective_count] : node.title));
}

both('a merge of two units', (world) => {
  let on: Company;
  let north: number;
  let south: number;
  let last: number;
  let mia: Person;
  let leo: Person;
  let plan: Json;
  const goals: Record<string, Json> = {};
  const begun = () => dayFrom(on.today, -200);
  const act = async (what: string) =>
    world.admin.post(`${path}/${plan.id}/${what}`, undefined, { ifMatch: match((await world.admin.get(`${path}/${plan.id}`)).is(200)) });

  world.step('two units, each with last quarter and this one', async () => {
    on = await company(world);
    const top = (await world.admin.post('/api/v1/units', { name: 'Sales', type: 'company', valid_from: begun() })).is(201);
    const unit = async (name: string) =>
      (await world.admin.post('/api/v1/units', { name, parent_id: top.id, valid_from: begun() })).is(201).id;
    [north, south] = [await unit('North'), await unit('South')];
    last = (
      await world.admin.post('/api/v1/cycles', { name: 'Last quarter', start_day: dayFrom(on.today, -121), end_day: dayFrom(on.today, -31), state: 'open' })
    ).is(201).id;
    mia = await on.person('Mia Member', { memberOf: [north] });
    leo = await on.person('Leo Leader', { role: ['leader', north] });
    goals.past = await on.published({ cycle_id: last, unit_id: north, title: 'North then' });
    goals.south = await on.published({ cycle_id: last, unit_id: south, title: 'South then' });
    goals.now = await on.published({ unit_id: north, title: 'North now' });
    goals.draft = await on.draft({ unit_id: north, title: 'North drafts', owner_id: mia.id });
    const done = await on.published({ unit_id: north, title: 'North did' });
    (await world.admin.post(`/api/v1/objectives/${done.id}/close`, undefined, { ifMatch: match(await on.objective(done.id)) })).is(200);
    const cycle = (await world.admin.get(`/api/v1/cycles/${last}`)).is(200);
    (await world.admin.patch(`/api/v1/cycles/${last}`, { state: 'closed' }, match(cycle))).is(200);
    goals.top = top;
  });

  world.step('is planned, and says beforehand what it will do', async () => {
    const steps = [{ kind: 'merge', unit_id: north, into_id: south }, { kind: 'rename', unit_id: south, name: 'Sales floor' }];
    plan = (await world.admin.post(path, { name: 'One sales floor', reason: 'Nobody knew whom to call', effective_on: on.today, steps })).is(201);
    assert.deepEqual([plan.state, plan.may_edit, plan.steps.length, plan.steps[0].into_name], ['draft', true, 2, 'South']);
    const seen = (await world.admin.get(`${path}/${plan.id}/preview`)).is(200);
    assert.deepEqual(seen.problems, []);
    assert.deepEqual([seen.unit_count, seen.objective_count, seen.membership_count, seen.role_count], [2, 2, 1, 1]);
    assert.deepEqual(
      seen.effects.map((one: Json) => [one.subject, one.what, one.title, one.to_name]),
      [
        ['objective', 'moves', 'North now', 'South'],
        ['objective', 'moves', 'North drafts', 'South'],
        ['membership', 'moves', 'Mia Member', 'South'],
        ['role', 'moves', 'Leo Leader', 'South'],
        ['unit', 'ends', 'North', null],
        ['unit', 'renamed', 'South', 'Sales floor'],
      ],
    );
    assert.equal((await world.admin.get(`/api/v1/units/${north}`)).is(200).valid_until, null, 'a preview changed something');
  });

  world.step('is nobody else’s to see before it is applied', async () => {
    (await mia.client.get(`${path}/${plan.id}`)).is(404);
    (await leo.client.get(`${path}/${plan.id}/preview`)).is(403);
    assert.deepEqual((await mia.client.get(path)).is(200).items, []);
    assert.equal((await world.admin.get(path)).is(200).items.length, 1);
  });

  world.step('is applied at once when its day has come', async () => {
    assert.equal((await act('schedule')).is(200).state, 'applied');
    assert.equal((await act('schedule')).is(409).code, 'already_applied');
    assert.equal((await world.admin.get(`${path}/${plan.id}/preview`)).is(404).code, 'already_applied');
    assert.deepEqual((await mia.client.get(path)).is(200).items.map((one: Json) => one.name), ['One sales floor']);
    const [a, b] = [await on.objective(goals.now.id), await on.objective(goals.draft.id)];
    assert.deepEqual([a.unit_name, b.unit_name], ['Sales floor', 'Sales floor']);
    assert.equal((await on.objective(goals.past.id)).unit_name, 'North', 'a closed cycle moved');
    assert.deepEqual((await mia.client.get('/api/v1/me')).is(200).memberships.map((one: Json) => one.unit_name), ['Sales floor']);
    assert.equal((await leo.client.get(`/api/v1/units/${south}`)).is(200).may_edit, true);
    assert.equal((await leo.client.get(`/api/v1/units/${north}`)).is(200).may_edit, false);
    const history = await all(world.admin, `/api/v1/objectives/${goals.now.id}/history`);
    assert.ok(history.some((one) => one.field === 'unit_id' && one.old_name === 'North' && one.new_name === 'Sales floor'));
  });

  world.step('leaves last quarter’s tree as it was', async () => {
    const parent = `u${goals.top.id}`;
    assert.deepEqual(await level(world.admin, { cycle_id: last, parent_id: parent }), [['North', 1], ['South', 1]]);
    assert.deepEqual(await level(world.admin, { cycle_id: last, parent_id: `u${north}` }), ['North then']);
    assert.deepEqual(await level(world.admin, { cycle_id: last, parent_id: `u${south}` }), ['South then']);
    // This quarter shows the new unit; the old one only because an objective was closed in it.
    assert.deepEqual(await level(world.admin, { cycle_id: on.cycle, parent_id: parent }), [['North', 1], ['Sales floor', 1]]);
    assert.deepEqual(await level(world.admin, { cycle_id: on.cycle, parent_id: `u${south}` }), ['North now', 'North drafts']);
    assert.deepEqual(await level(world.admin, { cycle_id: on.cycle, parent_id: `u${north}` }), ['North did']);
  });

  world.step('can be looked at as of any past day', async () => {
    const yesterday = dayFrom(on.today, -1);
    const parent = `u${goals.top.id}`;
    assert.deepEqual(await level(world.admin, { cycle_id: on.cycle, parent_id: parent, as_of: yesterday }), [['North', 0], ['South', 0]]);
    assert.deepEqual(await level(world.admin, { cycle_id: on.cycle, parent_id: `u${north}`, as_of: yesterday }), [], 'nothing was begun yet');
    const listed = async (query: Json) => (await world.admin.get('/api/v1/objectives', { cycle_id: on.cycle, ...query })).is(200).items.map((one: Json) => [one.title, one.unit_name]);
    assert.deepEqual(await listed({ unit_id: north, as_of: yesterday }), [], 'nothing was begun yet');
    assert.deepEqual(await listed({ unit_id: north, as_of: on.today }), [['North did', 'North']]);
    assert.deepEqual(await listed({ unit_id: north }), [['North did', 'North']]);
    assert.deepEqual(await listed({ unit_id: south, as_of: yesterday }), []);
    (await world.admin.get('/api/v1/objectives', { as_of: yesterday })).faultAt('?as_of', 400);
    const units = async (as_of?: string) => (await world.admin.get('/api/v1/units', { parent_id: goals.top.id, as_of })).is(200).items.map((one: Json) => one.name);
    assert.deepEqual(await units(yesterday), ['North', 'South']);
    assert.deepEqual(await units(), ['Sales floor']);
    assert.deepEqual(await units(dayFrom(begun(), -1)), []);
  });
});

both('steps of a reorganisation', (world) => {
  let on: Company;
  let begun: string;
  const make = async (steps: Json[], more: Json = {}) =>
    (await world.admin.post(path, { name: 'Plan', effective_on: on.today, steps, ...more })).is(201);
  const problems = async (steps: Json[], more: Json = {}) => {
    const plan = await make(steps, more);
    const seen = (await world.admin.get(`${path}/${plan.id}/preview`)).is(200);
    const refused = await world.admin.post(`${path}/${plan.id}/schedule`, undefined, { ifMatch: match(plan) });
    if (seen.problems.length > 0) assert.equal(refused.is(409).code, 'plan_has_problems');
    return seen.problems.map((one: Json) => one.code);
  };
  const apply = async (steps: Json[], more: Json = {}) => {
    const plan = await make(steps, more);
    return (await world.admin.post(`${path}/${plan.id}/schedule`, undefined, { ifMatch: match(plan) })).is(200);
  };
  const unit = async (name: string, parent_id: number, more: Json = {}) =>
    (await world.admin.post('/api/v1/units', { name, parent_id, valid_from: begun, ...more })).is(201).id as number;
  const get = async (id: number) => (await world.admin.get(`/api/v1/units/${id}`)).is(200);
  let top: number;

  world.step('move takes everything below along, and the past keeps its place', async () => {
    on = await company(world);
    begun = dayFrom(on.today, -100);
    top = (await world.admin.post('/api/v1/units', { name: 'World', type: 'company', valid_from: begun })).is(201).id;
    const [a, b] = [await unit('A', top, { zone: 'Asia/Tokyo' }), await unit('B', top)];
    const low = await unit('Low', a);
    const lower = await unit('Lower', low);
    await apply([{ kind: 'move', unit_id: low, into_id: b }]);
    assert.deepEqual((await get(lower)).ancestors.map((one: Json) => one.name), ['World', 'B', 'Low']);
    assert.deepEqual([(await get(lower)).depth, (await get(lower)).effective_zone], [3, 'Europe/Amsterdam']);
    const then = async (parent_id: number) => (await world.admin.get('/api/v1/units', { parent_id, as_of: dayFrom(on.today, -1) })).is(200).items;
    assert.deepEqual((await then(a)).map((one: Json) => [one.name, one.parent_id, one.child_count]), [['Low', a, 1]]);
    assert.deepEqual(await then(b), []);
    assert.deepEqual(await problems([{ kind: 'move', unit_id: b, into_id: lower }]), ['into_below']);
    const leader = await on.person('Lea', { role: ['leader', b] });
    assert.equal((await leader.client.get(`/api/v1/units/${lower}`)).is(200).may_edit, true);
  });

  world.step('split makes a new unit of what was chosen', async () => {
    const old = await unit('Old', top);
    const child = await unit('Child', old);
    const [stays, goes] = [await on.person('Stays', { memberOf: [old] }), await on.person('Goes', { memberOf: [old] })];
    const leader = await on.person('Both', { role: ['leader', old] });
    const objective = await on.published({ unit_id: old, title: 'Goes along' });
    const other = await on.published({ unit_id: old, title: 'Stays behind' });
    const split = { kind: 'split', unit_id: old, name: 'New', unit_ids: [child], person_ids: [goes.id], objective_ids: [objective.id] };
    assert.deepEqual(await problems([{ ...split, person_ids: [999_999] }]), ['not_there']);
    assert.deepEqual(await problems([{ kind: 'split', unit_id: old, name: 'New' }]), ['nothing_goes']);
    assert.deepEqual(await problems([{ ...split, name: null }]), ['name_missing']);
    const applied = await apply([split]);
    const made = applied.steps[0].made_id;
    assert.equal(applied.steps[0].made_name, 'New');
    assert.deepEqual([(await get(made)).parent_id, (await get(child)).parent_id, (await get(made)).valid_from], [top, made, on.today]);
    const members = async (id: number) => (await world.admin.get(`/api/v1/units/${id}/members`)).is(200).items.map((one: Json) => one.person_id);
    assert.deepEqual([await members(old), await members(made)], [[stays.id], [goes.id]]);
    assert.deepEqual([(await on.objective(objective.id)).unit_id, (await on.objective(other.id)).unit_id], [made, old]);
    for (const id of [old, made]) assert.equal((await leader.client.get(`/api/v1/units/${id}`)).is(200).may_edit, true);
  });

  world.step('close needs somebody who takes over, when there is something to take', async () => {
    const [going, heir] = [await unit('Going', top), await unit('Heir', top)];
    const below = await unit('Below', going);
    await on.published({ unit_id: going });
    const both = await on.person('In both', { memberOf: [going, heir] });
    assert.deepEqual(await problems([{ kind: 'close', unit_id: going }]), ['units_left', 'objectives_left']);
    await apply([{ kind: 'close', unit_id: going, into_id: heir, roles_follow: false }]);
    assert.equal((await get(going)).valid_until, on.today);
    assert.equal((await get(below)).parent_id, heir);
    const mine = (await both.client.get('/api/v1/me')).is(200).memberships;
    assert.deepEqual(mine.map((one: Json) => one.unit_id), [heir]);
    await apply([{ kind: 'close', unit_id: below }]);
  });

  world.step('what contradicts itself is said before it is scheduled', async () => {
    const [x, y, z] = [await unit('X', top), await unit('Y', top), await unit('Z', top)];
    assert.deepEqual(await problems([]), ['no_steps']);
    assert.deepEqual(await problems([{ kind: 'rename', unit_id: x }]), ['nothing_changes']);
    assert.deepEqual(await problems([{ kind: 'merge', unit_id: x }]), ['into_missing']);
    assert.deepEqual(await problems([{ kind: 'merge', unit_id: x, into_id: x }]), ['into_below']);
    assert.deepEqual(await problems([{ kind: 'merge', unit_id: x, into_id: y }, { kind: 'rename', unit_id: x, name: 'X2' }]), ['used_twice']);
    assert.deepEqual(await problems([{ kind: 'merge', unit_id: x, into_id: y }, { kind: 'merge', unit_id: y, into_id: z }]), ['into_ending']);
    assert.deepEqual(await problems([{ kind: 'rename', unit_id: x, name: 'X2' }], { effective_on: dayFrom(begun, -1) }), ['changed_since']);
    await apply([{ kind: 'rename', unit_id: x, name: 'X2', type: 'region' }]);
    assert.deepEqual([(await get(x)).name, (await get(x)).type], ['X2', 'region']);
    assert.deepEqual(await problems([{ kind: 'rename', unit_id: x, name: 'X3' }], { effective_on: dayFrom(on.today, -3) }), ['changed_since']);
    const late = await unit('Late', top, { valid_from: dayFrom(on.today, 5) });
    assert.deepEqual(await problems([{ kind: 'merge', unit_id: y, into_id: late }]), ['into_not_there']);
    (await world.admin.post(path, { name: 'P', effective_on: on.today, steps: [{ kind: 'merge', unit_id: 999_999, into_id: 999_998 }] })).faultAt('/steps/0/unit_id');
    (await world.admin.post(path, { name: '', effective_on: 'soon', steps: [{ kind: 'explode', unit_id: x }] })).faultAt('/name');
    (await world.admin.get(`${path}/999999`)).is(404);
  });

  world.step('a plan is changed, waits for its day, is withdrawn and thrown away', async () => {
    const [x, y] = [await unit('Soon', top), await unit('Later', top)];
    let plan = await make([{ kind: 'rename', unit_id: x, name: 'Soon!' }], { effective_on: dayFrom(on.today, 3) });
    const at = `${path}/${plan.id}`;
    (await world.admin.patch(at, { name: 'Better' })).is(428);
    plan = (await world.admin.patch(at, { name: 'Better', steps: [{ kind: 'merge', unit_id: x, into_id: y }] }, match(plan))).is(200);
    assert.deepEqual([plan.name, plan.steps.map((one: Json) => one.kind), plan.reason], ['Better', ['merge'], null]);
    (await world.admin.patch(at, { name: 'Stale' }, '"1"')).is(412);
    plan = (await world.admin.post(`${at}/schedule`, undefined, { ifMatch: match(plan) })).is(200);
    assert.deepEqual([plan.state, plan.may_edit], ['scheduled', false]);
    assert.equal((await world.admin.post(`${at}/schedule`, undefined, { ifMatch: match(plan) })).is(409).code, 'already_scheduled');
    assert.equal((await world.admin.patch(at, { name: 'No' }, match(plan))).is(409).code, 'already_scheduled');
    assert.equal((await get(x)).valid_until, null);
    plan = (await world.admin.post(`${at}/withdraw`, undefined, { ifMatch: match(plan) })).is(200);
    assert.equal(plan.state, 'draft');
    assert.equal((await world.admin.post(`${at}/withdraw`, undefined, { ifMatch: match(plan) })).is(409).code, 'not_scheduled');
    (await world.admin.delete(at, match(plan))).is(204);
    (await world.admin.get(at)).is(404);
    const drafts = await all(world.admin, path, { limit: 2, state: 'applied' });
    assert.ok(drafts.length > 2 && drafts.every((one) => one.state === 'applied'));
  });
});
