// SPDX-License-Identifier: Apache-2.0
// Templates of the process: written as drafts, published for good, compared, and the calendars they count by.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, match, type Person } from '../support/company.ts';

type Versioned = Json & { version: number };

both('process templates', (world) => {
  let on: Company;
  let master: Person;
  let squad: Person;
  let mia: Person;
  let dare: Json;
  let draft: Versioned;
  const api = '/api/v1';
  const version = async (id: number, client: Client = world.admin): Promise<Versioned> =>
    (await client.get(`${api}/process-versions/${id}`)).is(200) as Versioned;
  const phaseOf = (one: Json, name: string): Versioned => one.phases.find((phase: Json) => phase.name_en === name);
  const ruleOf = (one: Json, name: string): Versioned =>
    one.phases.flatMap((phase: Json) => phase.rules).find((rule: Json) => rule.name_en === name);

  world.step('a new organisation has DARE, published, in English and Dutch', async () => {
    on = await company(world);
    master = await on.person('Max Master', { role: ['okr_master', on.units.retail] });
    squad = await on.person('Sam Squad', { role: ['okr_master', null] });
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    [dare] = await all(mia.client, `${api}/process-templates`);
    assert.deepEqual([dare.name_en, dare.built_in, dare.published_number, dare.draft_id, dare.in_use], ['DARE', true, 1, null, 0]);
    const first = await version(dare.published_id, mia.client);
    assert.deepEqual(first.phases.map((phase: Json) => phase.name_en), ['Draft', 'Align', 'Run', 'Evaluate']);
    assert.deepEqual(first.phases.map((phase: Json) => phase.name_nl), ['Opstellen', 'Afstemmen', 'Uitvoeren', 'Evalueren']);
    const rules: Json[] = first.phases.flatMap((phase: Json) => phase.rules);
    assert.equal(rules.length, 19);
    for (const rule of rules) for (const text of ['name_en', 'name_nl', 'guidance_en', 'guidance_nl']) assert.ok(rule[text]?.length > 3, `${rule.name_en} ${text}`);
    const review = ruleOf(first, 'Review the quality');
    assert.deepEqual(review.after_ids, [ruleOf(first, 'Draft OKRs with the team').id, ruleOf(first, 'Sharpen the wording').id]);
    assert.deepEqual(ruleOf(first, 'Hold the alignment workshop').types, ['business_unit', 'company']);
    assert.deepEqual(
      first.rungs,
      [[0, 'owner'], [1, 'leader'], [3, 'okr_master'], [7, 'squad_lead'], [14, 'sponsor']].map(([days, duty]) => ({ days, duty })),
    );
    (await world.admin.post(`${api}/process-templates/built-in`)).is(409);
  });

  world.step('squad leads and administrators write, nobody else', async () => {
    const body = { name_en: 'Ours' };
    (await mia.client.post(`${api}/process-templates`, body)).is(403);
    (await master.client.post(`${api}/process-templates`, body)).is(403);
    (await world.admin.post(`${api}/process-templates`, {})).faultAt('/name_en');
    (await world.admin.post(`${api}/process-templates`, { ...body, based_on_id: 999_999 })).faultAt('/based_on_id');
    const ours = (await squad.client.post(`${api}/process-templates`, { ...body, name_nl: 'Van ons', region: 'Spain' })).is(201);
    assert.deepEqual([ours.region, ours.versions.length, ours.versions[0].state, ours.versions[0].rule_count, ours.may_edit], ['Spain', 1, 'draft', 0, true]);
    const changed = (await squad.client.patch(`${api}/process-templates/${ours.id}`, { archived: true }, match(ours as Versioned))).is(200);
    assert.equal(changed.archived, true);
    (await squad.client.patch(`${api}/process-templates/${ours.id}`, { name_en: null, name_nl: null }, match(changed as Versioned))).faultAt('/name_en');
    assert.deepEqual((await all(squad.client, `${api}/process-templates`)).map((one) => one.name_en), ['DARE']);
    assert.deepEqual((await all(squad.client, `${api}/process-templates`, { archived: 'true' })).map((one) => one.name_en), ['DARE', 'Ours']);
    (await squad.client.delete(`${api}/process-versions/${ours.versions[0].id}`, match(ours.versions[0]))).is(409); // the only one
    (await mia.client.get(`${api}/process-templates/999999`)).is(404);
  });

  world.step('a new version begins as a copy, one draft at a time', async () => {
    draft = (await squad.client.post(`${api}/process-templates/${dare.id}/versions`, { year: 2027 })).is(201) as Versioned;
    const first = await version(dare.published_id);
    assert.deepEqual([draft.number, draft.state, draft.year, draft.based_on_id, draft.may_edit], [2, 'draft', 2027, first.id, true]);
    const bare = (one: Json): Json => one.phases.map((phase: Json) => [phase.name_en, phase.guidance_nl, phase.rules.map((rule: Json) => [rule.name_nl, rule.duty, rule.offset_days, rule.types, rule.after_ids.length, rule.documents_nl])]);
    assert.deepEqual(bare(draft), bare(first));
    assert.deepEqual(draft.rungs, first.rungs);
    const ids = new Set(draft.phases.flatMap((phase: Json) => phase.rules.map((rule: Json) => rule.id)));
    for (const phase of draft.phases) for (const rule of phase.rules) for (const id of rule.after_ids) assert.ok(ids.has(id), 'waits for a step of the copy');
    (await squad.client.post(`${api}/process-templates/${dare.id}/versions`, {})).is(409);
    (await squad.client.patch(`${api}/process-versions/${first.id}`, { year: 2030 }, match(first))).is(409);
    (await squad.client.post(`${api}/process-versions/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(409); // says not why
  });

  world.step('phases are added, moved and taken out', async () => {
    const made = (await squad.client.post(`${api}/process-versions/${draft.id}/phases`, { name_en: 'Learn', name_nl: 'Leren' })).is(201) as Versioned;
    assert.equal(made.rank, 4);
    (await squad.client.post(`${api}/process-versions/${draft.id}/phases`, {})).faultAt('/name_en');
    (await mia.client.post(`${api}/process-versions/${draft.id}/phases`, { name_en: 'Mine' })).is(403);
    (await squad.client.patch(`${api}/process-phases/${made.id}`, { rank: 1 }, '"99"')).is(412);
    const moved = (await squad.client.patch(`${api}/process-phases/${made.id}`, { rank: 1, name_en: 'Study' }, match(made))).is(200) as Versioned;
    assert.deepEqual((await version(draft.id)).phases.map((phase: Json) => [phase.rank, phase.name_en]), [[0, 'Draft'], [1, 'Study'], [2, 'Align'], [3, 'Run'], [4, 'Evaluate']]);
    const align = phaseOf(await version(draft.id), 'Align');
    (await squad.client.delete(`${api}/process-phases/${align.id}`, match(align))).is(409); // has steps
    (await squad.client.delete(`${api}/process-phases/${moved.id}`, match(moved))).is(204);
    (await squad.client.delete(`${api}/process-phases/${moved.id}`, match(moved))).is(404);
    const published = phaseOf(await version(dare.published_id), 'Align');
    (await squad.client.patch(`${api}/process-phases/${published.id}`, { name_en: 'No' }, match(published))).is(409);
  });

  world.step('steps are checked as they are written', async () => {
    const run = phaseOf(await version(draft.id), 'Run');
    const make = (body: Json) => squad.client.post(`${api}/process-phases/${run.id}/rules`, body);
    const kickOff = ruleOf(await version(draft.id), 'Kick off the cycle');
    const checkIn = ruleOf(await version(draft.id), 'Check in');
    const elsewhere = ruleOf(await version(dare.published_id), 'Check in');
    (await make({})).faultAt('/name_en');
    (await make({ name_en: 'X', evidence: 'strategy_published' })).faultAt('/evidence');
    (await make({ name_en: 'X', evidence: 'input_pack' })).faultAt('/documents_en');
    (await make({ name_en: 'X', anchor: 'rule' })).faultAt('/anchor_id');
    (await make({ name_en: 'X', anchor: 'rule', anchor_id: elsewhere.id })).faultAt('/anchor_id');
    (await make({ name_en: 'X', anchor: 'rule', anchor_id: checkIn.id })).faultAt('/anchor_id'); // every round, X once
    (await make({ name_en: 'X', after_ids: [kickOff.id, elsewhere.id] })).faultAt('/after_ids/1');
    (await make({ name_en: 'X', types: ['team', 'tribe'] })).faultAt('/types/1');
    (await make({ name_en: 'X', scope: 'organisation', types: ['team'] })).faultAt('/types');
    (await make({ name_en: 'X', after_ids: [kickOff.id, checkIn.id] })).faultAt('/after_ids/1'); // every round, X once
    (await make({ name_en: 'X', rhythm: 'cycle', after_ids: [kickOff.id] })).faultAt('/after_ids/0');
    (await make({ name_en: 'X', offset_days: 401 })).faultAt('/offset_days');
    (await make({ name_en: 'X', rungs: [{ days: 101, duty: 'leader' }] })).faultAt('/rungs/0/days');
    (await squad.client.post(`${api}/process-phases/999999/rules`, { name_en: 'X' })).is(404);
    const lunch = (
      await make({ name_en: 'Lunch', types: ['team'], after_ids: [kickOff.id], anchor: 'rule', anchor_id: kickOff.id, offset_days: 2, rungs: [{ days: 2, duty: 'leader' }] })
    ).is(201) as Versioned;
    assert.deepEqual([lunch.rank, lunch.types, lunch.after_ids, lunch.rungs], [6, ['team'], [kickOff.id], [{ days: 2, duty: 'leader' }]]);
    const change = (one: Versioned, body: Json) => squad.client.patch(`${api}/process-rules/${one.id}`, body, match(one));
    (await change(kickOff, { after_ids: [lunch.id] })).faultAt('/after_ids/0'); // a circle
    (await change(kickOff, { anchor: 'rule', anchor_id: lunch.id })).faultAt('/anchor_id');
    (await change(kickOff, { rhythm: 'round' })).faultAt('/rhythm'); // lunch is counted from it
    (await change(kickOff, { rhythm: 'cycle' })).faultAt('/rhythm'); // it waits for what each inner cycle asks
    (await change(lunch, { scope: 'organisation' })).faultAt('/scope'); // it is for teams
    (await change(kickOff, { phase_id: phaseOf(await version(dare.published_id), 'Run').id })).faultAt('/phase_id');
    (await squad.client.delete(`${api}/process-rules/${kickOff.id}`, match(kickOff))).is(409);
    const moved = (await change(lunch, { rank: 0, rungs: [] })).is(200) as Versioned;
    assert.deepEqual([moved.types, moved.rungs], [['team'], []]);
    assert.deepEqual(phaseOf(await version(draft.id), 'Run').rules.map((rule: Json) => rule.name_en).slice(0, 2), ['Lunch', 'Kick off the cycle']);
    assert.equal((await mia.client.get(`${api}/process-rules/${lunch.id}`)).is(200).name_en, 'Lunch');
    (await mia.client.get(`${api}/process-rules/999999`)).is(404);
  });

  world.step('a version is published once it says why, and compared', async () => {
    const summit = ruleOf(await version(draft.id), 'Hold the winter summit');
    (await squad.client.delete(`${api}/process-rules/${summit.id}`, match(summit))).is(204);
    const checkIn = ruleOf(await version(draft.id), 'Check in');
    (await squad.client.patch(`${api}/process-rules/${checkIn.id}`, { percent: 90 }, match(checkIn))).is(200);
    const rungs = [{ days: 2, duty: 'owner' }, { days: 5, duty: 'okr_master' }];
    (await mia.client.put(`${api}/process-versions/${draft.id}/rungs`, { rungs })).is(403);
    assert.deepEqual((await squad.client.put(`${api}/process-versions/${draft.id}/rungs`, { rungs })).is(200).rungs, rungs);
    const said = (await squad.client.patch(`${api}/process-versions/${draft.id}`, { why: 'We eat together.' }, match(draft))).is(200) as Versioned;
    const published = (await squad.client.post(`${api}/process-versions/${draft.id}/publish`, undefined, { ifMatch: match(said) })).is(200) as Versioned;
    assert.deepEqual([published.state, published.published_by_name, published.may_edit], ['published', 'Sam Squad', false]);
    const seen = (await mia.client.get(`${api}/process-versions/${draft.id}/compare`, { older_id: dare.published_id })).is(200);
    assert.deepEqual(seen.fields, [
      { field: 'year', old_value: null, new_value: '2027' },
      { field: 'rungs', old_value: '0 owner, 1 leader, 3 okr_master, 7 squad_lead, 14 sponsor', new_value: '2 owner, 5 okr_master' },
    ]);
    const changes = seen.items.filter((one: Json) => one.change !== 'unchanged');
    assert.deepEqual(changes.map((one: Json) => [one.change, one.name_en]), [['added', 'Lunch'], ['changed', 'Check in'], ['removed', 'Hold the winter summit']]);
    assert.deepEqual(changes[1].fields, [{ field: 'percent', old_value: '80', new_value: '90' }]);
    (await mia.client.get(`${api}/process-versions/${draft.id}/compare`, { older_id: 999_999 })).is(400);
    (await mia.client.get(`${api}/process-versions/999999/compare`, { older_id: draft.id })).is(404);
    const old = await version(dare.published_id);
    const retired = (await squad.client.post(`${api}/process-versions/${old.id}/retire`, undefined, { ifMatch: match(old) })).is(200) as Versioned;
    (await squad.client.post(`${api}/process-versions/${old.id}/retire`, undefined, { ifMatch: match(retired) })).is(409);
    assert.equal((await all(mia.client, `${api}/process-templates`))[0].published_number, 2);
    const third = (await squad.client.post(`${api}/process-templates/${dare.id}/versions`, { based_on_id: old.id })).is(201) as Versioned;
    assert.ok(ruleOf(third, 'Hold the winter summit'));
    (await squad.client.delete(`${api}/process-versions/${third.id}`, match(third))).is(204);
    (await squad.client.get(`${api}/process-versions/${third.id}`)).is(404);
  });

  world.step('evidence says what counts, and whether Koers knows it', async () => {
    const kinds = (await mia.client.get(`${api}/process-evidence`)).is(200).items as Json[];
    assert.equal(kinds.length, 19);
    const of = (name: string): Json => kinds.find((one) => one.evidence === name) ?? {};
    assert.deepEqual([of('signature').computed, of('check_ins').computed, of('check_ins').percent, of('summit_held').computed], [false, true, true, false]);
    assert.deepEqual(of('strategy_published').scopes, ['organisation']);
  });

  world.step('holidays are pasted, and hold for a unit and what lies below it', async () => {
    const make = (body: Json, client: Client = squad.client) => client.post(`${api}/holiday-calendars`, body);
    (await make({ name: 'Mine' }, mia.client)).is(403);
    const one = (await make({ name: 'Netherlands', country: 'Netherlands' })).is(201) as Versioned;
    (await make({ name: 'Netherlands' })).is(409);
    const paste = (text: string, client: Client = squad.client) => client.post(`${api}/holiday-calendars/${one.id}/holidays`, { text });
    (await paste('2026-12-25;X', mia.client)).is(403);
    (await paste('Christmas;2026-12-25')).faultAt('/text');
    (await paste('2026-02-30;Never')).faultAt('/text');
    (await paste('2026-12-25')).faultAt('/text');
    const full = (await paste('2026-12-25;Eerste kerstdag\n\n2026-12-26, Tweede kerstdag\n2027-01-01\tNieuwjaarsdag')).is(200);
    assert.deepEqual(full.holidays.map((day: Json) => [day.day, day.name]), [['2026-12-25', 'Eerste kerstdag'], ['2026-12-26', 'Tweede kerstdag'], ['2027-01-01', 'Nieuwjaarsdag']]);
    const again = (await paste('2026-12-25 Kerstmis')).is(200);
    assert.deepEqual([again.holidays.length, again.holidays[0].name], [3, 'Kerstmis']);
    (await squad.client.delete(`${api}/holidays/${again.holidays[2].id}`)).is(204);
    (await squad.client.delete(`${api}/holidays/${again.holidays[2].id}`)).is(404);
    const choose = (unit: number, body: Json, client: Client = squad.client) => client.put(`${api}/units/${unit}/calendar`, body);
    (await choose(on.units.netherlands, { calendar_id: one.id }, mia.client)).is(403);
    (await choose(on.units.netherlands, { calendar_id: 999_999 })).faultAt('/calendar_id');
    (await choose(999_999, { calendar_id: one.id })).is(404);
    (await choose(on.units.netherlands, { calendar_id: one.id })).is(204);
    (await choose(on.units.finance, { calendar_id: null })).is(204);
    const chosen = await all(mia.client, `${api}/unit-calendars`, { limit: 1 });
    assert.deepEqual(chosen.map((row) => [row.unit_name, row.calendar_name]).sort(), [['Finance', null], ['Netherlands', 'Netherlands']]);
    assert.deepEqual((await all(mia.client, `${api}/holiday-calendars`)).map((row) => [row.holiday_count, row.unit_count]), [[2, 1]]);
    const named = (await squad.client.patch(`${api}/holiday-calendars/${one.id}`, { name: 'The Netherlands' }, match(one))).is(200) as Versioned;
    (await squad.client.delete(`${api}/holiday-calendars/${one.id}`, match(named))).is(409);
    (await choose(on.units.netherlands, { inherit: true })).is(204);
    (await squad.client.delete(`${api}/holiday-calendars/${one.id}`, match(named))).is(204);
    (await squad.client.get(`${api}/holiday-calendars/${one.id}`)).is(404);
  });
});
