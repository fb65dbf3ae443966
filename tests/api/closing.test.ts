// SPDX-License-Identifier: Apache-2.0
// Closing: scores and their reasons, promises apart from stretches, post-mortems, what goes on in a
// later cycle, and what a unit learnt.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

const path = '/api/v1/objectives';

/** An objective with key results that stand at these hundredths of their way. */
async function standing(on: Company, kind: string, values: number[], more: Json = {}): Promise<Json> {
  const made = await on.published({ kind, ...more });
  for (const value of values) await on.checkIn((await on.keyResult(made.id)).id, value);
  return on.objective(made.id);
}

both('closing an objective', (world) => {
  let on: Company;
  let mia: Person;
  const close = async (objective: Json, body?: Json, client = world.admin) =>
    client.post(`${path}/${objective.id}/close`, body, { ifMatch: match(await on.objective(objective.id)) });
  const reopen = async (objective: Json) =>
    world.admin.post(`${path}/${objective.id}/reopen`, undefined, { ifMatch: match(await on.objective(objective.id)) });
  const closing = async (objective: Json, client = world.admin) => (await client.get(`${path}/${objective.id}/closing`)).is(200);

  world.step('suggests scores: half up, and of a promise down', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const stretch = await closing(await standing(on, 'aspirational', [65, 64]));
    assert.deepEqual([stretch.progress, stretch.suggested, stretch.judgement, stretch.may_close], [0.645, 0.6, null, true]);
    assert.deepEqual(stretch.key_results.map((one: Json) => [one.contribution, one.suggested, one.score, one.unfinished]), [[0.65, 0.7, null, true], [0.64, 0.6, null, true]]);
    const promise = await closing(await standing(on, 'committed', [99, 100]));
    assert.deepEqual([promise.suggested, promise.key_results.map((one: Json) => one.suggested)], [0.9, [0.9, 1]]);
    assert.deepEqual(promise.key_results.map((one: Json) => one.unfinished), [true, false]);
    const empty = await closing(await on.published());
    assert.deepEqual([empty.suggested, empty.key_results, empty.post_mortem], [null, [], null]);
  });

  world.step('takes scores of one decimal, and a reason where they differ by more than 0.1', async () => {
    const objective = await standing(on, 'aspirational', [65, 40], { title: 'Stretch' });
    const [first, second] = objective.key_results;
    (await close(objective, { score: 0.55 })).faultAt('/score');
    (await close(objective, { score: 1.1 })).faultAt('/score');
    (await close(objective, { score: -0.1 })).faultAt('/score');
    (await close(objective, { score: 0.3 })).faultAt('/reason');
    (await close(objective, { score: 0.3, reason: '  ' })).faultAt('/reason');
    (await close(objective, { ambition: 'enough' })).faultAt('/ambition');
    (await close(objective, { key_results: [{ id: first.id, score: 0.05 }] })).faultAt('/key_results/0/score');
    (await close(objective, { key_results: [{ id: first.id }, { id: second.id, score: 0.9 }] })).faultAt('/key_results/1/reason');
    (await close(objective, { key_results: [{ id: 999_999, score: 0.9 }] })).faultAt('/key_results/0/id');
    const closed = (await close(objective, { score: 0.6, key_results: [{ id: second.id, score: 0.9, reason: 'The last month counted double.' }] })).is(200);
    assert.deepEqual([closed.state, closed.status, closed.score], ['closed', 'closed', 0.6]);
    const seen = await closing(objective);
    assert.deepEqual([seen.score, seen.suggested, seen.judgement, seen.reason, seen.imported, seen.may_close], [0.6, 0.5, 'amber', null, false, false]);
    assert.deepEqual(seen.key_results.map((one: Json) => [one.score, one.reason]), [[0.7, null], [0.9, 'The last month counted double.']]);
    assert.equal((await close(objective)).is(409).code, 'objective_closed');
  });

  world.step('never lets a dropped key result be scored', async () => {
    const objective = await standing(on, 'aspirational', [50, 90]);
    const [first] = objective.key_results;
    (await world.admin.post(`/api/v1/key-results/${first.id}/drop`, { reason: 'No' }, { ifMatch: match(first) })).is(200);
    (await close(objective, { key_results: [{ id: first.id, score: 0.5 }] })).faultAt('/key_results/0/id');
    (await close(objective)).is(200);
    assert.deepEqual((await closing(objective)).key_results.map((one: Json) => [one.score, one.unfinished]), [[null, false], [0.9, true]]);
  });

  world.step('judges stretches by colour, and asks at 1.0 whether it was ambitious enough', async () => {
    for (const [value, colour] of [[30, 'red'], [40, 'amber'], [64, 'amber'], [70, 'green']] as const) {
      const objective = await standing(on, 'aspirational', [value]);
      (await close(objective)).is(200);
      const seen = await closing(objective);
      assert.deepEqual([seen.judgement, seen.ambition, seen.post_mortem], [colour, null, null]);
    }
    const full = await standing(on, 'aspirational', [100]);
    (await close(full)).faultAt('/ambition');
    (await close(full, { ambition: 'perhaps' })).faultAt('/ambition');
    (await close(full, { ambition: 'too_little' })).is(200);
    assert.deepEqual([(await closing(full)).judgement, (await closing(full)).ambition], ['green', 'too_little']);
  });

  world.step('judges promises by what was reached, not by the score', async () => {
    const met = await standing(on, 'committed', [100]);
    (await close(met, { score: 0.2, reason: 'It came too late.' })).is(200);
    assert.deepEqual([(await closing(met)).judgement, (await closing(met)).post_mortem], ['met', null]);
    const missed = await standing(on, 'committed', [99.99]);
    (await close(missed, { score: 1 })).is(200);
    const seen = await closing(missed);
    assert.deepEqual([seen.judgement, seen.score, seen.ambition, seen.post_mortem.written_at], ['missed', 1, null, null]);
    const nothing = await on.published();
    (await close(nothing)).is(200);
    assert.deepEqual([(await closing(nothing)).judgement, (await closing(nothing)).score], ['missed', null]);
  });

  world.step('scores go when it is opened again, and come into history', async () => {
    const objective = await standing(on, 'committed', [50]);
    (await close(objective, { score: 0.4 })).is(200);
    const again = (await reopen(objective)).is(200);
    assert.deepEqual([again.state, again.score, again.closed_at], ['published', null, null]);
    const seen = await closing(objective);
    assert.deepEqual([seen.judgement, seen.post_mortem, seen.key_results[0].score], [null, null, null]);
    (await close(objective)).is(200);
    const history = await all(world.admin, `${path}/${objective.id}/history`);
    const scores = history.filter((one) => one.field === 'score').map((one) => [one.kind, one.old_value, one.new_value]);
    assert.deepEqual(scores.filter(([kind]) => kind !== 'key_result_scored').length, 3);
    assert.deepEqual(scores.filter(([kind]) => kind === 'key_result_scored').map(([, old, now]) => [old, now]).reverse(), [[null, '0.5'], ['0.5', null], [null, '0.5']]);
  });

  world.step('is refused to drafts, and to who may not', async () => {
    const draft = await on.draft();
    assert.equal((await close(draft)).is(409).code, 'not_published');
    const theirs = await on.published();
    (await close(theirs, {}, mia.client)).is(403);
    const mine = await on.published({ owner_id: mia.id });
    (await close(mine, {}, mia.client)).is(200);
    (await world.admin.get(`${path}/999999/closing`)).is(404);
    (await mia.client.get(`${path}/${draft.id}/closing`)).is(404);
  });
});

