// SPDX-License-Identifier: Apache-2.0
// What of a published objective may still be changed, by whom and with a reason or not, is the organisation's to say.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('edit rules', (world) => {
  let on: Company;
  let ann: Person;
  let master: Person;
  let objective: Json;
  let kr: Json;
  const edit = async (body: Json, client: Client = ann.client, id = objective.id) =>
    client.patch(`/api/v1/objectives/${id}`, body, match((await on.objective(id)) as { version: number }));
  const measure = async (body: Json, client: Client = ann.client, id = kr.id) => {
    const now = (await world.admin.get(`/api/v1/key-results/${id}`)).is(200);
    return client.patch(`/api/v1/key-results/${id}`, body, match(now));
  };
  const reasons = async () =>
    (await all(world.admin, `/api/v1/objectives/${objective.id}/history`)).filter((one) => one.field === 'edit_reason').map((one) => one.new_value);

  world.step('everything is free at first, and a reason is kept where one is given', async () => {
    on = await company(world);
    ann = await on.person('Ann Owner', { memberOf: [on.units.netherlands] });
    master = await on.person('Max Master', { role: ['okr_master', on.units.retail] });
    objective = await on.published({ owner_id: ann.id });
    kr = await on.keyResult(objective.id);
    (await edit({ title: 'Better', kind: 'aspirational' })).is(200);
    (await measure({ title: 'Better', target_value: 90, edit_reason: 'The number was a guess.' })).is(200);
    assert.deepEqual(await reasons(), ['The number was a guess.']);
    (await edit({ edit_reason: 'x'.repeat(501) })).faultAt('/edit_reason');
  });

  world.step('wording with a reason', async () => {
    await on.setting('published_wording', 'reason');
    assert.equal((await edit({ title: 'Best' })).faultAt('/edit_reason').code, 'edit_reason_missing');
    assert.equal((await edit({ kind: 'committed' })).faultAt('/edit_reason').code, 'edit_reason_missing');
    assert.equal((await edit({ title: 'Best' }, master.client)).faultAt('/edit_reason').code, 'edit_reason_missing');
    (await measure({ title: 'Best' })).faultAt('/edit_reason');
    assert.equal((await on.objective(objective.id)).title, 'Better');
    (await edit({ title: 'Best', edit_reason: 'Clearer.' })).is(200);
    (await edit({ description: 'Why', title: 'Best' })).is(200); // the same words are no change
    (await measure({ target_value: 80 })).is(200); // measures have a rule of their own
    assert.deepEqual(await reasons(), ['Clearer.', 'The number was a guess.']);
  });

  world.step('measures by OKR masters alone', async () => {
    await on.setting('published_measure', 'okr_master');
    for (const body of [{ target_value: 70 }, { weight: 50 }, { due_day: dayFrom(on.today, 20) }, { unit_of_measure: 'EUR' }, { interim_targets: [{ day: dayFrom(on.today, 3), value: 50 }] }]) {
      const refused = (await measure(body)).is(403);
      assert.equal(refused.code, 'published_measure');
      assert.match(refused.detail, /Measures after publishing/);
    }
    (await measure({ description: 'From the shop.', owner_id: ann.id })).is(200);
    const after = (await measure({ target_value: 70, interim_targets: [{ day: dayFrom(on.today, 3), value: 50 }] }, master.client)).is(200);
    assert.deepEqual([after.target_value, after.interim_targets.length], [70, 1]);
    assert.equal((await measure({ interim_targets: [] })).is(403).code, 'published_measure');
    assert.equal((await world.admin.get(`/api/v1/key-results/${kr.id}`)).is(200).interim_targets.length, 1); // nothing was half done
  });

  world.step('not any more once the cycle has begun; the stricter of both holds', async () => {
    await on.setting('running_measure', 'never');
    assert.equal((await measure({ target_value: 60 }, master.client)).is(409).code, 'running_measure');
    const next = { name: 'Next', start_day: dayFrom(on.today, 62), end_day: dayFrom(on.today, 150), state: 'open' };
    const cycle = (await world.admin.post('/api/v1/cycles', next)).is(201).id;
    const later = await on.published({ cycle_id: cycle, owner_id: ann.id });
    const of = await on.keyResult(later.id);
    (await measure({ target_value: 60 }, master.client, of.id)).is(200); // not begun yet
    assert.equal((await measure({ target_value: 50 }, ann.client, of.id)).is(403).code, 'published_measure');
    await on.setting('running_measure', 'freely');
    assert.equal((await measure({ target_value: 60 })).is(403).code, 'published_measure');
    await on.setting('published_measure', 'freely');
    await on.setting('running_measure', 'reason');
    assert.equal((await measure({ target_value: 60 })).faultAt('/edit_reason').code, 'edit_reason_missing');
    (await measure({ target_value: 60, edit_reason: 'The market halved.' })).is(200);
    (await measure({ target_value: 55 }, ann.client, of.id)).is(200);
    await on.setting('published_wording', 'never');
    assert.equal((await edit({ title: 'X', edit_reason: 'Y' }, master.client)).is(409).code, 'published_wording');
  });

  world.step('leave drafts and check-ins alone', async () => {
    const draft = await on.draft({ owner_id: ann.id });
    const of = await on.keyResult(draft.id);
    (await edit({ title: 'Anything' }, ann.client, draft.id)).is(200);
    (await measure({ target_value: 10 }, ann.client, of.id)).is(200);
    await on.checkIn(kr.id, 30, {}, ann.client);
  });

  world.step('limit the key results of an objective', async () => {
    await on.setting('key_results_per_objective_max', '2');
    const few = await on.draft({ owner_id: ann.id });
    const first = await on.keyResult(few.id);
    await on.keyResult(few.id);
    const third = { objective_id: few.id, title: 'Third', kind: 'yes_no' };
    assert.equal((await ann.client.post('/api/v1/key-results', third)).is(409).code, 'too_many_key_results');
    const dropped = (await world.admin.post(`/api/v1/key-results/${first.id}/drop`, { reason: 'Test' }, { ifMatch: match(first) })).is(200);
    (await ann.client.post('/api/v1/key-results', third)).is(201);
    assert.equal((await world.admin.post(`/api/v1/key-results/${first.id}/restore`, undefined, { ifMatch: match(dropped) })).is(409).code, 'too_many_key_results');
    await on.setting('key_results_per_objective_max', '1');
    const two = (await on.objective(few.id)).key_results.map((one: Json) => one.id);
    const copy = await ann.client.post(`/api/v1/objectives/${few.id}/duplicate`, { cycle_id: on.cycle, unit_id: on.units.netherlands, key_result_ids: two });
    assert.equal(copy.is(409).code, 'too_many_key_results');
  });
});
