// SPDX-License-Identifier: Apache-2.0
// The squad at work: cases and interventions in units, the desk, handing over, the load, and sessions
// that keep one approach.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

interface Cast {
  on: Company;
  lead: Person;
  olga: Person;
  otto: Person;
  leader: Person;
  mia: Person;
}

async function cast(world: Parameters<typeof company>[0]): Promise<Cast> {
  const on = await company(world);
  return {
    on,
    lead: await on.person('Lea Lead', { role: ['okr_master', null] }),
    olga: await on.person('Olga Master', { role: ['okr_master', on.units.retail] }),
    otto: await on.person('Otto Master', { role: ['okr_master', on.units.finance] }),
    leader: await on.person('Len Leader', { role: ['leader', on.units.netherlands] }),
    mia: await on.person('Mia Member', { memberOf: [on.units.netherlands] }),
  };
}

both('the desk of the squad', (world) => {
  let cast_: Cast;
  let one: Json;
  let visit: Json;
  const netherlands = () => `/api/v1/units/${cast_.on.units.netherlands}`;

  world.step('has cases, for the squad and the leaders of the unit', async () => {
    cast_ = await cast(world);
    const { on, olga, otto, leader, mia } = cast_;
    one = (await olga.client.post(`${netherlands()}/squad-cases`, { title: 'No check-ins since May', due_day: dayFrom(on.today, 7) })).is(201);
    assert.deepEqual([one.state, one.owner_name, one.unit_name, one.may_edit], ['open', 'Olga Master', 'Netherlands', true]);
    (await olga.client.post(`${netherlands()}/squad-cases`, { title: '' })).faultAt('/title');
    (await olga.client.post(`${netherlands()}/squad-cases`, { title: 'X', owner_id: 999_999 })).faultAt('/owner_id');
    (await otto.client.post(`${netherlands()}/squad-cases`, { title: 'X' })).is(403);
    assert.equal((await otto.client.get(`/api/v1/squad-cases/${one.id}`)).is(200).may_edit, false);
    assert.equal((await leader.client.get(`/api/v1/squad-cases/${one.id}`)).is(200).may_edit, false);
    assert.equal((await mia.client.get(`/api/v1/squad-cases/${one.id}`)).is(404).code, 'no_such_case');
    (await mia.client.get('/api/v1/squad-cases')).is(403);
    (await leader.client.get('/api/v1/squad-cases')).is(403);
    assert.equal((await leader.client.get('/api/v1/squad-cases', { unit_id: on.units.netherlands })).is(200).items.length, 1);
    (await mia.client.get('/api/v1/squad-cases', { unit_id: on.units.netherlands })).is(403);
  });

  world.step('closes a case with an outcome, and opens it again', async () => {
    const { olga, leader } = cast_;
    const path = `/api/v1/squad-cases/${one.id}`;
    (await olga.client.patch(path, { state: 'closed' }, match(one))).faultAt('/outcome');
    (await leader.client.patch(path, { title: 'X' }, match(one))).is(403);
    const closed = (await olga.client.patch(path, { state: 'closed', outcome: 'They check in again.' }, match(one))).is(200);
    assert.ok(closed.closed_at);
    assert.deepEqual((await all(olga.client, '/api/v1/squad-cases', { state: 'open' })).length, 0);
    one = (await olga.client.patch(path, { state: 'open' }, match(closed))).is(200);
    assert.equal(one.closed_at, null);
  });

  world.step('logs visits with who was there and what came of them', async () => {
    const { on, olga, otto, leader, mia } = cast_;
    const body = { kind: 'visit', day: dayFrom(on.today, 3), note: 'Sit in on the meeting.', case_id: one.id, person_ids: [mia.id, leader.id] };
    visit = (await olga.client.post(`${netherlands()}/interventions`, body)).is(201);
    assert.deepEqual(
      [visit.state, visit.master_name, visit.case_title, visit.people.map((who: Json) => who.name)],
      ['planned', 'Olga Master', 'No check-ins since May', ['Len Leader', 'Mia Member']],
    );
    (await olga.client.post(`${netherlands()}/interventions`, { day: on.today, state: 'done' })).faultAt('/outcome');
    (await olga.client.post(`${netherlands()}/interventions`, { day: on.today, case_id: 999_999 })).faultAt('/case_id');
    (await olga.client.post(`${netherlands()}/interventions`, { day: on.today, person_ids: [999_999] })).faultAt('/person_ids/0');
    const elsewhere = (await otto.client.post(`/api/v1/units/${on.units.finance}/interventions`, { day: on.today, kind: 'coaching', state: 'done', outcome: 'Went well.' })).is(201);
    (await otto.client.patch(`/api/v1/interventions/${elsewhere.id}`, { case_id: one.id }, match(elsewhere))).faultAt('/case_id');
    const path = `/api/v1/interventions/${visit.id}`;
    assert.equal((await mia.client.get(path)).is(404).code, 'no_such_intervention'); // also to who was there
    assert.equal((await leader.client.get(path)).is(200).may_edit, false);
    visit = (await olga.client.patch(path, { person_ids: [mia.id], day: dayFrom(on.today, 4) }, match(visit))).is(200);
    assert.deepEqual(visit.people.map((who: Json) => who.name), ['Mia Member']);
    assert.deepEqual((await all(olga.client, '/api/v1/interventions', { limit: 1 })).map((row) => row.id), [visit.id, elsewhere.id]);
    (await leader.client.get('/api/v1/interventions', { unit_id: on.units.finance })).is(403);
    assert.equal((await leader.client.get('/api/v1/interventions', { unit_id: on.units.netherlands })).is(200).items.length, 1);
  });

  world.step('still changes a visit of which a guest left since, but names nobody who did', async () => {
    const { on, olga } = cast_;
    const guest = await on.person('Gus Guest');
    const other = await on.person('Gwen Gone');
    const path = `/api/v1/interventions/${visit.id}`;
    const there = visit.people.map((who: Json) => who.person_id);
    visit = (await olga.client.patch(path, { person_ids: [...there, guest.id] }, match(visit))).is(200);
    for (const one of [guest, other]) (await world.admin.post(`/api/v1/people/${one.id}/deactivate`, undefined, { ifMatch: match((await world.admin.get(`/api/v1/people/${one.id}`)).is(200)) })).is(200);
    visit = (await olga.client.patch(path, { person_ids: [...there, guest.id], note: 'Bring the list.' }, match(visit))).is(200);
    assert.deepEqual(visit.people.map((who: Json) => who.name), ['Gus Guest', 'Mia Member']);
    (await olga.client.patch(path, { person_ids: [...there, guest.id, other.id] }, match(visit))).faultAt('/person_ids/2');
    visit = (await olga.client.patch(path, { person_ids: there }, match(visit))).is(200);
  });

  world.step('says who changed what of a case and a visit, to those who read them', async () => {
    const { olga, leader, mia } = cast_;
    const changes = async (path: string) =>
      (await leader.client.get(`${path}/history`)).is(200).items.map((entry: Json) => [entry.kind, entry.person_name, entry.field, entry.new_value]);
    assert.deepEqual((await changes(`/api/v1/squad-cases/${one.id}`)).filter(([, , field]: Json[]) => field === 'outcome'), [['squad_case_updated', 'Olga Master', 'outcome', 'They check in again.']]);
    assert.deepEqual((await changes(`/api/v1/interventions/${visit.id}`)).filter(([, , field]: Json[]) => field === 'note').map(([, , , value]: Json[]) => value), ['Bring the list.', 'Sit in on the meeting.']);
    const named = async (path: string, field: string) => (await all(leader.client, `${path}/history`)).filter((entry) => entry.field === field).map((entry) => [entry.old_name, entry.new_name]);
    assert.deepEqual(await named(`/api/v1/squad-cases/${one.id}`, 'owner_id'), [[null, 'Olga Master']]);
    assert.deepEqual(await named(`/api/v1/interventions/${visit.id}`, 'master_id'), [[null, 'Olga Master']]);
    assert.equal((await all(olga.client, `/api/v1/squad-cases/${one.id}/history`, { limit: 1 })).length, (await changes(`/api/v1/squad-cases/${one.id}`)).length);
    assert.equal((await mia.client.get(`/api/v1/squad-cases/${one.id}/history`)).is(404).code, 'no_such_case');
    assert.equal((await mia.client.get(`/api/v1/interventions/${visit.id}/history`)).is(404).code, 'no_such_intervention');
  });

  world.step('shows an OKR master their units and what is open there', async () => {
    const { on, lead, olga, otto, mia } = cast_;
    const objective = await on.published();
    await on.keyResult(objective.id); // silent since the cycle began 30 days ago
    const desk = async (who: Person, query: Json = {}) => (await who.client.get('/api/v1/squad/desk', { cycle_id: on.cycle, ...query })).is(200);
    const own = await desk(olga);
    assert.deepEqual([own.person_name, own.lead, own.unit_count], ['Olga Master', false, 2]);
    assert.deepEqual(
      own.units.map((unit: Json) => [unit.name, unit.objective_count, unit.outdated_count, unit.case_count]),
      [['Retail', 0, 0, 0], ['Netherlands', 1, 1, 1]],
    );
    assert.deepEqual([own.cases.map((row: Json) => row.id), own.planned.map((row: Json) => row.id)], [[one.id], [visit.id]]);
    const whole = await desk(lead);
    assert.deepEqual([whole.lead, whole.units.map((unit: Json) => unit.name)], [true, ['Acme']]); // others keep the rest
    assert.equal((await desk(lead, { person_id: olga.id })).person_name, 'Olga Master');
    (await otto.client.get('/api/v1/squad/desk', { cycle_id: on.cycle, person_id: olga.id })).is(403);
    assert.deepEqual((await desk(mia)).units, []);
    (await lead.client.get('/api/v1/squad/desk', { cycle_id: 999_999 })).faultAt('?cycle_id', 400);
    (await lead.client.get('/api/v1/squad/desk', { cycle_id: on.cycle, person_id: 999_999 })).faultAt('?person_id', 400);
  });

  world.step('shows the load to the squad lead, by name', async () => {
    const { lead, olga, mia } = cast_;
    const rows = await all(lead.client, '/api/v1/squad/load', { limit: 1 });
    assert.deepEqual(
      rows.map((row) => [row.name, row.unit_count, row.case_count, row.planned_count]),
      [['Lea Lead', 1, 0, 0], ['Olga Master', 2, 1, 1], ['Otto Master', 1, 0, 0]],
    );
    (await olga.client.get('/api/v1/squad/load')).is(403);
    (await mia.client.get('/api/v1/squad/load')).is(403);
  });

  world.step('shows nothing that is noted to whoever left the squad, also where it lies with them', async () => {
    const { on, lead, olga } = cast_;
    const [grant] = (await world.admin.get('/api/v1/grants', { person_id: olga.id })).is(200).items;
    (await world.admin.delete(`/api/v1/grants/${grant.id}`)).is(204);
    (await olga.client.get(`/api/v1/squad-cases/${one.id}`)).is(404);
    const desk = async (who: Person) => (await who.client.get('/api/v1/squad/desk', { cycle_id: on.cycle, person_id: olga.id })).is(200);
    const own = await desk(olga);
    assert.deepEqual([own.units, own.cases, own.planned], [[], [], []]);
    const led = await desk(lead);
    assert.deepEqual([led.cases.map((row: Json) => row.id), led.planned.map((row: Json) => row.id)], [[one.id], [visit.id]]);
  });
});

