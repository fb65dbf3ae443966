// SPDX-License-Identifier: Apache-2.0
// The strategy: drafted for a session of the board, published, compared; its themes with their health,
// and the objectives that stand under them.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json, Reply } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

const path = '/api/v1/strategies';
const themePath = '/api/v1/strategy-themes';

both('the strategy', (world) => {
  let on: Company;
  let first: Json;
  const get = async (id: number) => (await world.admin.get(`${path}/${id}`)).is(200);
  const patch = async (id: number, body: Json) => world.admin.patch(`${path}/${id}`, body, match(await get(id)));
  const publish = async (id: number): Promise<Reply> =>
    world.admin.post(`${path}/${id}/publish`, undefined, { ifMatch: match(await get(id)) });
  const theme = (id: number, body: Json) =>
    world.admin.post(`${path}/${id}/themes`, { name: 'Reliable', from_year: 2026, until_year: 2028, ...body });

  world.step('is not there before the board has set it', async () => {
    on = await company(world);
    assert.deepEqual((await world.admin.get('/api/v1/strategy')).is(200), { strategy: null, may_edit: true });
    assert.deepEqual((await world.admin.get(path)).is(200).items, []);
    assert.deepEqual((await world.admin.get('/api/v1/themes')).is(200).items, []);
  });

  world.step('begins as a draft, and says what is wrong with it', async () => {
    first = (await world.admin.post(path, { name: 'Spring session', session_day: dayFrom(on.today, -200) })).is(201);
    assert.deepEqual(
      [first.state, first.holds, first.outdated, first.based_on_id, first.themes, first.mission],
      ['draft', false, false, null, [], null],
    );
    (await world.admin.post(path, { name: '', session_day: 'soon' })).faultAt('/name');
    (await world.admin.post(path, { name: 'X', session_day: on.today, based_on_id: first.id })).faultAt('/based_on_id');
    (await world.admin.post(path, { name: 'X', session_day: on.today, based_on_id: 999_999 })).faultAt('/based_on_id');
    (await patch(first.id, { mission: 'x'.repeat(10_001) })).faultAt('/mission');
    assert.equal((await publish(first.id)).is(409).code, 'no_themes');
  });

  world.step('takes themes, each with an owner and a horizon in years', async () => {
    const owner = await on.person('Theo Owner');
    const made = (await theme(first.id, { owner_id: owner.id, success: '**Nine** of ten.', description: null })).is(201);
    assert.deepEqual(
      [made.name, made.owner_name, made.from_year, made.until_year, made.rank, made.theme_state],
      ['Reliable', 'Theo Owner', 2026, 2028, 0, 'proposed'],
    );
    (await theme(first.id, { until_year: 2025 })).faultAt('/until_year');
    (await theme(first.id, { from_year: 1066 })).faultAt('/from_year');
    (await theme(first.id, { owner_id: 999_999 })).faultAt('/owner_id');
    (await theme(first.id, { owner_id: (await on.name(false)).id })).faultAt('/owner_id');
    (await theme(first.id, { theme_id: 999_999 })).faultAt('/theme_id');
    assert.equal((await theme(first.id, { theme_id: made.theme_id })).is(409).code, 'theme_there');
    const leaver = (await world.admin.get(`/api/v1/people/${(await on.name(true)).id}`)).is(200);
    (await world.admin.post(`/api/v1/people/${leaver.id}/deactivate`, undefined, { ifMatch: match(leaver) })).is(200);
    (await world.admin.patch(`${themePath}/${made.id}`, { owner_id: leaver.id }, match(made))).faultAt('/owner_id');
    (await world.admin.patch(`${themePath}/${made.id}`, { until_year: 2000 }, match(made))).faultAt('/until_year');
    const changed = (await world.admin.patch(`${themePath}/${made.id}`, { name: 'Reliable delivery' }, match(made))).is(200);
    assert.deepEqual([changed.name, changed.version, changed.owner_name], ['Reliable delivery', 2, 'Theo Owner']);
    const second = (await theme(first.id, { name: 'Green' })).is(201);
    assert.equal(second.rank, 1);
    const third = (await theme(first.id, { name: 'Passing thought' })).is(201);
    (await world.admin.delete(`${themePath}/${third.id}`, match(third))).is(204);
    (await world.admin.get(`/api/v1/themes/${third.theme_id}`)).is(404);
    assert.deepEqual((await get(first.id)).themes.map((one: Json) => one.name), ['Reliable delivery', 'Green']);
  });

  world.step('has at most twenty themes', async () => {
    const many = (await world.admin.post(path, { name: 'Many', session_day: on.today })).is(201);
    for (let count = 0; count < 20; count++) (await theme(many.id, { name: `Theme ${count}` })).is(201);
    assert.equal((await theme(many.id, {})).is(409).code, 'too_many_themes');
    (await world.admin.delete(`${path}/${many.id}`, match(many))).is(204);
    assert.equal((await world.admin.get('/api/v1/themes')).is(200).items.length, 2);
  });

  world.step('holds once it is published, and stays as it is', async () => {
    (await patch(first.id, { session_day: dayFrom(on.today, 1) })).is(200);
    assert.equal((await publish(first.id)).is(409).code, 'session_ahead');
    (await patch(first.id, { session_day: dayFrom(on.today, -200), mission: 'Good things, close by.' })).is(200);
    const held = (await publish(first.id)).is(200);
    assert.deepEqual([held.state, held.holds, held.published_by_name], ['published', true, 'Ada Admin']);
    assert.deepEqual(held.themes.map((one: Json) => one.theme_state), ['current', 'current']);
    assert.equal((await world.admin.get('/api/v1/strategy')).is(200).strategy.id, first.id);
    assert.equal((await patch(first.id, { name: 'X' })).is(409).code, 'strategy_published');
    assert.equal((await publish(first.id)).is(409).code, 'strategy_published');
    assert.equal((await theme(first.id, {})).is(409).code, 'strategy_published');
    assert.equal((await world.admin.delete(`${path}/${first.id}`, match(held))).is(409).code, 'strategy_published');
    const [one] = held.themes;
    assert.equal((await world.admin.patch(`${themePath}/${one.id}`, { name: 'X' }, match(one))).is(409).code, 'strategy_published');
    assert.equal((await world.admin.delete(`${themePath}/${one.id}`, match(one))).is(409).code, 'strategy_published');
    first = held;
  });

  world.step('goes on from the version that holds, and says what changed and why', async () => {
    const draft = (await world.admin.post(path, { name: 'Autumn session', session_day: on.today })).is(201);
    assert.deepEqual([draft.based_on_id, draft.based_on_name, draft.mission], [first.id, 'Spring session', 'Good things, close by.']);
    assert.deepEqual(draft.themes.map((one: Json) => one.theme_id), first.themes.map((one: Json) => one.theme_id));
    const [reliable, green] = draft.themes;
    (await world.admin.patch(`${themePath}/${reliable.id}`, { name: 'A promise is a promise', until_year: 2029 }, match(reliable))).is(200);
    (await world.admin.delete(`${themePath}/${green.id}`, match(green))).is(204);
    (await theme(draft.id, { name: 'Worth coming back for', description: 'Not vouchers.' })).is(201);
    (await patch(draft.id, { starting_point: 'One parcel in ten is late.' })).is(200);
    // Until it is published, everything is as it was.
    const now = (await world.admin.get(`/api/v1/themes/${reliable.theme_id}`)).is(200);
    assert.deepEqual([now.name, now.state, now.versions.length], ['Reliable delivery', 'current', 2]);
    assert.equal((await publish(draft.id)).is(409).code, 'no_change_note');
    (await patch(draft.id, { change_note: 'Green is how we work now.', session_day: dayFrom(on.today, -201) })).is(200);
    assert.equal((await publish(draft.id)).is(409).code, 'session_before');
    (await patch(draft.id, { session_day: on.today })).is(200);
    (await publish(draft.id)).is(200);
    const states = (await world.admin.get('/api/v1/themes')).is(200).items.map((one: Json) => [one.name, one.state, one.rank]);
    assert.deepEqual(states, [
      ['A promise is a promise', 'current', 0],
      ['Worth coming back for', 'current', 1],
      ['Green', 'ended', null],
    ]);
    assert.deepEqual((await get(first.id)).themes.map((one: Json) => [one.name, one.theme_state]), [
      ['Reliable delivery', 'current'],
      ['Green', 'ended'],
    ]);
    const list = await all(world.admin, path, { limit: 1 });
    assert.deepEqual(list.map((one) => [one.name, one.holds, one.theme_count]), [
      ['Autumn session', true, 2],
      ['Spring session', false, 2],
    ]);
    assert.deepEqual((await all(world.admin, '/api/v1/themes', { limit: 1, state: 'current' })).length, 2);
  });

  world.step('compares two versions, field by field and theme by theme', async () => {
    const [second] = (await world.admin.get(path)).is(200).items;
    const difference = (await world.admin.get(`${path}/${second.id}/compare`, { with: first.id })).is(200);
    assert.deepEqual([difference.old.id, difference.new.id], [first.id, second.id]);
    assert.deepEqual(difference.fields, [{ field: 'starting_point', old_value: null, new_value: 'One parcel in ten is late.' }]);
    assert.deepEqual(
      difference.themes.map((one: Json) => [one.name, one.change, one.fields.map((field: Json) => field.field)]),
      [
        ['A promise is a promise', 'changed', ['name', 'until_year']],
        ['Worth coming back for', 'added', ['name', 'from_year', 'until_year', 'description']],
        ['Green', 'ended', ['name', 'from_year', 'until_year']],
      ],
    );
    const [changed] = difference.themes;
    assert.deepEqual(changed.fields[1], { field: 'until_year', old_value: '2028', new_value: '2029' });
    const back = (await world.admin.get(`${path}/${first.id}/compare`, { with: second.id })).is(200);
    assert.deepEqual(back.themes.map((one: Json) => one.change), ['changed', 'added', 'ended']);
    const same = (await world.admin.get(`${path}/${first.id}/compare`, { with: first.id })).is(200);
    assert.deepEqual([same.fields, same.themes.map((one: Json) => one.change)], [[], ['unchanged', 'unchanged']]);
    // The order of what both have is told as one text; a theme that comes or goes moves nobody.
    const draft = (await world.admin.post(path, { name: 'Another order', session_day: on.today })).is(201);
    const [one, other] = draft.themes;
    (await world.admin.patch(`${themePath}/${one.id}`, { rank: 1 }, match(one))).is(200);
    (await world.admin.patch(`${themePath}/${other.id}`, { rank: 0 }, match(other))).is(200);
    const order = (await world.admin.get(`${path}/${draft.id}/compare`, { with: second.id })).is(200);
    assert.deepEqual(order.fields, [
      {
        field: 'theme_order',
        old_value: '1. A promise is a promise\n2. Worth coming back for\n',
        new_value: '1. Worth coming back for\n2. A promise is a promise\n',
      },
    ]);
    assert.deepEqual(order.themes.map((theme: Json) => theme.change), ['unchanged', 'unchanged']);
    (await world.admin.delete(`${path}/${draft.id}`, match(await get(draft.id)))).is(204);
    (await world.admin.get(`${path}/${first.id}/compare`, { with: 999_999 })).faultAt('?with', 400);
    (await world.admin.get(`${path}/999999/compare`, { with: first.id })).is(404);
  });

  world.step('a draft that another one overtook is published only when it follows it', async () => {
    const late = await on.strategyDraft(['Late']);
    const fast = await on.strategy(['Fast']);
    const shown = await get(late.id);
    assert.equal(shown.outdated, true);
    assert.equal((await publish(late.id)).is(409).code, 'strategy_outdated');
    (await patch(late.id, { based_on_id: late.id })).faultAt('/based_on_id');
    assert.equal((await patch(late.id, { based_on_id: fast.id })).is(200).outdated, false);
    const ended = (await world.admin.get('/api/v1/themes', { state: 'ended' })).is(200).items.find((one: Json) => one.name === 'Green');
    (await theme(late.id, { name: 'Green again', theme_id: ended.id })).is(201);
    (await publish(late.id)).is(200);
    const back = (await world.admin.get(`/api/v1/themes/${ended.id}`)).is(200);
    assert.deepEqual([back.name, back.state], ['Green again', 'current']);
    assert.deepEqual(back.versions.map((one: Json) => one.name), ['Green again', 'Green']);
  });

  world.step('history has every change of a version and its themes', async () => {
    const draft = await on.strategyDraft(['Told']);
    const history = await all(world.admin, `${path}/${draft.id}/history`, { limit: 3 });
    assert.deepEqual([...new Set(history.map((one) => one.kind))], ['strategy_updated', 'strategy_theme_created', 'strategy_created']);
    const note = history.find((one) => one.kind === 'strategy_updated');
    assert.deepEqual([note?.field, note?.old_value, note?.new_value], ['change_note', null, 'We chose.']);
    (await world.admin.delete(`${path}/${draft.id}`, match(draft))).is(204);
  });

  world.step('a draft exists only for those who make the strategy', async () => {
    const draft = await on.strategyDraft(['Secret plan']);
    const proposal = draft.themes.at(-1);
    const member = await on.person('Mo Member', { memberOf: [on.units.top] });
    const leader = await on.person('Lea Leader', { role: ['leader', on.units.retail] });
    const makers = [await on.person('Cato Chief', { role: ['leader', on.units.top] }), await on.person('Ria Master', { role: ['okr_master', null] })];
    for (const { client } of [member, leader]) {
      assert.ok(!JSON.stringify((await client.get('/api/v1/themes')).is(200)).includes('Secret plan'));
      assert.ok(!JSON.stringify((await client.get(path)).is(200)).includes(draft.name));
      assert.equal((await client.get('/api/v1/strategy')).is(200).may_edit, false);
      for (const [where, method] of [[`${path}/${draft.id}`, 'PATCH'], [`${path}/${draft.id}`, 'DELETE'], [`${themePath}/${proposal.id}`, 'PATCH'], [`${themePath}/${proposal.id}`, 'DELETE']] as const)
        (await client.request(method, where, { body: method === 'PATCH' ? { name: 'X' } : undefined, ifMatch: '"1"' })).is(404);
      (await client.get(`/api/v1/themes/${proposal.theme_id}`)).is(404);
      (await client.get(`${path}/${first.id}/compare`, { with: draft.id })).faultAt('?with', 400);
    }
    for (const { client } of makers) {
      assert.equal((await client.get(`${path}/${draft.id}`)).is(200).may_edit, true);
      assert.ok(JSON.stringify((await client.get('/api/v1/themes')).is(200)).includes('Secret plan'));
    }
  });
});

