// SPDX-License-Identifier: Apache-2.0
// Cycles, objectives, key results and the links between them: what can be done, and what cannot and why.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json, Reply } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('cycles', (world) => {
  const path = '/api/v1/cycles';
  const create = (body: Json) => world.admin.post(path, { name: 'Q1', start_day: '2030-02-01', end_day: '2030-04-30', ...body });

  world.step('have days of their own, and lie in one another', async () => {
    const year = (await create({ name: 'FY30', type: 'year', start_day: '2030-02-01', end_day: '2031-01-31' })).is(201);
    const quarter = (await create({ parent_id: year.id })).is(201);
    assert.deepEqual([quarter.type, quarter.state, quarter.weeks, quarter.week, quarter.imported], ['quarter', 'planned', 13, null, false]);
    (await create({ parent_id: year.id, end_day: '2031-02-01' })).faultAt('/parent_id');
    (await create({ parent_id: 999_999 })).faultAt('/parent_id');
    (await create({ end_day: '2030-02-01' })).faultAt('/end_day');
    (await create({ end_day: '2030-01-01' })).faultAt('/end_day');
    (await create({ end_day: '2036-01-01' })).faultAt('/end_day');
    for (const day of ['2030-02-30', '30-1-1', 'soon', '2030-13-01']) (await create({ start_day: day })).faultAt('/start_day');
    const loop = await world.admin.patch(`${path}/${year.id}`, { parent_id: quarter.id }, match(year));
    loop.faultAt('/parent_id');
    (await world.admin.patch(`${path}/${year.id}`, { parent_id: year.id }, match(year))).faultAt('/parent_id');
  });

  world.step('say which week it is', async () => {
    const on = await company(world);
    const now = (await world.admin.get(`${path}/${on.cycle}`)).is(200);
    assert.deepEqual([now.today, now.week, now.weeks], [on.today, 5, 13]);
  });

  world.step('are listed by start, the newest first, and by state', async () => {
    const list = await all(world.admin, path, { limit: 2 });
    const starts = list.map((one) => one.start_day);
    assert.deepEqual(starts, [...starts].sort().reverse());
    assert.deepEqual((await world.admin.get(path, { state: 'open' })).is(200).items.map((one: Json) => one.name), ['This quarter']);
  });
});