both('post-mortems', (world) => {
  let on: Company;
  let mia: Person;
  let sam: Person;
  let owed: Json;
  const missed = async (owner: Person) => {
    const objective = await standing(on, 'committed', [80], { owner_id: owner.id });
    (await world.admin.post(`${path}/${objective.id}/close`, {}, { ifMatch: match(objective) })).is(200);
    return (await world.admin.get(`${path}/${objective.id}/closing`)).is(200).post_mortem;
  };
  const patch = (one: Json, body: Json, client = mia.client) => client.patch(`/api/v1/post-mortems/${one.id}`, body, match(one));

  world.step('are owed by the owners of a missed promise', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    owed = await missed(mia);
    await missed(mia);
    const mine = await all(mia.client, '/api/v1/me/post-mortems', { limit: 1 });
    assert.deepEqual(mine.map((one) => [one.owner_name, one.may_edit, one.written_at]), [['Mia Member', true, null], ['Mia Member', true, null]]);
    assert.deepEqual(mine.flatMap((one) => Object.keys(one)).filter((name) => /score/.test(name)), []);
    assert.deepEqual((await sam.client.get('/api/v1/me/post-mortems')).is(200).items, []);
    assert.equal((await all(sam.client, '/api/v1/post-mortems', { cycle_id: on.cycle, owed: 'true', limit: 1 })).length, 2);
    assert.equal((await sam.client.get(`/api/v1/post-mortems/${owed.id}`)).is(200).may_edit, false);
  });

  world.step('are written when all three are said', async () => {
    (await patch(owed, { happened: 'x'.repeat(10_001) })).faultAt('/happened');
    (await patch(owed, { happened: 'Mine' }, sam.client)).is(403);
    owed = (await patch(owed, { happened: 'The supplier left.', because: 'We had one only.' })).is(200);
    assert.deepEqual([owed.written_at, owed.happened, owed.version], [null, 'The supplier left.', 2]);
    owed = (await patch(owed, { changes: 'Two suppliers for everything that a promise hangs on.' })).is(200);
    assert.ok(owed.written_at);
    assert.equal((await all(mia.client, '/api/v1/me/post-mortems')).length, 1);
    assert.equal((await all(sam.client, '/api/v1/post-mortems', { cycle_id: on.cycle })).length, 2);
    const first = owed.written_at;
    owed = (await patch(owed, { because: 'We had one.' })).is(200);
    assert.equal(owed.written_at, first);
    owed = (await patch(owed, { because: null })).is(200);
    assert.equal(owed.written_at, null);
    owed = (await patch(owed, { because: 'We had one.' })).is(200);
  });

  world.step('stay when the objective is opened again, if written', async () => {
    const { objective_id } = owed;
    const act = async (what: string) =>
      (await world.admin.post(`${path}/${objective_id}/${what}`, undefined, { ifMatch: match(await on.objective(objective_id)) })).is(200);
    await act('reopen');
    await act('close');
    const again = (await world.admin.get(`${path}/${objective_id}/closing`)).is(200).post_mortem;
    assert.deepEqual([again.id, again.happened], [owed.id, 'The supplier left.']);
  });

  world.step('are found by unit, with what lies below it', async () => {
    const of = async (unit_id: number) => (await all(sam.client, '/api/v1/post-mortems', { cycle_id: on.cycle, unit_id, limit: 1 })).length;
    assert.deepEqual([await of(on.units.top), await of(on.units.netherlands), await of(on.units.finance)], [2, 2, 0]);
    (await sam.client.get('/api/v1/post-mortems', { cycle_id: on.cycle, unit_id: 999_999 })).faultAt('?unit_id', 400);
  });

  world.step('stand in the history of the objective', async () => {
    const told = (await all(sam.client, `${path}/${owed.objective_id}/history`)).filter((one) => one.subject === 'post_mortem');
    assert.ok(told.some((one) => one.kind === 'post_mortem_opened'));
    assert.ok(told.some((one) => one.field === 'happened' && one.new_value === 'The supplier left.' && one.person_name === 'Mia Member'));
  });

  world.step('can be written after the cycle was closed', async () => {
    const late = await missed(mia);
    const cycle = (await world.admin.get(`/api/v1/cycles/${on.cycle}`)).is(200);
    const closed = (await world.admin.patch(`/api/v1/cycles/${on.cycle}`, { state: 'closed' }, match(cycle))).is(200);
    assert.ok((await patch(late, { happened: 'a', because: 'b', changes: 'c' })).is(200).written_at);
    (await world.admin.patch(`/api/v1/cycles/${on.cycle}`, { state: 'open' }, match(closed))).is(200);
  });
});