both('handing over', (world) => {
  let cast_: Cast;
  const answer = (who: Person, row: Json, accept: boolean) =>
    who.client.post(`/api/v1/hand-overs/${row.id}/answer`, { accept }, { ifMatch: match(row) });

  world.step('is offered to a colleague, with a letter of what is open', async () => {
    cast_ = await cast(world);
    const { on, lead, olga, otto, mia } = cast_;
    const unit = `/api/v1/units/${on.units.netherlands}`;
    (await olga.client.post(`${unit}/squad-cases`, { title: 'Silent team' })).is(201);
    (await olga.client.post(`${unit}/interventions`, { day: dayFrom(on.today, 5) })).is(201);
    (await olga.client.post(`${unit}/interventions`, { day: on.today, state: 'done', outcome: 'Fine.' })).is(201);
    const session = { title: 'One way of scoring', cycle_id: on.cycle, starts_at: '2031-01-10T09:00:00Z', lead_id: olga.id };
    (await lead.client.post('/api/v1/harmonisations', session)).is(201);
    const offer = (body: Json, who = olga) => who.client.post('/api/v1/hand-overs', { to_id: otto.id, day: on.today, ...body });
    (await offer({ to_id: olga.id })).faultAt('/to_id');
    (await offer({ to_id: mia.id })).faultAt('/to_id');
    (await offer({ day: dayFrom(on.today, -1) })).faultAt('/day');
    (await offer({ from_id: otto.id, to_id: lead.id })).is(403);
    (await offer({}, mia)).is(403);
    (await offer({ from_id: mia.id }, lead)).faultAt('/from_id');
    (await offer({ from_id: lead.id }, lead)).faultAt('/from_id'); // keeps the whole organisation
    const row = (await offer({ note: 'Ask **Len** about June.' })).is(201);
    assert.deepEqual([row.state, row.from_name, row.to_name, row.may_answer, row.may_withdraw], ['offered', 'Olga Master', 'Otto Master', false, true]);
    assert.deepEqual(
      row.letter.map((line: Json) => [line.kind, line.title, line.unit_name]),
      [
        ['case', 'Silent team', 'Netherlands'],
        ['grant', 'Retail', 'Retail'],
        ['session', 'One way of scoring', null],
        ['visit', 'visit', 'Netherlands'],
      ],
    );
    assert.equal((await offer({})).is(409).code, 'hand_over_runs');
    (await mia.client.get(`/api/v1/hand-overs/${row.id}`)).is(404);
    assert.equal((await answer(olga, row, true)).is(403).code, 'forbidden');
    const gone = (await olga.client.post(`/api/v1/hand-overs/${row.id}/withdraw`, undefined, { ifMatch: match(row) })).is(200);
    assert.deepEqual([gone.state, gone.letter, gone.withdrawn_why], ['withdrawn', [], null]);
    assert.ok(gone.withdrawn_at);
    assert.deepEqual((await olga.client.get('/api/v1/squad/desk', { cycle_id: on.cycle })).is(200).hand_overs, []);
    (await olga.client.post(`/api/v1/hand-overs/${row.id}/withdraw`, undefined, { ifMatch: match(gone) })).is(409);
    assert.equal((await answer(otto, gone, true)).is(409).code, 'hand_over_answered');
  });

  world.step('can be declined, and waits for its day once it is accepted', async () => {
    const { on, lead, olga, otto } = cast_;
    const offer = async (day: string) => (await lead.client.post('/api/v1/hand-overs', { from_id: olga.id, to_id: otto.id, day })).is(201);
    const declined = (await answer(otto, await offer(on.today), false)).is(200);
    assert.equal(declined.state, 'declined');
    const later = (await answer(otto, await offer(dayFrom(on.today, 30)), true)).is(200);
    assert.deepEqual([later.state, later.letter.length], ['accepted', 4]);
    assert.equal((await olga.client.get('/api/v1/squad/desk', { cycle_id: on.cycle })).is(200).hand_overs.length, 1);
    (await lead.client.post(`/api/v1/hand-overs/${later.id}/withdraw`, undefined, { ifMatch: match(later) })).is(200);
  });

  world.step('moves all duties at once on its day, and says afterwards what went', async () => {
    const { on, lead, olga, otto } = cast_;
    const row = (await olga.client.post('/api/v1/hand-overs', { to_id: otto.id, day: on.today })).is(201);
    const done = (await answer(otto, row, true)).is(200);
    assert.deepEqual([done.state, done.letter.map((line: Json) => line.kind)], ['done', ['case', 'grant', 'session', 'visit']]);
    const grants = (await world.admin.get('/api/v1/grants', { person_id: otto.id })).is(200).items;
    assert.deepEqual(grants.map((grant: Json) => grant.unit_name).sort(), ['Finance', 'Retail']);
    assert.deepEqual((await world.admin.get('/api/v1/grants', { person_id: olga.id })).is(200).items, []);
    const desk = (await otto.client.get('/api/v1/squad/desk', { cycle_id: on.cycle })).is(200);
    assert.deepEqual([desk.cases.length, desk.planned.length, desk.unit_count], [1, 1, 3]);
    const [session] = (await lead.client.get('/api/v1/harmonisations')).is(200).items;
    assert.equal(session.lead_name, 'Otto Master');
    assert.deepEqual((await all(olga.client, '/api/v1/hand-overs', { limit: 1 })).map((one) => one.state), ['done', 'withdrawn', 'declined', 'withdrawn']);
    assert.equal((await all(lead.client, '/api/v1/hand-overs')).length, 4);
  });
});