both('health measures', (world) => {
  let on: Company;
  let theme: number;
  let owner: Person;
  let measure: Json;
  const path = '/api/v1/health-measures';
  const create = (body: Json, id = theme) => world.admin.post(`/api/v1/themes/${id}/health-measures`, { name: 'On time', ...body });

  world.step('tell whether a theme stays healthy, in a wanted range', async () => {
    on = await company(world);
    owner = await on.person('Theo Owner', { memberOf: [on.units.finance] });
    const draft = await on.strategyDraft(['Reliable']);
    const [one] = draft.themes;
    assert.equal((await create({ low_value: 1 }, one.theme_id)).is(409).code, 'theme_not_current');
    (await world.admin.patch(`/api/v1/strategy-themes/${one.id}`, { owner_id: owner.id }, match(one))).is(200);
    (await world.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(200);
    theme = one.theme_id;
    measure = (await create({ low_value: 95.5, high_value: 100, unit_of_measure: '% of parcels' })).is(201);
    assert.deepEqual([measure.current_value, measure.within, measure.value_count, measure.rank], [null, null, 0, 0]);
    (await create({})).faultAt('/low_value');
    (await create({ low_value: 5, high_value: 4 })).faultAt('/high_value');
    (await create({ low_value: 0.00001 })).faultAt('/low_value');
    (await world.admin.post('/api/v1/themes/999999/health-measures', { name: 'X', low_value: 1 })).is(404);
    assert.equal((await create({ name: 'Complaints', high_value: 12 })).is(201).rank, 1);
  });

  world.step('are recorded by the owner of the theme, day by day', async () => {
    const record = (body: Json) => owner.client.post(`${path}/${measure.id}/values`, body);
    (await record({ value: 97, day: dayFrom(on.today, -10) })).is(201);
    (await record({ value: 94, note: 'Snow.' })).is(201);
    (await record({ value: 99, day: dayFrom(on.today, -40) })).is(201);
    (await record({ value: 1, day: dayFrom(on.today, 1) })).faultAt('/day');
    (await record({})).faultAt('/value');
    const list = await all(owner.client, `${path}/${measure.id}/values`, { limit: 2 });
    assert.deepEqual(list.map((one) => [one.value, one.note, one.person_name]), [
      [94, 'Snow.', 'Theo Owner'],
      [97, null, 'Theo Owner'],
      [99, null, 'Theo Owner'],
    ]);
    const shown = (await owner.client.get(`/api/v1/themes/${theme}`)).is(200);
    assert.deepEqual([shown.may_edit, shown.may_record], [false, true]);
    assert.deepEqual(shown.health.map((one: Json) => [one.name, one.current_value, one.within]), [
      ['On time', 94, false],
      ['Complaints', null, null],
    ]);
    (await record({ value: 95.5 })).is(201);
    assert.equal((await owner.client.get(`/api/v1/themes/${theme}`)).is(200).health[0].within, true);
  });

  world.step('change, and end without being forgotten', async () => {
    (await owner.client.patch(`${path}/${measure.id}`, { high_value: 99 }, match(measure))).is(403);
    (await world.admin.patch(`${path}/${measure.id}`, { low_value: null, high_value: null }, match(measure))).faultAt('/low_value');
    const changed = (await world.admin.patch(`${path}/${measure.id}`, { high_value: 99, rank: 5 }, match(measure))).is(200);
    assert.deepEqual([changed.high_value, changed.low_value, changed.version, changed.within], [99, 95.5, 2, true]);
    (await world.admin.delete(`${path}/${measure.id}`, match(changed))).is(204);
    (await world.admin.delete(`${path}/${measure.id}`, match(changed))).is(404);
    (await owner.client.post(`${path}/${measure.id}/values`, { value: 1 })).is(404);
    assert.deepEqual((await owner.client.get(`/api/v1/themes/${theme}`)).is(200).health.map((one: Json) => one.name), ['Complaints']);
  });

  world.step('of a theme that ended are followed no more', async () => {
    const left = (await world.admin.get(`/api/v1/themes/${theme}`)).is(200).health[0];
    const draft = await on.strategyDraft(['Another']);
    const [one] = draft.themes;
    (await world.admin.delete(`/api/v1/strategy-themes/${one.id}`, match(one))).is(204);
    (await world.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(200);
    assert.equal((await create({ low_value: 1 })).is(409).code, 'theme_not_current');
    assert.equal((await world.admin.post(`${path}/${left.id}/values`, { value: 1 })).is(409).code, 'theme_not_current');
    (await owner.client.post(`${path}/${left.id}/values`, { value: 1 })).is(403);
    assert.equal((await world.admin.get(`/api/v1/themes/${theme}`)).is(200).may_record, false);
  });
});

both('topline objectives', (world) => {
  let on: Company;
  let held: Json;
  let theme: number;
  const path = '/api/v1/objectives';
  const patch = async (id: number, body: Json, client = world.admin) => client.patch(`${path}/${id}`, body, match(await on.objective(id)));

  world.step('stand under a theme', async () => {
    on = await company(world);
    held = await on.strategy(['Reliable', 'Green']);
    theme = held.themes[0].theme_id;
    const topline = await on.draft({ unit_id: on.units.top, theme_id: theme });
    assert.deepEqual([topline.theme_id, topline.theme_name], [theme, 'Reliable']);
    assert.equal((await patch(topline.id, { title: 'Other' })).is(200).theme_id, theme);
    assert.equal((await patch(topline.id, { theme_id: held.themes[1].theme_id })).is(200).theme_name, 'Green');
    assert.equal((await patch(topline.id, { theme_id: null })).is(200).theme_name, null);
    (await patch(topline.id, { theme_id: 999_999 })).faultAt('/theme_id');
    const history = await all(world.admin, `${path}/${topline.id}/history`);
    const names = history.filter((one) => one.kind === 'objective_updated' && one.field === 'theme_id').map((one) => [one.old_name, one.new_name]);
    assert.deepEqual(names, [['Green', null], ['Reliable', 'Green']]);
  });

  world.step('are listed by theme, with every other filter', async () => {
    const one = await on.published({ unit_id: on.units.top, theme_id: theme });
    const two = await on.published({ unit_id: on.units.top, theme_id: theme, units: [{ unit_id: on.units.finance }] });
    const ids = async (query: Json) => (await all(world.admin, path, { limit: 1, theme_id: theme, ...query })).map((row) => row.id);
    assert.deepEqual(await ids({}), [one.id, two.id]);
    assert.deepEqual(await ids({ cycle_id: on.cycle, unit_id: on.units.top, state: 'published' }), [one.id, two.id]);
    assert.deepEqual(await ids({ unit_id: on.units.finance }), [two.id]);
    assert.deepEqual(await ids({ state: 'draft' }), []);
    assert.deepEqual(await ids({ owner_id: 999_999 }), []);
    assert.deepEqual(await ids({ cycle_id: 999_999 }), []);
    const [row] = (await world.admin.get(path, { theme_id: theme })).is(200).items;
    assert.equal(row.theme_name, 'Reliable');
  });

  world.step('are the top unit’s; elsewhere only those who make the strategy flag one', async () => {
    const top = await on.person('Tom Top', { memberOf: [on.units.top] });
    const leader = await on.person('Lea Leader', { role: ['leader', on.units.retail] });
    const mine = await on.draft({ unit_id: on.units.top, theme_id: theme }, top.client);
    assert.equal(mine.theme_name, 'Reliable');
    const body = { cycle_id: on.cycle, unit_id: on.units.retail, title: 'X', theme_id: theme };
    const refused = await leader.client.post(path, body);
    refused.faultAt('/theme_id');
    assert.match(refused.text, /not_topline/);
    const plain = await on.draft({ unit_id: on.units.retail }, leader.client);
    (await patch(plain.id, { theme_id: theme }, leader.client)).faultAt('/theme_id');
    assert.equal((await patch(plain.id, { theme_id: theme })).is(200).theme_name, 'Reliable');
    // What is flagged stays so when others edit it, and cannot be carried along to another unit.
    assert.equal((await patch(plain.id, { title: 'Y' }, leader.client)).is(200).theme_id, theme);
    (await patch(plain.id, { unit_id: on.units.netherlands }, leader.client)).faultAt('/theme_id');
    assert.equal((await patch(plain.id, { unit_id: on.units.netherlands, theme_id: null }, leader.client)).is(200).theme_id, null);
  });

  world.step('stay under a theme that ends, but none comes to it', async () => {
    const topline = await on.published({ unit_id: on.units.top, theme_id: theme });
    const draft = await on.strategyDraft([]);
    const [one] = draft.themes;
    (await world.admin.delete(`/api/v1/strategy-themes/${one.id}`, match(one))).is(204);
    (await world.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(200);
    assert.equal((await patch(topline.id, { title: 'Still there' })).is(200).theme_name, 'Reliable');
    const late = await on.draft({ unit_id: on.units.top });
    const refused = await patch(late.id, { theme_id: theme });
    refused.faultAt('/theme_id');
    assert.match(refused.text, /theme_ended/);
  });

  world.step('never stand under a proposal', async () => {
    const draft = await on.strategyDraft(['Proposal']);
    const proposal = draft.themes.at(-1).theme_id;
    (await patch((await on.draft({ unit_id: on.units.top })).id, { theme_id: proposal })).faultAt('/theme_id');
  });
});