both('carrying over', (world) => {
  let on: Company;
  let mia: Person;
  let sam: Person;
  let next: Json;
  let old: Json;
  const decide = (keyResult: Json, body: Json, client = world.admin) => client.post(`/api/v1/key-results/${keyResult.id}/carry-over`, body);
  const keyResultOf = async (objective: Json, id: number, client = world.admin) =>
    (await client.get(`${path}/${objective.id}/closing`)).is(200).key_results.find((one: Json) => one.id === id);

  world.step('a key result stops, or is finished by a day of which an action reminds', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    next = (await world.admin.post('/api/v1/cycles', { name: 'Next', start_day: dayFrom(on.today, 62), end_day: dayFrom(on.today, 152) })).is(201);
    old = await standing(on, 'committed', [40, 60, 100], { owner_id: mia.id, title: 'Shops that never run dry' });
    const [first, , full] = old.key_results;
    const stop = (await decide(first, { choice: 'stop', note: 'Nobody missed it.' }, mia.client)).is(200);
    assert.deepEqual([stop.choice, stop.note, stop.goes_on, stop.successor, stop.action_id], ['stop', 'Nobody missed it.', false, null, null]);
    (await decide(first, { choice: 'finish' })).faultAt('/finish_by');
    (await decide(first, { choice: 'stop', finish_by: on.today })).faultAt('/finish_by');
    (await decide(first, { choice: 'finish', finish_by: dayFrom(on.today, -1) })).faultAt('/finish_by');
    const day = dayFrom(on.today, 20);
    const finish = (await decide(first, { choice: 'finish', finish_by: day }, mia.client)).is(200);
    assert.deepEqual([finish.choice, finish.finish_by, finish.note], ['finish', day, null]);
    const [action] = await all(mia.client, '/api/v1/me/actions');
    assert.deepEqual([action?.id, action?.title, action?.due_day, action?.source], [finish.action_id, first.title, day, 'carry_over']);
    (await decide(first, { choice: 'finish', finish_by: dayFrom(on.today, 30) })).is(200);
    assert.equal((await all(mia.client, '/api/v1/me/actions'))[0]?.due_day, dayFrom(on.today, 30));
    (await decide(first, { choice: 'stop' })).is(200);
    assert.deepEqual(await all(mia.client, '/api/v1/me/actions'), []);
    assert.equal((await decide(full, { choice: 'stop' })).is(409).code, 'finished');
    (await decide({ id: 999_999 }, { choice: 'stop' })).is(404);
    (await decide(first, { choice: 'forget' })).faultAt('/choice');
    (await decide(first, { choice: 'stop' }, sam.client)).is(403);
  });

  world.step('or continues in a new draft, from where it stands', async () => {
    const [, second] = old.key_results;
    (await decide(second, { choice: 'continue' })).faultAt('/objective_id');
    (await decide(second, { choice: 'continue', cycle_id: on.cycle })).faultAt('/cycle_id');
    (await decide(second, { choice: 'continue', cycle_id: 999_999 })).faultAt('/cycle_id');
    (await decide(second, { choice: 'continue', objective_id: 999_999 })).faultAt('/objective_id');
    (await decide(second, { choice: 'continue', objective_id: old.id })).faultAt('/objective_id');
    (await decide(second, { choice: 'stop', objective_id: old.id })).faultAt('/objective_id');
    (await decide(second, { choice: 'stop', cycle_id: next.id })).faultAt('/cycle_id');
    const goes = (await decide(second, { choice: 'continue', cycle_id: next.id }, mia.client)).is(200);
    assert.deepEqual([goes.goes_on, goes.successor.cycle_name, goes.successor.objective_title], [true, 'Next', 'Shops that never run dry']);
    const there = await on.objective(goes.successor.objective_id);
    assert.deepEqual([there.state, there.unit_id, there.owner_id, there.kind, there.cycle_id], ['draft', old.unit_id, mia.id, 'committed', next.id]);
    const [born] = there.key_results;
    assert.deepEqual([born.title, born.start_value, born.target_value, born.current_value, born.check_in_count, born.owner_id], [second.title, 60, 100, null, 0, null]);
    const from = (await keyResultOf(there, born.id)).predecessor;
    assert.deepEqual([from.key_result_id, from.objective_title, from.cycle_name], [second.id, 'Shops that never run dry', 'This quarter']);
    // What goes on in a draft is nobody else's business.
    const seen = (await keyResultOf(old, second.id, sam.client)).carry_over;
    assert.deepEqual([seen.goes_on, seen.successor], [true, null]);
    assert.equal((await decide(second, { choice: 'stop' })).is(409).code, 'goes_on');
  });

  world.step('which may be thrown away again, and then it is decided anew', async () => {
    const [, second] = old.key_results;
    const draft = (await keyResultOf(old, second.id)).carry_over.successor;
    (await world.admin.delete(`${path}/${draft.objective_id}`, match(await on.objective(draft.objective_id)))).is(204);
    const seen = (await keyResultOf(old, second.id)).carry_over;
    assert.deepEqual([seen.choice, seen.goes_on, seen.successor], ['continue', false, null]);
    const there = await on.published({ cycle_id: next.id, title: 'Full shelves', kind: 'aspirational' });
    const goes = (await decide(second, { choice: 'continue', objective_id: there.id })).is(200);
    assert.deepEqual([goes.successor.objective_title, goes.successor.cycle_id], ['Full shelves', next.id]);
    assert.equal((await keyResultOf(old, second.id, sam.client)).carry_over.successor.objective_title, 'Full shelves');
  });

  world.step('not of a draft, nor of what was dropped', async () => {
    const draft = await on.draft();
    const kr = await on.keyResult(draft.id);
    assert.equal((await decide(kr, { choice: 'stop' })).is(409).code, 'still_draft');
    const open = await standing(on, 'committed', [10]);
    const [one] = open.key_results;
    (await world.admin.post(`/api/v1/key-results/${one.id}/drop`, { reason: 'No' }, { ifMatch: match(one) })).is(200);
    assert.equal((await decide(one, { choice: 'stop' })).is(409).code, 'dropped');
  });

  world.step('keeps what a kind without a start holds', async () => {
    const held = await on.published({ title: 'Held' });
    const kr = await on.keyResult(held.id, { kind: 'at_least', target_value: 99, worst_value: 90, unit_of_measure: 'points' });
    await on.checkIn(kr.id, 95);
    const goes = (await decide(kr, { choice: 'continue', cycle_id: next.id })).is(200);
    const [born] = (await on.objective(goes.successor.objective_id)).key_results;
    assert.deepEqual([born.kind, born.start_value, born.target_value, born.worst_value, born.unit_of_measure], ['at_least', null, 99, 90, 'points']);
  });

  world.step('and its weight, unless nothing there would weigh anything', async () => {
    const mixed = await on.published({ title: 'Mixed' });
    const [heavy, light] = [await on.keyResult(mixed.id, { weight: 40 }), await on.keyResult(mixed.id, { weight: 0 })];
    const goes = (await decide(light, { choice: 'continue', cycle_id: next.id })).is(200).successor.objective_id;
    (await decide(heavy, { choice: 'continue', objective_id: goes })).is(200);
    assert.deepEqual((await on.objective(goes)).key_results.map((one: Json) => one.weight), [100, 40]);
    const other = await on.published({ cycle_id: next.id });
    await on.keyResult(other.id, { weight: 10 });
    const third = await on.keyResult(mixed.id, { weight: 0 });
    (await decide(third, { choice: 'continue', objective_id: other.id })).is(200);
    assert.deepEqual((await on.objective(other.id)).key_results.map((one: Json) => one.weight), [10, 0]);
  });

  world.step('stands under no theme that the board ended', async () => {
    const [theme] = (await on.strategy(['Passing', 'Lasting'])).themes;
    const topline = await on.published({ unit_id: on.units.top, theme_id: theme.theme_id });
    const [first, second] = [await on.keyResult(topline.id), await on.keyResult(topline.id)];
    const under = async (kr: Json) => (await on.objective((await decide(kr, { choice: 'continue', cycle_id: next.id })).is(200).successor.objective_id)).theme_id;
    assert.equal(await under(first), theme.theme_id);
    const draft = await on.strategyDraft([]);
    const gone = draft.themes.find((one: Json) => one.theme_id === theme.theme_id);
    (await world.admin.delete(`/api/v1/strategy-themes/${gone.id}`, match(gone))).is(204);
    const fresh = (await world.admin.get(`/api/v1/strategies/${draft.id}`)).is(200);
    (await world.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(fresh) })).is(200);
    assert.equal(await under(second), null);
  });

  world.step('and is left out of a theme where only the board may put it', async () => {
    const theme = (await world.admin.get('/api/v1/strategy')).is(200).strategy.themes[0];
    const below = await on.published({ owner_id: mia.id, theme_id: theme.theme_id });
    const [first, second] = [await on.keyResult(below.id), await on.keyResult(below.id)];
    const goes = (await decide(first, { choice: 'continue', cycle_id: next.id }, mia.client)).is(200);
    assert.deepEqual([goes.theme_left_out, (await on.objective(goes.successor.objective_id)).theme_id], [theme.name, null]);
    const board = (await decide(second, { choice: 'continue', cycle_id: next.id })).is(200);
    assert.deepEqual([board.theme_left_out, (await on.objective(board.successor.objective_id)).theme_id], [null, theme.theme_id]);
  });

  world.step('with another target, where there is one', async () => {
    const from = await on.published();
    const [rise, range] = [await on.keyResult(from.id), await on.keyResult(from.id, { kind: 'range', low_value: 4, high_value: 5 })];
    await on.checkIn(rise.id, 60);
    const there = async (goes: Json) => (await on.objective(goes.successor.objective_id)).key_results[0];
    (await decide(rise, { choice: 'stop', target_value: 80 })).faultAt('/target_value');
    (await decide(range, { choice: 'continue', cycle_id: next.id, target_value: 80 })).faultAt('/target_value');
    (await decide(rise, { choice: 'continue', cycle_id: next.id, target_value: 60 })).faultAt('/target_value'); // where it stands
    (await decide(rise, { choice: 'continue', cycle_id: next.id, target_value: 'more' })).faultAt('/target_value');
    const born = await there((await decide(rise, { choice: 'continue', cycle_id: next.id, target_value: 120 })).is(200));
    assert.deepEqual([born.start_value, born.target_value], [60, 120]);
    assert.equal((await world.admin.get(`/api/v1/key-results/${rise.id}`)).is(200).target_value, 100, 'the old one keeps its own');
  });

  world.step('and the interim targets whose day lies there', async () => {
    const from = await on.published();
    const kr = await on.keyResult(from.id, {
      due_day: dayFrom(on.today, 140),
      interim_targets: [10, 70, 100].map((days, at) => ({ day: dayFrom(on.today, days), value: 30 * (at + 1) })),
    });
    await on.checkIn(kr.id, 20);
    const goes = (await decide(kr, { choice: 'continue', cycle_id: next.id })).is(200);
    const [born] = (await on.objective(goes.successor.objective_id)).key_results;
    assert.deepEqual(born.interim_targets.map((one: Json) => [one.day, one.value]), [[dayFrom(on.today, 70), 60], [dayFrom(on.today, 100), 90]]);
  });

  world.step('which the history of the objective tells', async () => {
    const [first] = old.key_results;
    const told = (await all(sam.client, `${path}/${old.id}/history`)).filter((one) => one.kind === 'carry_over_decided');
    assert.ok(told.some((one) => one.about === first.title && one.field === 'choice' && one.old_value === 'finish' && one.new_value === 'stop'));
    assert.doesNotMatch(JSON.stringify(told), /successor/, 'where it goes on may be a draft');
  });

  world.step('takes along the milestones that are not done', async () => {
    const steps = await on.published({ title: 'Steps' });
    const milestones = [{ title: 'First', weight: 30, due_day: dayFrom(on.today, 1) }, { title: 'Second', weight: 70, due_day: dayFrom(on.today, 9) }];
    const kr = await on.keyResult(steps.id, { kind: 'milestones', milestones });
    (await world.admin.post(`/api/v1/key-results/${kr.id}/check-ins`, { milestones: [{ id: kr.milestones[0].id, done: true }] })).is(201);
    const goes = (await decide(kr, { choice: 'continue', cycle_id: next.id })).is(200);
    const [born] = (await on.objective(goes.successor.objective_id)).key_results;
    assert.deepEqual(born.milestones.map((one: Json) => [one.title, one.weight, one.due_day, one.done]), [['Second', 70, null, false]]);
  });
});