both('a hand-over between the offer and the answer', (world) => {
  let cast_: Cast;
  const path = '/api/v1/hand-overs';
  const grants = async (who: Person) => (await world.admin.get('/api/v1/grants', { person_id: who.id })).is(200).items as Json[];
  const give = async (who: Person, unit_id: number | null) => (await world.admin.post('/api/v1/grants', { person_id: who.id, role: 'okr_master', unit_id })).is(201);
  const take = async (grant: Json) => (await world.admin.delete(`/api/v1/grants/${grant.id}`)).is(204);
  const answer = (row: Json, accept: boolean) => cast_.otto.client.post(`${path}/${row.id}/answer`, { accept }, { ifMatch: match(row) });
  const refused = async (row: Json) => assert.equal((await answer(row, true)).is(409).code, 'hand_over_not_theirs');

  world.step('gives nothing once whoever offered it leads the squad no more', async () => {
    cast_ = await cast(world);
    const { on, lead, olga, otto } = cast_;
    const row = (await lead.client.post(path, { from_id: olga.id, to_id: otto.id, day: dayFrom(on.today, 3) })).is(201);
    const [role] = await grants(lead);
    await take(role);
    await refused(row);
    assert.equal((await answer(row, false)).is(200).state, 'declined');
    assert.deepEqual((await grants(otto)).map((grant) => grant.unit_name), ['Finance']);
  });

  world.step('gives nothing to who is no OKR master any more', async () => {
    const { on, olga, otto } = cast_;
    const row = (await olga.client.post(path, { to_id: otto.id, day: on.today })).is(201);
    const [role] = await grants(otto);
    await take(role);
    await refused(row);
    assert.deepEqual(await grants(otto), []);
    await give(otto, on.units.finance);
    (await olga.client.post(`${path}/${row.id}/withdraw`, undefined, { ifMatch: match(row) })).is(200);
  });

  world.step('gives the whole organisation only when an administrator offered it', async () => {
    const { on, olga, otto } = cast_;
    const row = (await olga.client.post(path, { to_id: otto.id, day: on.today })).is(201);
    await give(olga, null);
    await refused(row);
    (await olga.client.post(`${path}/${row.id}/withdraw`, undefined, { ifMatch: match(row) })).is(200);
    const offered = (await world.admin.post(path, { from_id: olga.id, to_id: otto.id, day: on.today })).is(201);
    assert.equal((await answer(offered, true)).is(200).state, 'done');
    assert.deepEqual((await grants(otto)).map((grant) => grant.unit_name).sort(), ['Finance', 'Retail', null]);
  });
});