both('objectives', (world) => {
  let on: Company;
  let mia: Person;
  let objective: Json;
  const path = '/api/v1/objectives';
  const patch = async (id: number, body: Json) => world.admin.patch(`${path}/${id}`, body, match(await on.objective(id)));
  const act = async (id: number, what: string, body?: Json): Promise<Reply> =>
    world.admin.post(`${path}/${id}/${what}`, body, { ifMatch: match(await on.objective(id)) });
  const reason = { reason: 'Because' };

  world.step('begin as drafts with everything they may have', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    objective = await on.draft({
      title: '  Delight our customers  ',
      description: '**Why**: they stay.\n\nÄ "quote" \\ and 日本語 😀',
      kind: 'aspirational',
      owner_id: mia.id,
      co_owner_ids: [mia.id],
      units: [{ unit_id: on.units.retail, weight: 14.29 }, { unit_id: on.units.finance }],
    });
    assert.deepEqual(
      [objective.title, objective.description, objective.state, objective.version, objective.progress, objective.rank],
      ['Delight our customers', '**Why**: they stay.\n\nÄ "quote" \\ and 日本語 😀', 'draft', 1, null, 0],
    );
    assert.deepEqual(objective.units.map((one: Json) => [one.unit_name, one.weight]), [['Finance', 100], ['Retail', 14.29]]);
    assert.deepEqual(objective.co_owners.map((one: Json) => one.name), ['Mia Member']);
    assert.deepEqual([objective.may_edit, objective.may_delete, objective.status], [true, true, 'draft']);
  });

  world.step('name what is wrong, each where it is', async () => {
    const wrong = await world.admin.post(path, {
      cycle_id: on.cycle,
      unit_id: on.units.netherlands,
      title: 'X',
      owner_id: 999_999,
      co_owner_ids: [mia.id, 999_999],
      units: [{ unit_id: 999_999 }, { unit_id: on.units.netherlands }],
    });
    for (const pointer of ['/owner_id', '/co_owner_ids/1', '/units/0/unit_id', '/units/1/unit_id']) wrong.faultAt(pointer);
    const nowhere = await world.admin.post(path, { cycle_id: 999_999, unit_id: 999_999, title: 'X' });
    for (const pointer of ['/cycle_id', '/unit_id']) nowhere.faultAt(pointer);
    const form = await world.admin.post(path, { cycle_id: 1.5, unit_id: '1', title: '', kind: 'hope', units: [{ weight: 0.001 }], co_owner_ids: [0, 'x'] });
    for (const pointer of ['/cycle_id', '/unit_id', '/title', '/kind', '/units/0/unit_id', '/units/0/weight', '/co_owner_ids/0', '/co_owner_ids/1'])
      form.faultAt(pointer);
    (await world.admin.post(path, { cycle_id: on.cycle, unit_id: on.units.top, title: 'x'.repeat(301) })).faultAt('/title');
    (await world.admin.post(path, { cycle_id: on.cycle, unit_id: on.units.top, title: 'x', description: 'x'.repeat(10_001) })).faultAt('/description');
  });

  world.step('change what is given, and leave the rest', async () => {
    const changed = (await patch(objective.id, { title: 'Better', owner_id: null, units: [] })).is(200);
    assert.deepEqual([changed.title, changed.owner_id, changed.units, changed.kind, changed.version], ['Better', null, [], 'aspirational', 2]);
    assert.deepEqual(changed.co_owners.map((one: Json) => one.id), [mia.id]);
    (await patch(objective.id, { title: null })).faultAt('/title');
    (await patch(objective.id, { unit_id: 999_999 })).faultAt('/unit_id');
    (await patch(objective.id, { cycle_id: on.cycle })).faultAt('/cycle_id');
    assert.equal((await patch(objective.id, { unit_id: on.units.retail })).is(200).unit_name, 'Retail');
    // Mia owns it, but may not begin one in Finance.
    const mine = await on.draft({ owner_id: mia.id });
    (await mia.client.patch(`${path}/${mine.id}`, { unit_id: on.units.finance }, match(mine))).is(403);
    (await mia.client.patch(`${path}/${mine.id}`, { rank: 7 }, match(mine))).is(200);
  });

  world.step('live: published, closed, reopened, dropped, archived and restored', async () => {
    const { id } = objective;
    for (const what of ['close', 'reopen', 'restore']) assert.equal((await act(id, what)).status, 409, what);
    for (const what of ['drop', 'archive']) assert.equal((await act(id, what, reason)).is(409).code, 'still_draft');
    const published = (await act(id, 'publish')).is(200);
    assert.deepEqual([published.state, published.may_delete], ['published', false]);
    assert.ok(published.published_at);
    assert.equal((await act(id, 'publish')).is(409).code, 'already_published');
    assert.equal((await world.admin.delete(`${path}/${id}`, match(published))).is(409).code, 'not_a_draft');

    assert.equal((await act(id, 'close')).is(200).status, 'closed');
    assert.equal((await act(id, 'close')).is(409).code, 'objective_closed');
    assert.equal((await patch(id, { title: 'X' })).is(409).code, 'objective_closed');
    const again = (await act(id, 'reopen')).is(200);
    assert.deepEqual([again.state, again.closed_at], ['published', null]);
    assert.equal((await act(id, 'reopen')).is(409).code, 'not_closed');

    for (const [what, at] of [['drop', 'dropped_at'], ['archive', 'archived_at']] as const) {
      (await act(id, what, {})).faultAt('/reason');
      (await act(id, what, { reason: ' ' })).faultAt('/reason');
      const away = (await act(id, what, reason)).is(200);
      assert.ok(away[at] && away.reason === 'Because' && away.status === 'dropped', what);
      assert.equal((await act(id, 'drop', reason)).is(409).code, 'objective_put_away');
      assert.equal((await patch(id, { title: 'X' })).is(409).code, 'objective_put_away');
      const back = (await act(id, 'restore')).is(200);
      assert.deepEqual([back.dropped_at, back.archived_at, back.reason, back.state], [null, null, null, 'published']);
      assert.equal((await act(id, 'restore')).is(409).code, 'not_put_away');
    }
  });

  world.step('nothing changes in a closed cycle', async () => {
    const cycle = (await world.admin.post('/api/v1/cycles', { name: 'Over', start_day: '2020-01-01', end_day: '2020-03-31', state: 'open' })).is(201);
    const draft = await on.draft({ cycle_id: cycle.id });
    const published = await on.published({ cycle_id: cycle.id });
    const closed = await on.published({ cycle_id: cycle.id });
    (await act(closed.id, 'close')).is(200);
    const kr = await on.keyResult(published.id);
    (await world.admin.patch(`/api/v1/cycles/${cycle.id}`, { state: 'closed' }, match(cycle))).is(200);
    const answers = [
      await act(draft.id, 'publish'),
      await act(published.id, 'close'),
      await act(closed.id, 'reopen'),
      await patch(published.id, { title: 'X' }),
      await world.admin.post('/api/v1/key-results', { objective_id: published.id, title: 'X', start_value: 0, target_value: 1 }),
      await world.admin.patch(`/api/v1/key-results/${kr.id}`, { title: 'X' }, match(kr)),
      await world.admin.post(`/api/v1/key-results/${kr.id}/check-ins`, { value: 1 }),
      await world.admin.post('/api/v1/alignments', { child_id: published.id, parent_id: objective.id }),
    ];
    for (const reply of answers) assert.equal(reply.is(409).code, 'cycle_closed', reply.request);
    (await world.admin.post(path, { cycle_id: cycle.id, unit_id: on.units.top, title: 'X' })).faultAt('/cycle_id');
    assert.equal((await on.objective(published.id)).status, 'outdated');
  });

  world.step('are listed by cycle, unit (taking part counts), owner and state', async () => {
    const taking = await on.published({ unit_id: on.units.top, units: [{ unit_id: on.units.finance }], owner_id: mia.id });
    const ids = async (query: Json) => (await all(world.admin, path, { limit: 3, ...query })).map((row) => row.id);
    assert.deepEqual(await ids({ unit_id: on.units.finance }), [taking.id]);
    assert.deepEqual(await ids({ unit_id: on.units.finance, cycle_id: on.cycle }), [taking.id]);
    assert.deepEqual(await ids({ unit_id: on.units.finance, cycle_id: on.cycle, state: 'draft' }), []);
    assert.ok((await ids({ owner_id: mia.id })).includes(taking.id));
    assert.deepEqual(await ids({ owner_id: mia.id, state: 'published', cycle_id: on.cycle }), [taking.id]);
    assert.deepEqual(await ids({ cycle_id: 999_999 }), []);
    const everything = await all(world.admin, path, { limit: 3 });
    assert.equal(new Set(everything.map((row) => row.id)).size, everything.length);
    assert.deepEqual(await ids({ cycle_id: on.cycle }), everything.filter((row) => row.cycle_id === on.cycle).map((row) => row.id));
    (await act(taking.id, 'archive', reason)).is(200);
    assert.deepEqual(await ids({ unit_id: on.units.finance }), []);
    assert.deepEqual(await ids({ unit_id: on.units.finance, include_archived: true }), [taking.id]);
  });

  world.step('drafts are thrown away with what hangs on them', async () => {
    const draft = await on.draft();
    const kr = await on.keyResult(draft.id);
    const lower = await on.published();
    const link = (await world.admin.post('/api/v1/alignments', { child_id: lower.id, parent_kr_id: kr.id })).is(201);
    (await world.admin.delete(`${path}/${draft.id}`, match(draft))).is(204);
    for (const gone of [`${path}/${draft.id}`, `/api/v1/key-results/${kr.id}`]) (await world.admin.get(gone)).is(404);
    (await world.admin.delete(`/api/v1/alignments/${link.id}`, match(link))).is(404);
    assert.deepEqual((await on.objective(lower.id)).parents, []);
  });

  world.step('history has every change of them, their key results and their links', async () => {
    const one = await on.published({ title: 'First' });
    const kr = await on.keyResult(one.id, { title: 'Measure' });
    (await world.admin.patch(`/api/v1/key-results/${kr.id}`, { target_value: 250.5 }, match(kr))).is(200);
    const upper = await on.published();
    await on.link(one.id, upper.id, 'contributes');
    (await patch(one.id, { title: 'Second' })).is(200);
    const history = await all(world.admin, `${path}/${one.id}/history`, { limit: 4 });
    const kinds = [...new Set(history.map((entry) => entry.kind))];
    assert.deepEqual(kinds, ['objective_updated', 'alignment_created', 'key_result_updated', 'key_result_created', 'objective_published', 'objective_created']);
    const change = (kind: string) => history.filter((entry) => entry.kind === kind).map((entry) => [entry.field, entry.old_value, entry.new_value]);
    assert.deepEqual(change('objective_updated'), [['title', 'First', 'Second']]);
    assert.deepEqual(change('key_result_updated'), [['target_value', '100', '250.5']]);
  });
});

