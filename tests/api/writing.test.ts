// SPDX-License-Identifier: Apache-2.0
// The writing help: what is typed, what is saved, the set of a unit, and the levels of the rules. That the rules are right is
// tested on cases (tests/fixture/writing); here, that they are asked and answered as they should be.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';

const rules = (report: Json): string[] => report.findings.map((one: Json) => one.rule);
const found = (report: Json, rule: string): Json => report.findings.find((one: Json) => one.rule === rule);

both('writing help', (world) => {
  let on: Company;
  let mia: Person;
  const path = '/api/v1/writing';
  const check = (body: Json, query = '') => world.admin.post(`${path}/check${query}`, body);
  const levelOf = async (rule: string) => (await all(world.admin, `${path}/rules`)).find((one) => one.rule === rule);
  const setLevel = async (rule: string, level: string) =>
    (await world.admin.patch(`${path}/rules/${rule}`, { level }, match(await levelOf(rule)))).is(200);

  world.step('judges what is typed, and names the words', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const report = (await check({ title: 'Café’s: grow revenue by 20%' })).is(200);
    assert.deepEqual(rules(report), ['objective_number']);
    const number = found(report, 'objective_number');
    assert.deepEqual([number.pointer, number.start, number.length, number.excerpt], ['/title', 24, 3, '20%']);
    assert.deepEqual([number.level, number.scope, number.objective_id], ['warn', 'objective', null]);
    assert.equal(number.name, 'Number in the objective');
    assert.ok(number.reason.length > 20 && number.mend.length > 20);
  });

  world.step('judges key results with their measure', async () => {
    const report = (
      await check({
        title: 'Customers love to come back',
        key_results: [
          { title: 'Launch the app' },
          { title: 'Increase conversion by 4%', kind: 'increase', unit_of_measure: '%', start_value: 0, target_value: 4 },
          { title: 'Permit for the warehouse', kind: 'yes_no' },
        ],
      })
    ).is(200);
    assert.deepEqual(
      report.findings.map((one: Json) => [one.rule, one.pointer]),
      [['kr_task', '/key_results/0/title'], ['kr_no_baseline', '/key_results/1/start_value'], ['kr_yes_no', '/key_results/2/kind']],
    );
  });

  world.step('explains the strength', async () => {
    const strong = (await check({ title: 'Customers love to come back' })).is(200);
    assert.equal(strong.strength, 100);
    const weak = (await check({ title: 'Implement the till by 80%' })).is(200);
    let points = 0;
    let weight = 0;
    for (const part of weak.parts) {
      assert.ok(part.passed <= part.checked && part.checked > 0);
      assert.equal(part.points, Math.round((part.weight * part.passed * 10_000) / part.checked) / 10_000);
      points += part.points;
      weight += part.weight;
    }
    assert.equal(weak.strength, Math.round((100 * points) / weight));
    assert.ok(weak.strength < 80);
  });

  world.step('has nothing to say of nothing', async () => {
    for (const body of [{}, { title: '' }, { title: null, key_results: [{}] }]) {
      const report = (await check(body)).is(200);
      assert.deepEqual([report.strength, report.findings], [null, []]);
    }
  });

  world.step('speaks the language asked for, or that of the person', async () => {
    const dutch = (await check({ title: 'Nieuwe website lanceren' }, '?language=nl')).is(200);
    assert.deepEqual([dutch.findings[0].rule, dutch.findings[0].name], ['objective_task', 'Taak in plaats van doel']);
    const me = (await mia.client.get('/api/v1/me')).is(200).person;
    (await mia.client.patch('/api/v1/me', { language: 'nl' }, match(me))).is(200);
    const own = (await mia.client.post(`${path}/check`, { title: 'Grow by 20%' })).is(200);
    assert.equal(found(own, 'objective_number').name, 'Getal in de doelstelling');
    (await check({ title: 'X' }, '?language=xx')).is(400);
  });

  world.step('refuses what is no draft', async () => {
    (await check({ title: 'x'.repeat(301) })).faultAt('/title');
    (await check({ kind: 'hope' })).faultAt('/kind');
    (await check({ key_results: [{ title: 'x'.repeat(301) }] })).faultAt('/key_results/0/title');
    (await check({ key_results: [{ target_value: 1.00001 }] })).faultAt('/key_results/0/target_value');
    (await check({ key_results: Array.from({ length: 51 }, () => ({})) })).faultAt('/key_results');
    (await world.anonymous().post(`${path}/check`, {})).is(401);
  });

  world.step('saves nothing, and takes the titles nobody expects', async () => {
    const hostile = ['%%%', '((((', '-', '20', '1,2,3.4.5', '9'.repeat(60), '日本語の目標', '😀 😀', 'a'.repeat(300), '- '.repeat(150), 'İÌ ﬁ ½'];
    for (const title of hostile) (await check({ title, key_results: [{ title, kind: 'increase', start_value: 0, target_value: 1 }] })).is(200);
    assert.deepEqual((await world.admin.get('/api/v1/objectives')).is(200).items, []);
  });

  world.step('judges a saved objective with its key results and links', async () => {
    const upper = await on.published({ title: 'Stores without queues', unit_id: on.units.top, owner_id: mia.id });
    const one = await on.draft({ title: 'Stores without queues', owner_id: null });
    await on.keyResult(one.id, { title: 'Revenue per store', start_value: 10, target_value: 20, unit_of_measure: 'EUR' });
    const before = (await world.admin.get(`/api/v1/objectives/${one.id}/writing`)).is(200);
    assert.deepEqual(rules(before), ['objective_no_owner', 'few_key_results', 'no_link']);
    assert.equal(found(before, 'no_link').objective_id, one.id);
    const dropped = await on.keyResult(one.id, { title: 'Launch an app' });
    const second = await on.keyResult(one.id, { title: 'Net profit', start_value: 10, target_value: 20 });
    const task = found((await world.admin.get(`/api/v1/objectives/${one.id}/writing`)).is(200), 'kr_task');
    assert.deepEqual([task.key_result_id, task.pointer], [dropped.id, '/key_results/1/title']);
    const version = match((await world.admin.get(`/api/v1/key-results/${dropped.id}`)).is(200));
    (await world.admin.post(`/api/v1/key-results/${dropped.id}/drop`, { reason: 'No' }, { ifMatch: version })).is(200);
    await on.link(one.id, upper.id);
    const after = (await world.admin.get(`/api/v1/objectives/${one.id}/writing`)).is(200);
    assert.deepEqual(rules(after), ['objective_no_owner', 'all_lagging', 'level_skipped', 'copied_from_above'].filter((rule) => rule !== 'level_skipped'));
    assert.ok(second.id > 0);
    (await mia.client.get(`/api/v1/objectives/${one.id}/writing`)).is(404);
    (await world.admin.get('/api/v1/objectives/999999/writing')).is(404);
  });

  world.step('sees a link that passes a level by', async () => {
    const top = await on.published({ title: 'Fresh meals conquer the city', unit_id: on.units.top, owner_id: mia.id });
    const low = await on.published({ title: 'Every shelf is full at eight', unit_id: on.units.netherlands, owner_id: mia.id });
    await on.link(low.id, top.id);
    const writing = async () => rules((await world.admin.get(`/api/v1/objectives/${low.id}/writing`)).is(200));
    assert.ok(!(await writing()).includes('level_skipped'), 'nothing lies between');
    await on.published({ title: 'Stores that people recommend', unit_id: on.units.retail, owner_id: mia.id });
    assert.ok((await writing()).includes('level_skipped'));
  });

  world.step('judges the set of a unit, as far as the one who asks sees it', async () => {
    const unit = await on.unit('Field', on.units.finance);
    const query = { cycle_id: on.cycle };
    const empty = (await world.admin.get(`/api/v1/units/${unit}/writing`, query)).is(200);
    assert.deepEqual([empty.strength, empty.objectives, empty.findings], [null, [], []]);
    for (let i = 0; i < 5; i++) await on.published({ title: `Build portal ${'aabcd'[i]}`, unit_id: unit, kind: 'committed', owner_id: mia.id });
    const hidden = await on.draft({ title: 'Launch the sixth', unit_id: unit, kind: 'committed' });
    const mine = (await world.admin.get(`/api/v1/units/${unit}/writing`, query)).is(200);
    const set = (report: Json) => report.findings.filter((one: Json) => one.scope === 'unit').map((one: Json) => one.rule);
    assert.deepEqual([...new Set(set(mine))], ['unit_many_objectives', 'unit_no_stretch', 'unit_projects', 'unit_alike']);
    assert.equal(mine.objectives.length, 6);
    assert.deepEqual(Object.keys(mine.objectives[0]), ['objective_id', 'title', 'strength', 'findings']);
    const theirs = (await mia.client.get(`/api/v1/units/${unit}/writing`, query)).is(200);
    assert.equal(theirs.objectives.length, 5);
    assert.ok(!set(theirs).includes('unit_many_objectives'));
    assert.ok(!theirs.findings.some((one: Json) => one.objective_id === hidden.id));
    (await world.admin.get('/api/v1/units/999999/writing', query)).is(404);
    (await world.admin.get(`/api/v1/units/${unit}/writing`)).is(400);
  });

  world.step('every rule has its words in both languages', async () => {
    const english = await all(world.admin, `${path}/rules`, { limit: 7, language: 'en' });
    const dutch = await all(world.admin, `${path}/rules`, { language: 'nl' });
    assert.deepEqual(english.map((one) => one.rule), dutch.map((one) => one.rule));
    assert.ok(english.length >= 25);
    for (const [at, one] of english.entries()) {
      for (const text of ['name', 'reason', 'mend', 'weak', 'strong']) {
        assert.ok(one[text].length > 3, `${one.rule} ${text}`);
        if (text === 'name' || text === 'reason') assert.notEqual(one[text], dutch[at]?.[text], `${one.rule} ${text}`);
      }
      assert.deepEqual([one.level, one.version, one.created_at], [one.initial, 0, null]);
    }
  });

  world.step('administrators give a rule another level; it is kept who and when', async () => {
    const rule = `${path}/rules/objective_number`;
    (await world.admin.patch(rule, { level: 'off' })).is(428);
    (await world.admin.patch(rule, { level: 'off' }, '"3"')).is(412);
    (await world.admin.patch(rule, { level: 'loud' }, '"0"')).faultAt('/level');
    (await world.admin.patch(rule, {}, '"0"')).faultAt('/level');
    (await world.admin.patch(`${path}/rules/no_such`, { level: 'off' }, '"0"')).is(404);
    (await mia.client.patch(rule, { level: 'off' }, '"0"')).is(403);
    const off = (await world.admin.patch(rule, { level: 'off' }, '"0"')).is(200);
    assert.deepEqual([off.level, off.initial, off.version, off.person_name], ['off', 'warn', 1, 'Ada Admin']);
    const silent = (await check({ title: 'Grow revenue by 20%' })).is(200);
    assert.deepEqual([rules(silent), silent.parts.some((one: Json) => one.rule === 'objective_number')], [[], false]);
    (await world.admin.patch(rule, { level: 'block' }, '"1"')).is(200);
    const history = await all(world.admin, `${rule}/history`, { limit: 1 });
    assert.deepEqual(history.map((one) => [one.version, one.level, one.person_name]), [[2, 'block', 'Ada Admin'], [1, 'off', 'Ada Admin']]);
    (await world.admin.get(`${path}/rules/no_such/history`)).is(404);
    assert.equal((await check({ title: 'Grow revenue by 20%' })).is(200).findings[0].level, 'block');
  });

  world.step('a rule that blocks keeps a draft from being published, never from being saved', async () => {
    const draft = await on.draft({ title: 'Grow revenue by 30%' });
    (await world.admin.patch(`/api/v1/objectives/${draft.id}`, { title: 'Grow revenue by 40%' }, match(draft))).is(200);
    const changed = await on.objective(draft.id);
    const publish = () => world.admin.post(`/api/v1/objectives/${draft.id}/publish`, undefined, { ifMatch: match(changed) });
    const refused = await publish();
    refused.faultAt('/title');
    assert.equal(refused.is(422).errors[0].code, 'objective_number');
    await setLevel('objective_number', 'warn');
    assert.equal((await publish()).is(200).state, 'published');
  });
});
