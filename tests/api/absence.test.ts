// SPDX-License-Identifier: Apache-2.0
// Who is away, who stands in, and who may check in for whom.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

both('absence', (world) => {
  let on: Company;
  let anna: Person;
  let ben: Person;
  let lea: Person;
  let objective: Json;
  let kr: Json;
  const path = (person: Person) => `/api/v1/people/${person.id}/absences`;
  const due = async (person: Person) => (await person.client.get('/api/v1/me/due')).is(200);
  const checkIn = (person: Person, id = kr.id) => person.client.post(`/api/v1/key-results/${id}/check-ins`, { value: 10 });

  world.step('a key result of Anna waits', async () => {
    on = await company(world);
    anna = await on.person('Anna Away', { memberOf: [on.units.netherlands] });
    ben = await on.person('Ben Deputy', { memberOf: [on.units.finance] });
    lea = await on.person('Lea Leader', { role: ['leader', on.units.retail] });
    objective = await on.published({ owner_id: anna.id, title: 'Of Anna' });
    kr = await on.keyResult(objective.id);
    assert.equal((await checkIn(ben)).is(403).code, 'forbidden');
  });

  world.step('what is wrong with an absence is said', async () => {
    const post = (body: Json) => anna.client.post(path(anna), { first_day: on.today, last_day: on.today, ...body });
    (await post({ last_day: dayFrom(on.today, -1) })).faultAt('/last_day');
    (await post({ first_day: dayFrom(on.today, -9), last_day: dayFrom(on.today, -1) })).faultAt('/last_day');
    (await post({ last_day: dayFrom(on.today, 366) })).faultAt('/last_day');
    (await post({ first_day: 'soon' })).faultAt('/first_day');
    (await post({ deputy_id: anna.id })).faultAt('/deputy_id');
    (await post({ deputy_id: 999_999 })).faultAt('/deputy_id');
    (await post({ reason: 'None of your business' })).faultAt('/reason');
    (await anna.client.post('/api/v1/people/999999/absences', { first_day: on.today, last_day: on.today })).is(404);
  });

  world.step('only the person and who leads them say it', async () => {
    const body = { first_day: dayFrom(on.today, 40), last_day: dayFrom(on.today, 41) };
    const may = async (who: Person) => (await who.client.get(`/api/v1/people/${anna.id}`)).is(200).may_stand_in;
    assert.deepEqual([await may(anna), await may(lea), await may(ben)], [true, true, false]);
    (await ben.client.post(path(anna), body)).is(403);
    const made = (await lea.client.post(path(anna), body)).is(201);
    assert.deepEqual([made.person_name, made.deputy_name, made.version], ['Anna Away', null, 1]);
    (await ben.client.delete(`/api/v1/absences/${made.id}`, match(made))).is(403);
    (await anna.client.delete(`/api/v1/absences/${made.id}`)).is(428);
    (await anna.client.delete(`/api/v1/absences/${made.id}`, match(made))).is(204);
    (await anna.client.delete(`/api/v1/absences/${made.id}`, match(made))).is(404);
  });

  world.step('the deputy finds what is due as for her, and may check in', async () => {
    const away = (await anna.client.post(path(anna), { first_day: dayFrom(on.today, 1), last_day: dayFrom(on.today, 7), deputy_id: ben.id })).is(201);
    assert.deepEqual((await due(ben)).items, []); // not yet
    const change = (body: Json, version: string) => anna.client.patch(`/api/v1/absences/${away.id}`, body, version);
    (await change({ first_day: on.today }, '"9"')).is(412);
    const now = (await change({ first_day: on.today }, match(away))).is(200);
    assert.deepEqual([now.first_day, now.deputy_name, now.version], [on.today, 'Ben Deputy', 2]);
    (await anna.client.post(path(anna), { first_day: dayFrom(on.today, 5), last_day: dayFrom(on.today, 9) })).faultAt('/first_day');

    const list = await due(ben);
    assert.deepEqual(list.items.map((row: Json) => [row.key_result.id, row.for_id, row.for_name]), [[kr.id, anna.id, 'Anna Away']]);
    assert.equal(list.overdue_count, 1);
    assert.equal((await due(anna)).items[0].for_id, null);
    const shown = (await ben.client.get(`/api/v1/objectives/${objective.id}`)).is(200);
    assert.deepEqual([shown.may_edit, shown.key_results[0].may_check_in], [false, true]);
    assert.deepEqual(shown.key_results[0].away, { person_id: anna.id, name: 'Anna Away', last_day: dayFrom(on.today, 7), deputy_name: 'Ben Deputy' });
    assert.equal(shown.key_results[0].status, 'outdated'); // silence stays visible
    assert.equal((await checkIn(ben)).is(201).person_name, 'Ben Deputy');
    (await ben.client.patch(`/api/v1/objectives/${objective.id}`, { title: 'Mine' }, match(shown))).is(403);
    assert.deepEqual((await all(ben.client, path(anna), { limit: 1 })).map((one) => one.id), [away.id]);

    (await anna.client.delete(`/api/v1/absences/${away.id}`, match(now))).is(204);
    (await checkIn(ben)).is(403);
    assert.equal((await on.objective(objective.id)).key_results[0].away, null);
  });

  world.step('a delegate may check in at any time, until it is ended', async () => {
    const delegates = `/api/v1/people/${anna.id}/delegates`;
    (await ben.client.post(delegates, { delegate_id: ben.id })).is(403);
    (await anna.client.post(delegates, { delegate_id: anna.id })).faultAt('/delegate_id');
    (await anna.client.post(delegates, { delegate_id: 999_999 })).faultAt('/delegate_id');
    const made = (await anna.client.post(delegates, { delegate_id: ben.id })).is(201);
    assert.deepEqual([made.person_name, made.delegate_name], ['Anna Away', 'Ben Deputy']);
    (await anna.client.post(delegates, { delegate_id: ben.id })).faultAt('/delegate_id');
    assert.deepEqual((await all(lea.client, delegates, { limit: 1 })).map((one) => one.delegate_id), [ben.id]);
    (await checkIn(ben)).is(201);
    const other = await on.keyResult((await on.published({ owner_id: lea.id })).id, { owner_id: anna.id });
    (await checkIn(ben, other.id)).is(201); // her key result under somebody else's objective

    (await anna.client.delete('/api/v1/delegations/999999')).is(404);
    (await ben.client.delete(`/api/v1/delegations/${made.id}`)).is(204); // who may no longer want it
    (await anna.client.delete(`/api/v1/delegations/${made.id}`)).is(404);
    (await checkIn(ben)).is(403);
  });
});