both('a unit closes its set', (world) => {
  let on: Company;
  let mia: Person;
  let sam: Person;
  const closing = async (client = world.admin) => (await client.get(`/api/v1/units/${on.units.netherlands}/closing`, { cycle_id: on.cycle })).is(200);
  const close = async (objective: Json, body: Json = {}) =>
    (await world.admin.post(`${path}/${objective.id}/close`, body, { ifMatch: match(await on.objective(objective.id)) })).is(200);

  world.step('and sees all of it, promises and stretches counted apart', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
    const [met, missed, red, open] = [
      await standing(on, 'committed', [100], { title: 'Met' }),
      await standing(on, 'committed', [90], { title: 'Missed' }),
      await standing(on, 'aspirational', [10], { title: 'Red' }),
      await standing(on, 'aspirational', [50], { title: 'Open' }),
    ];
    await on.draft({ title: 'Secret' });
    await on.published({ title: 'Elsewhere', unit_id: on.units.finance });
    for (const one of [met, missed, red]) await close(one);
    const seen = await closing();
    assert.deepEqual(seen.objectives.map((one: Json) => [one.title, one.judgement]), [['Met', 'met'], ['Missed', 'missed'], ['Red', 'red'], ['Open', null]]);
    assert.deepEqual(seen.summary, { open: 1, met: 1, missed: 1, red: 1, amber: 0, green: 0, unscored: 0, owed_post_mortems: 1, undecided: 3 });
    assert.deepEqual([seen.unit_name, seen.cycle_name, seen.cycle_state, seen.retrospective, seen.actions, seen.may_reflect], ['Netherlands', 'This quarter', 'open', null, [], true]);
    (await world.admin.post(`/api/v1/key-results/${open.key_results[0].id}/carry-over`, { choice: 'stop' })).is(200);
    assert.equal((await closing()).summary.undecided, 2);
    assert.equal((await closing(sam.client)).may_reflect, false);
    assert.deepEqual((await closing(sam.client)).objectives.map((one: Json) => one.may_close), [false, false, false, false]);
    (await world.admin.get('/api/v1/units/999999/closing', { cycle_id: on.cycle })).is(404);
    (await world.admin.get(`/api/v1/units/${on.units.top}/closing`, { cycle_id: 999_999 })).is(404);
  });

  world.step('and looks back: what worked, what did not, and why', async () => {
    const create = (body: Json, client = mia.client) =>
      client.post(`/api/v1/units/${on.units.netherlands}/retrospectives`, { cycle_id: on.cycle, ...body });
    (await create({ worked: 'x'.repeat(10_001) })).faultAt('/worked');
    (await create({ causes: [{ cause: 'bad_luck', note: 'x' }] })).faultAt('/causes/0/cause');
    (await create({ causes: [{ cause: 'capacity', note: ' ' }] })).faultAt('/causes/0/note');
    (await create({ cycle_id: 999_999 })).faultAt('/cycle_id');
    (await create({}, sam.client)).is(403);
    const planned = (await world.admin.post('/api/v1/cycles', { name: 'Next', start_day: dayFrom(on.today, 62), end_day: dayFrom(on.today, 152) })).is(201);
    assert.equal((await create({ cycle_id: planned.id })).is(409).code, 'cycle_not_open');
    const causes = [{ cause: 'dependency', note: 'Waited five weeks for the data team.' }, { cause: 'too_many_goals', note: 'Seven.' }];
    const made = (await create({ worked: 'Short check-ins.', causes })).is(201);
    assert.deepEqual([made.worked, made.not_worked, made.causes, made.unit_name, made.cycle_name, made.may_edit], ['Short check-ins.', null, causes, 'Netherlands', 'This quarter', true]);
    assert.equal((await create({})).is(409).code, 'retrospective_exists');
    const patched = (await mia.client.patch(`/api/v1/retrospectives/${made.id}`, { not_worked: 'Starting late.' }, match(made))).is(200);
    assert.deepEqual([patched.worked, patched.not_worked, patched.causes, patched.version], ['Short check-ins.', 'Starting late.', causes, 2]);
    const fewer = (await mia.client.patch(`/api/v1/retrospectives/${made.id}`, { causes: causes.slice(1) }, match(patched))).is(200);
    assert.deepEqual(fewer.causes, causes.slice(1));
    (await sam.client.patch(`/api/v1/retrospectives/${made.id}`, { worked: 'X' }, match(fewer))).is(403);
    assert.deepEqual((await closing()).retrospective.causes, causes.slice(1));
    assert.equal((await sam.client.get(`/api/v1/retrospectives/${made.id}`)).is(200).may_edit, false);
  });

  world.step('which the history of its objectives tells, not what it says', async () => {
    const objective = (await closing()).objectives[0];
    const told = (await all(sam.client, `${path}/${objective.id}/history`)).filter((one) => one.subject === 'retrospective');
    assert.deepEqual(told.map((one) => [one.kind, one.person_name, one.field]), [
      ['retrospective_updated', 'Mia Member', null],
      ['retrospective_updated', 'Mia Member', null],
      ['retrospective_created', 'Mia Member', null],
    ]);
  });

  world.step('whose retrospectives are listed by cycle, a page at a time', async () => {
    for (const unit of [on.units.retail, on.units.finance])
      (await world.admin.post(`/api/v1/units/${unit}/retrospectives`, { cycle_id: on.cycle, causes: [{ cause: 'external', note: `Of ${unit}` }] })).is(201);
    const list = await all(sam.client, '/api/v1/retrospectives', { cycle_id: on.cycle, limit: 2 });
    assert.deepEqual(list.map((one) => [one.unit_name, one.causes.length]), [['Netherlands', 1], ['Retail', 1], ['Finance', 1]]);
  });

  world.step('and sees what it agreed to do', async () => {
    (await mia.client.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Ask for data first', source: 'retrospective' })).is(201);
    assert.deepEqual((await closing()).actions.map((one: Json) => [one.title, one.source]), [['Ask for data first', 'retrospective']]);
  });
});