both('key results', (world) => {
  let on: Company;
  let objective: Json;
  const path = '/api/v1/key-results';
  const create = (body: Json) => world.admin.post(path, { objective_id: objective.id, title: 'X', ...body });
  const get = async (id: number) => (await world.admin.get(`${path}/${id}`)).is(200);
  const act = async (id: number, what: string, body?: Json) => world.admin.post(`${path}/${id}/${what}`, body, { ifMatch: match(await get(id)) });

  world.step('of the plain kinds', async () => {
    on = await company(world);
    objective = await on.published();
    const kinds: Json[] = [
      { kind: 'increase', start_value: 15, target_value: 35 },
      { kind: 'decrease', start_value: 5, target_value: -5 },
      { kind: 'at_least', target_value: 99.5, worst_value: 90 },
      { kind: 'at_most', target_value: 25, worst_value: 30 },
      { kind: 'yes_no' },
    ];
    for (const body of kinds) {
      const made = (await create(body)).is(201);
      for (const [name, value] of Object.entries(body)) assert.equal(made[name], value);
      assert.deepEqual([made.unit_of_measure, made.raw, made.contribution, made.check_in_count], ['%', null, 0, 0]);
    }
  });

  world.step('what is no measure is refused, with the mend', async () => {
    const refused: [Json, string][] = [
      [{ kind: 'increase', start_value: 50, target_value: 50 }, '/target_value'],
      [{ kind: 'increase', start_value: 50, target_value: 40 }, '/target_value'],
      [{ kind: 'decrease', start_value: 50, target_value: 60 }, '/target_value'],
      [{ kind: 'increase', target_value: 60 }, '/start_value'],
      [{ kind: 'increase', start_value: 60 }, '/target_value'],
      [{ kind: 'increase', start_value: 0, target_value: 60, worst_value: 1 }, '/worst_value'],
      [{ kind: 'at_least' }, '/target_value'],
      [{ kind: 'at_least', target_value: 5, worst_value: 5 }, '/worst_value'],
      [{ kind: 'at_most', target_value: 5, worst_value: 5 }, '/worst_value'],
      [{ kind: 'at_most', target_value: 5, start_value: 5 }, '/start_value'],
      [{ kind: 'yes_no', target_value: 5 }, '/target_value'],
      [{ kind: 'range' }, '/low_value'],
      [{ kind: 'increase', start_value: 0, target_value: 1, start_day: dayFrom(on.today, 9), due_day: dayFrom(on.today, 9) }, '/due_day'],
      [{ kind: 'increase', start_value: 0, target_value: 1, owner_id: 999_999 }, '/owner_id'],
      [{ kind: 'increase', start_value: 0.00001, target_value: 1 }, '/start_value'],
      [{ kind: 'increase', start_value: 0, target_value: 1e15 }, '/target_value'],
      [{ kind: 'increase', start_value: 0, target_value: 1, weight: 10_001 }, '/weight'],
      [{ kind: 'increase', start_value: 0, target_value: 1, weight: -1 }, '/weight'],
      [{ kind: 'increase', start_value: 0, target_value: 1, weight: 1.001 }, '/weight'],
      [{ kind: 'increase', start_value: 0, target_value: 1, title: '' }, '/title'],
      [{ kind: 'increase', start_value: 0, target_value: 1, objective_id: 999_999 }, '/objective_id'],
    ];
    for (const [body, pointer] of refused) (await create(body)).faultAt(pointer);
  });

  world.step('get the mean of their siblings as weight, and never add up to nothing', async () => {
    objective = await on.published();
    const measure = { kind: 'increase', start_value: 0, target_value: 1 };
    (await create({ ...measure, weight: 0 })).faultAt('/weight');
    assert.equal((await create(measure)).is(201).weight, 100);
    const small = (await create({ ...measure, weight: 14.29 })).is(201);
    assert.equal(small.weight, 14.29);
    assert.equal((await create(measure)).is(201).weight, 57.15); // 57.145, half away from zero
    (await create({ ...measure, weight: 0 })).is(201);
    objective = await on.published();
    const only = (await create({ ...measure, weight: 5 })).is(201);
    (await world.admin.patch(`${path}/${only.id}`, { weight: 0 }, match(only))).faultAt('/weight');
  });

  world.step('are dropped with a reason and restored; deleted only in a draft', async () => {
    const kr = await on.keyResult(objective.id);
    assert.equal((await world.admin.delete(`${path}/${kr.id}`, match(kr))).is(409).code, 'not_a_draft');
    assert.equal((await act(kr.id, 'restore')).is(409).code, 'not_dropped');
    (await act(kr.id, 'drop', {})).faultAt('/reason');
    const away = (await act(kr.id, 'drop', { reason: 'No longer' })).is(200);
    assert.deepEqual([away.status, away.reason, away.due_on], ['dropped', 'No longer', null]);
    assert.equal((await act(kr.id, 'drop', { reason: 'Again' })).is(409).code, 'dropped');
    assert.equal((await world.admin.post(`${path}/${kr.id}/check-ins`, { value: 1 })).is(409).code, 'dropped');
    const back = (await act(kr.id, 'restore')).is(200);
    assert.deepEqual([back.dropped_at, back.reason], [null, null]);
    const draft = await on.draft();
    const young = await on.keyResult(draft.id);
    (await world.admin.delete(`${path}/${young.id}`, match(young))).is(204);
    (await world.admin.get(`${path}/${young.id}`)).is(404);
  });

  world.step('a new target that the last value lies too far from is refused', async () => {
    const kr = await on.keyResult(objective.id, { kind: 'increase', start_value: 0, target_value: 1_000_000 });
    await on.checkIn(kr.id, 99_999_999_999);
    const reply = await world.admin.patch(`${path}/${kr.id}`, { target_value: 0.0001 }, match(await get(kr.id)));
    assert.ok([409, 422].includes(reply.status), reply.text);
    (await world.admin.post(`${path}/${kr.id}/check-ins`, { value: 99_999_999_999.9999 })).is(201);
  });
});