const FURTHEST_AHEAD_MS = 14 * 3_600_000;

both('a hand-over on its day', (world) => {
  let cast_: Cast;
  const path = '/api/v1/hand-overs';
  /** Of an inbox, as soon as the minute's job told; how often one looks is not compared between the engines. */
  const told = async (who: Person) => {
    const quiet = world.unheard();
    quiet.cookie = who.client.cookie;
    const deadline = Date.now() + 120_000;
    for (;;) {
      const { items } = (await quiet.get('/api/v1/me/notices')).is(200);
      const found = items.filter((one: Json) => one.kind === 'hand_over');
      if (found.length > 0) return found.map((one: Json) => [one.note, one.actor_name, one.subject]);
      assert.ok(Date.now() < deadline, 'nobody was told');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  world.step('that cannot be done says why to both, and stands on their desks', async () => {
    cast_ = await cast(world);
    const { on, olga, otto } = cast_;
    const day = new Date(Date.now() + FURTHEST_AHEAD_MS).toISOString().slice(0, 10); // as it is in Etc/GMT-14
    await on.setting('zone', 'Etc/GMT+12'); // 26 hours behind it, so that the day is still to come
    const row = (await olga.client.post(path, { to_id: otto.id, day })).is(201);
    const accepted = (await otto.client.post(`${path}/${row.id}/answer`, { accept: true }, { ifMatch: match(row) })).is(200);
    assert.deepEqual([accepted.state, accepted.withdrawn_at, accepted.withdrawn_why], ['accepted', null, null]);
    const [role] = (await world.admin.get('/api/v1/grants', { person_id: otto.id })).is(200).items;
    (await world.admin.delete(`/api/v1/grants/${role.id}`)).is(204);
    await on.setting('zone', 'Etc/GMT-14');
    assert.deepEqual(await told(olga), [['not_taken', 'Otto Master', 'hand_over']]);
    assert.deepEqual(await told(otto), [['not_taken', 'Olga Master', 'hand_over']]);
    for (const who of [olga, otto]) {
      const [one] = (await who.client.get('/api/v1/squad/desk', { cycle_id: on.cycle })).is(200).hand_overs;
      assert.deepEqual([one.id, one.state, one.withdrawn_why, one.letter, one.may_withdraw], [row.id, 'withdrawn', 'not_taken', [], false]);
      assert.ok(one.withdrawn_at);
    }
    assert.equal((await world.admin.get('/api/v1/grants', { person_id: olga.id })).is(200).items.length, 1);
  });
}, { beside: true });

both('harmonisation sessions', (world) => {
  let cast_: Cast;
  let session: Json;
  const path = '/api/v1/harmonisations';
  const get = async (id: number) => (await world.admin.get(`${path}/${id}`)).is(200);

  world.step('begin with the open proposals', async () => {
    cast_ = await cast(world);
    const { on, lead, olga, mia } = cast_;
    (await mia.client.post('/api/v1/proposals', { title: 'Meet on Tuesdays' })).is(201);
    const body = { title: 'Autumn session', cycle_id: on.cycle, starts_at: '2031-01-10T09:00:00Z' };
    session = (await lead.client.post(path, body)).is(201);
    assert.deepEqual([session.state, session.lead_name, session.may_edit], ['planned', 'Lea Lead', true]);
    assert.deepEqual(session.items.map((one: Json) => [one.kind, one.proposal_title]), [['proposal', 'Meet on Tuesdays']]);
    assert.deepEqual((await lead.client.post(path, { ...body, agenda: false })).is(201).items, []);
    (await lead.client.post(path, { ...body, cycle_id: 999_999 })).faultAt('/cycle_id');
    (await lead.client.post(path, { ...body, lead_id: 999_999 })).faultAt('/lead_id');
    (await olga.client.post(path, body)).is(403);
    assert.equal((await mia.client.get(`${path}/${session.id}`)).is(200).may_edit, false);
    (await mia.client.get(`${path}/999999`)).is(404);
  });

  world.step('have an agenda with decisions', async () => {
    const { lead, olga } = cast_;
    const topic = (await lead.client.post(`${path}/${session.id}/items`, { title: 'When is it at risk?' })).is(201);
    assert.deepEqual([topic.kind, topic.rank], ['topic', 1]);
    const decided = (await lead.client.patch(`/api/v1/harmonisation-items/${topic.id}`, { decision: 'Below 5 of 10.' }, match(topic))).is(200);
    assert.equal(decided.decision, 'Below 5 of 10.');
    (await lead.client.patch(`/api/v1/harmonisation-items/${topic.id}`, { title: null }, match(decided))).faultAt('/title');
    (await lead.client.patch(`/api/v1/harmonisation-items/${topic.id}`, { title: 'X' }, match(topic))).is(412);
    (await olga.client.patch(`/api/v1/harmonisation-items/${topic.id}`, { title: 'X' }, match(decided))).is(403);
    const passing = (await lead.client.post(`${path}/${session.id}/items`, { title: 'Lunch' })).is(201);
    (await lead.client.delete(`/api/v1/harmonisation-items/${passing.id}`, match(passing))).is(204);
    (await lead.client.delete(`/api/v1/harmonisation-items/${passing.id}`, match(passing))).is(404);
    assert.equal((await get(session.id)).items.length, 2);
  });

  world.step('note who was there, and agree actions that come back', async () => {
    const { on, lead, olga, otto } = cast_;
    session = (await lead.client.patch(`${path}/${session.id}`, { person_ids: [olga.id, otto.id], place: 'Utrecht' }, match(session))).is(200);
    assert.deepEqual(session.attendance.map((one: Json) => one.name), ['Olga Master', 'Otto Master']);
    (await lead.client.patch(`${path}/${session.id}`, { person_ids: [999_999] }, match(session))).faultAt('/person_ids/0');
    const agree = (body: Json) => lead.client.post(`${path}/${session.id}/actions`, { title: 'Write it down', owner_id: olga.id, due_day: dayFrom(on.today, 14), ...body });
    const action = (await agree({ item_id: session.items[0].id })).is(201);
    assert.deepEqual([action.owner_name, action.unit_name, action.state], ['Olga Master', 'Acme', 'open']);
    const loose = (await agree({ title: 'Tell everybody' })).is(201);
    assert.deepEqual((await get(session.id)).origins, [{ harmonisation_id: session.id, action_id: action.id, item_id: session.items[0].id }]);
    (await olga.client.patch(`/api/v1/actions/${loose.id}`, { state: 'done' }, match(loose))).is(200);
    (await agree({ item_id: 999_999 })).faultAt('/item_id');
    (await agree({ owner_id: 999_999 })).faultAt('/owner_id');
    assert.deepEqual((await olga.client.get('/api/v1/me/actions')).is(200).items.map((one: Json) => one.title), ['Write it down']);
    const next = (await lead.client.post(path, { title: 'Winter session', cycle_id: on.cycle, starts_at: '2031-04-10T09:00:00Z' })).is(201);
    assert.deepEqual(next.follow_ups.map((one: Json) => one.title), ['Write it down']);
    assert.deepEqual((await get(session.id)).follow_ups, []);
    (await olga.client.patch(`/api/v1/actions/${action.id}`, { state: 'done' }, match(action))).is(200);
    assert.deepEqual((await get(next.id)).follow_ups, []);
    assert.equal((await get(session.id)).actions[0].state, 'done');
    const cancelled = (await lead.client.post(`${path}/${next.id}/cancel`, undefined, { ifMatch: match(next) })).is(200);
    assert.equal(cancelled.state, 'cancelled');
    assert.equal((await lead.client.patch(`${path}/${next.id}`, { place: 'X' }, match(cancelled))).is(409).code, 'session_cancelled');
  });

  world.step('are held, once', async () => {
    const { lead, olga } = cast_;
    (await olga.client.post(`${path}/${session.id}/hold`, undefined, { ifMatch: match(session) })).is(403);
    session = (await lead.client.post(`${path}/${session.id}/hold`, undefined, { ifMatch: match(session) })).is(200);
    assert.equal(session.state, 'held');
    assert.ok(session.held_at);
    assert.equal((await lead.client.post(`${path}/${session.id}/hold`, undefined, { ifMatch: match(session) })).is(409).code, 'session_held');
    assert.equal((await lead.client.post(`${path}/${session.id}/cancel`, undefined, { ifMatch: match(session) })).is(409).code, 'session_held');
    const { items } = (await olga.client.get(`${path}/${session.id}/history`)).is(200);
    assert.deepEqual([items[0].kind, items[0].person_name], ['harmonisation_held', 'Lea Lead']);
    assert.ok(items.some((entry: Json) => entry.field === 'place' && entry.new_value === 'Utrecht'));
    assert.ok(items.some((entry: Json) => entry.field === 'lead_id' && entry.new_name === 'Lea Lead'));
    (await olga.client.get(`${path}/999999/history`)).is(404);
    const rows = await all(lead.client, path, { limit: 1 });
    assert.deepEqual(rows.map((one) => [one.title, one.state]), [['Winter session', 'cancelled'], ['Autumn session', 'planned'], ['Autumn session', 'held']]);
  });
});

both('harmonisation sessions and the spread', (world) => {
  world.step('put on the agenda in what business units lie far apart', async () => {
    const on = await company(world);
    const south = await on.unit('South', on.units.top, 'business_unit');
    const high = await on.published({ unit_id: on.units.top });
    const linked = await on.published({ unit_id: on.units.retail });
    await on.link(linked.id, high.id);
    await on.published({ unit_id: south });
    const session = (await on.admin.post('/api/v1/harmonisations', { title: 'Apart', cycle_id: on.cycle, starts_at: '2031-01-10T09:00:00Z' })).is(201);
    assert.deepEqual(session.items.map((one: Json) => [one.kind, one.signal]).filter(([, signal]: string[]) => signal === 'alignment'), [['spread', 'alignment']]);
  });
});