both('alignments', (world) => {
  let on: Company;
  const path = '/api/v1/alignments';
  const create = (body: Json) => world.admin.post(path, body);

  world.step('support or contribute, in one cycle or across', async () => {
    on = await company(world);
    const [child, parent] = [await on.published({ title: 'Child' }), await on.published({ title: 'Parent', unit_id: on.units.retail })];
    const link = (await create({ child_id: child.id, parent_id: parent.id })).is(201);
    assert.deepEqual(
      [link.kind, link.weight, link.objective_id, link.objective_title, link.unit_name, link.version],
      ['supports', 100, parent.id, 'Parent', 'Retail', 1],
    );
    assert.equal((await create({ child_id: child.id, parent_id: parent.id })).is(409).code, 'linked_already');
    assert.deepEqual((await on.objective(child.id)).parents.map((one: Json) => one.id), [link.id]);
    assert.deepEqual((await on.objective(parent.id)).children.map((one: Json) => one.objective_title), ['Child']);
    const changed = (await world.admin.patch(`${path}/${link.id}`, { kind: 'contributes', weight: 33.33 }, match(link))).is(200);
    assert.deepEqual([changed.kind, changed.weight, changed.version], ['contributes', 33.33, 2]);
    (await world.admin.delete(`${path}/${link.id}`, match(changed))).is(204);
    (await world.admin.delete(`${path}/${link.id}`, match(changed))).is(404);
    assert.deepEqual((await on.objective(child.id)).parents, []);
    (await create({ child_id: child.id, parent_id: parent.id })).is(201); // may come back
  });

  world.step('what cannot be linked', async () => {
    const next = (await world.admin.post('/api/v1/cycles', { name: 'Next', start_day: '2031-01-01', end_day: '2031-03-31' })).is(201);
    const [child, parent, later] = [await on.published(), await on.published(), await on.published({ cycle_id: next.id })];
    const kr = await on.keyResult(parent.id);
    (await create({ child_id: child.id })).faultAt('/parent_id');
    (await create({ child_id: child.id, parent_id: parent.id, parent_kr_id: kr.id })).faultAt('/parent_id');
    (await create({ child_id: 999_999, parent_id: parent.id })).faultAt('/child_id');
    (await create({ child_id: child.id, parent_id: 999_999 })).faultAt('/parent_id');
    (await create({ child_id: child.id, parent_kr_id: 999_999 })).faultAt('/parent_kr_id');
    (await create({ child_id: child.id, parent_kr_id: kr.id, kind: 'contributes' })).faultAt('/kind');
    (await create({ child_id: later.id, parent_id: parent.id, kind: 'contributes' })).faultAt('/kind');
    (await create({ child_id: child.id, parent_id: parent.id, weight: 10_001 })).faultAt('/weight');
    const link = (await create({ child_id: later.id, parent_id: parent.id })).is(201);
    (await world.admin.patch(`${path}/${link.id}`, { kind: 'contributes' }, match(link))).faultAt('/kind');
    (await create({ child_id: child.id, parent_kr_id: kr.id })).is(201);
  });

  world.step('loops are refused with the path that closes them', async () => {
    const made: Json[] = [];
    for (const title of ['Ant', 'Bee', 'Cat', 'Dog']) made.push(await on.published({ title }));
    const [ant, bee, cat, dog] = made;
    (await create({ child_id: ant.id, parent_id: ant.id })).is(409);
    await on.link(ant.id, bee.id, 'supports');
    const kr = await on.keyResult(cat.id);
    (await create({ child_id: bee.id, parent_kr_id: kr.id })).is(201);
    await on.link(cat.id, dog.id, 'contributes');
    for (const [child, parent, path] of [[bee, ant, 'Ant → Bee'], [cat, ant, 'Ant → Bee → Cat'], [dog, ant, 'Ant → Bee → Cat → Dog']] as const) {
      const reply = (await create({ child_id: child.id, parent_id: parent.id })).is(409);
      assert.equal(reply.code, 'loop');
      assert.ok(reply.detail.includes(path), reply.detail);
    }
    const key = await on.keyResult(ant.id);
    assert.equal((await create({ child_id: dog.id, parent_kr_id: key.id })).is(409).code, 'loop');
    // A diamond is no loop.
    (await create({ child_id: ant.id, parent_id: dog.id })).is(201);
  });
});
