// SPDX-License-Identifier: Apache-2.0
// The way of working: versions of the handbook with their chapters and settings, and proposals.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';

const path = '/api/v1/handbooks';
const titles = (handbook: Json): string[] => handbook.chapters.map((one: Json) => one.title_en);

both('the way of working', (world) => {
  let on: Company;
  let lead: Person;
  let mia: Person;
  let first: Json;
  let second: Json;
  const get = async (id: number) => (await world.admin.get(`${path}/${id}`)).is(200);
  const patch = async (id: number, body: Json) => world.admin.patch(`${path}/${id}`, body, match(await get(id)));
  const publish = async (id: number, body: Json = {}) =>
    world.admin.post(`${path}/${id}/publish`, body, { ifMatch: match(await get(id)) });
  const setting = async (name: string) =>
    (await world.admin.get('/api/v1/settings?limit=200')).is(200).items.find((one: Json) => one.name === name).value;

  world.step('is not there before somebody begins it', async () => {
    on = await company(world);
    lead = await on.person('Lea Lead', { role: ['okr_master', null] });
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const none = { handbook: null, coming: null, draft_id: null, open_proposals: 0 };
    assert.deepEqual((await world.admin.get('/api/v1/handbook')).is(200), { ...none, may_edit: true });
    assert.deepEqual((await mia.client.get('/api/v1/handbook')).is(200), { ...none, may_edit: false });
  });

  world.step('begins with the built-in handbook, in both languages, as a draft that others do not see', async () => {
    first = (await lead.client.post(path, {})).is(201);
    assert.deepEqual([first.number, first.state, first.holds, first.may_edit], [1, 'draft', false, true]);
    assert.equal(titles(first)[0], 'Why we work with OKRs');
    assert.ok(first.chapters.length >= 10);
    for (const one of first.chapters) {
      assert.ok(one.body_en.length > 200 && one.body_nl.length > 200, one.slug);
      assert.match(one.slug, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
    // Lines of one list stand together, paragraphs apart.
    assert.match(first.chapters[0].body_en, /\n\nWe expect five things of it:\n\n- the strategy [^\n]+\n- we start less/);
    const cadence = first.settings.find((one: Json) => one.name === 'cadence_days');
    assert.deepEqual([cadence.value, cadence.current, cadence.differs], ['14', '14', false]);
    const most = first.settings.find((one: Json) => one.name === 'objectives_per_unit_max');
    assert.deepEqual([most.value, most.current, most.differs], ['5', '0', true]);
    assert.equal((await world.admin.get('/api/v1/handbook')).is(200).draft_id, first.id);
    assert.equal((await mia.client.get('/api/v1/handbook')).is(200).draft_id, null);
    assert.equal((await mia.client.get(`${path}/${first.id}`)).is(404).code, 'no_such_handbook');
    assert.deepEqual((await mia.client.get(path)).is(200).items, []);
    assert.equal((await world.admin.post(path, {})).is(409).code, 'draft_exists');
  });

  world.step('has chapters that are added, changed, moved and taken out', async () => {
    const body = { title_en: 'Wie ons kent', title_nl: 'Wie ons kent', body_en: '**Us.**' };
    const made = (await lead.client.post(`${path}/${first.id}/chapters`, body)).is(201);
    assert.deepEqual([made.slug, made.rank, made.body_nl], ['wie-ons-kent', first.chapters.length, null]);
    const again = (await lead.client.post(`${path}/${first.id}/chapters`, body)).is(201);
    assert.equal(again.slug, 'wie-ons-kent-2');
    const odd = (await lead.client.post(`${path}/${first.id}/chapters`, { title_en: '我们', title_nl: 'Wij' })).is(201);
    assert.equal(odd.slug, 'chapter');
    (await lead.client.post(`${path}/${first.id}/chapters`, { title_en: '', title_nl: 'Wij' })).faultAt('/title_en');
    const moved = (await lead.client.patch(`/api/v1/handbook-chapters/${made.id}`, { rank: 1, title_en: 'Who we are' }, match(made))).is(200);
    assert.deepEqual([moved.slug, moved.rank, moved.version], ['wie-ons-kent', 1, 2]);
    const now = await get(first.id);
    assert.deepEqual(titles(now).slice(0, 3), ['Why we work with OKRs', 'Who we are', 'The rhythm of a year']);
    assert.deepEqual(now.chapters.map((one: Json) => one.rank), now.chapters.map((_: Json, at: number) => at));
    (await lead.client.patch(`/api/v1/handbook-chapters/${made.id}`, { rank: 1 }, match(made))).is(412);
    for (const one of [again, odd]) {
      const { version } = (await get(first.id)).chapters.find((other: Json) => other.id === one.id);
      (await lead.client.delete(`/api/v1/handbook-chapters/${one.id}`, `"${version}"`)).is(204);
    }
    assert.equal((await get(first.id)).chapters.length, first.chapters.length + 1);
    (await lead.client.delete(`/api/v1/handbook-chapters/${again.id}`, match(again))).is(404);
    // What is added stands behind the others, also where some before them were taken out.
    const add = async (title: string) => (await lead.client.post(`${path}/${first.id}/chapters`, { title_en: title, title_nl: title })).is(201);
    const [one, two, three] = [await add('One'), await add('Two'), await add('Three')];
    for (const out of [one, two]) (await lead.client.delete(`/api/v1/handbook-chapters/${out.id}`, match(out))).is(204);
    const four = await add('Four');
    assert.deepEqual(titles(await get(first.id)).slice(-2), ['Three', 'Four']);
    for (const out of [three, four]) (await lead.client.delete(`/api/v1/handbook-chapters/${out.id}`, match(out))).is(204);
  });

  world.step('wants settings that exist, with values they can have', async () => {
    const set = (body: Json) => lead.client.post(`${path}/${first.id}/settings`, body);
    const made = (await set({ name: 'cadence_days', value: '7' })).is(200);
    assert.deepEqual([made.value, made.current, made.differs], ['7', '14', true]);
    assert.equal((await get(first.id)).settings.length, first.settings.length);
    (await set({ name: 'cadence_days', value: '0' })).faultAt('/value');
    (await set({ name: 'colour', value: 'red' })).faultAt('/name');
    const [one] = (await get(first.id)).settings;
    (await lead.client.delete(`/api/v1/handbook-settings/${one.id}`)).is(204);
    (await lead.client.delete(`/api/v1/handbook-settings/${one.id}`)).is(404);
    assert.equal((await get(first.id)).settings.length, first.settings.length - 1);
  });

  world.step('is published from a cycle on, and then stays as it is', async () => {
    assert.equal((await publish(first.id)).is(409).code, 'no_cycle');
    (await patch(first.id, { from_cycle_id: 999_999 })).faultAt('/from_cycle_id');
    (await patch(first.id, { from_cycle_id: on.cycle })).is(200);
    first = (await publish(first.id)).is(200);
    assert.deepEqual([first.state, first.holds, first.from_cycle_name, first.published_by_name], ['published', true, 'This quarter', 'Ada Admin']);
    assert.equal(await setting('cadence_days'), '14'); // nobody asked for it
    assert.equal((await mia.client.get('/api/v1/handbook')).is(200).handbook.id, first.id);
    assert.equal((await patch(first.id, { change_en: 'X' })).is(409).code, 'handbook_published');
    assert.equal((await publish(first.id)).is(409).code, 'handbook_published');
    assert.equal((await world.admin.delete(`${path}/${first.id}`, match(first))).is(409).code, 'handbook_published');
    const [chapter] = first.chapters;
    assert.equal((await world.admin.patch(`/api/v1/handbook-chapters/${chapter.id}`, { rank: 4 }, match(chapter))).is(409).code, 'handbook_published');
    assert.equal((await world.admin.delete(`/api/v1/handbook-settings/${first.settings[0].id}`)).is(409).code, 'handbook_published');
  });

  world.step('is changed by proposals of anybody, also out of a retrospective', async () => {
    const body = { title: 'Meet on Tuesdays', body: 'Monday is *full*.', chapter: 'the-check-in-meeting' };
    let one = (await mia.client.post('/api/v1/proposals', body)).is(201);
    assert.deepEqual(
      [one.state, one.source, one.created_by_name, one.may_edit, one.may_decide],
      ['open', 'person', 'Mia Member', true, false],
    );
    one = (await mia.client.patch(`/api/v1/proposals/${one.id}`, { title: 'Meet on Wednesdays' }, match(one))).is(200);
    const retrospective = (await world.admin.post(`/api/v1/units/${on.units.netherlands}/retrospectives`, { cycle_id: on.cycle })).is(201);
    const two = (await mia.client.post('/api/v1/proposals', { title: 'Fewer key results', retrospective_id: retrospective.id })).is(201);
    assert.deepEqual([two.source, two.unit_name], ['retrospective', 'Netherlands']);
    (await mia.client.post('/api/v1/proposals', { title: 'X', retrospective_id: 999_999 })).faultAt('/retrospective_id');
    assert.equal((await mia.client.get('/api/v1/handbook')).is(200).open_proposals, 2);
    const decide = (which: Json, said: Json) => lead.client.post(`/api/v1/proposals/${which.id}/decide`, said, { ifMatch: match(which) });
    assert.equal((await decide(one, { accept: true })).is(409).code, 'no_draft');
    (await decide(two, { accept: false })).faultAt('/reason');
    second = (await lead.client.post(path, {})).is(201);
    assert.deepEqual([second.number, titles(second)], [2, titles(first)]);
    const accepted = (await decide(one, { accept: true })).is(200);
    assert.deepEqual([accepted.state, accepted.handbook_id, accepted.decided_by_name], ['accepted', second.id, 'Lea Lead']);
    const declined = (await decide(two, { accept: false, reason: 'Five is few already.' })).is(200);
    assert.deepEqual([declined.state, declined.reason, declined.may_edit], ['declined', 'Five is few already.', false]);
    assert.equal((await decide(declined, { accept: true })).is(409).code, 'proposal_decided');
    assert.equal((await mia.client.patch(`/api/v1/proposals/${two.id}`, { title: 'X' }, match(declined))).is(409).code, 'proposal_decided');
    assert.deepEqual((await get(second.id)).proposals.map((p: Json) => p.title), ['Meet on Wednesdays']);
    assert.deepEqual((await all(mia.client, '/api/v1/proposals', { limit: 1 })).map((p: Json) => p.title), ['Fewer key results', 'Meet on Wednesdays']);
    assert.deepEqual((await all(mia.client, '/api/v1/proposals', { state: 'declined' })).length, 1);
  });

  world.step('opens a proposal again when the draft that took it is thrown away', async () => {
    (await lead.client.delete(`${path}/${second.id}`, match(await get(second.id)))).is(204);
    const [one] = (await world.admin.get('/api/v1/proposals?state=open')).is(200).items;
    assert.deepEqual([one.title, one.handbook_id, one.decided_at], ['Meet on Wednesdays', null, null]);
    second = (await lead.client.post(path, {})).is(201);
    assert.equal(second.number, 2);
    (await lead.client.post(`/api/v1/proposals/${one.id}/decide`, { accept: true }, { ifMatch: match(one) })).is(200);
  });

  world.step('compares two versions, chapter by chapter', async () => {
    const meeting = second.chapters.find((one: Json) => one.slug === 'the-check-in-meeting');
    (await lead.client.patch(`/api/v1/handbook-chapters/${meeting.id}`, { body_en: 'On Wednesdays.' }, match(meeting))).is(200);
    const gone = second.chapters.find((one: Json) => one.slug === 'wie-ons-kent');
    (await lead.client.delete(`/api/v1/handbook-chapters/${gone.id}`, match(gone))).is(204);
    (await lead.client.post(`${path}/${second.id}/chapters`, { title_en: 'Money', title_nl: 'Geld' })).is(201);
    (await lead.client.post(`${path}/${second.id}/settings`, { name: 'grace_days', value: '2' })).is(200);
    const difference = (await lead.client.get(`${path}/${second.id}/compare`, { with: first.id })).is(200);
    assert.deepEqual([difference.old.number, difference.new.number], [1, 2]);
    const changed = difference.chapters.filter((one: Json) => one.change !== 'unchanged');
    assert.deepEqual(
      changed.map((one: Json) => [one.slug, one.change, one.fields.map((field: Json) => field.field)]),
      [
        ['the-check-in-meeting', 'changed', ['body_en']],
        ['money', 'added', ['title_en', 'title_nl']],
        ['wie-ons-kent', 'ended', ['title_en', 'title_nl', 'body_en']],
      ],
    );
    assert.deepEqual(difference.settings, [{ name: 'grace_days', old_value: '3', new_value: '2' }]);
    (await mia.client.get(`${path}/${first.id}/compare`, { with: second.id })).faultAt('?with', 400);
  });

  world.step('holds from its cycle on, and may bring the settings it wants', async () => {
    const next = { name: 'Next quarter', start_day: dayFrom(on.today, 62), end_day: dayFrom(on.today, 152), state: 'planned' };
    const cycle = (await world.admin.post('/api/v1/cycles', next)).is(201).id;
    (await patch(second.id, { from_cycle_id: cycle })).is(200);
    assert.equal((await publish(second.id)).is(409).code, 'no_change_note');
    (await patch(second.id, { change_en: 'Meet on Wednesdays.' })).is(200);
    assert.equal((await lead.client.get(`${path}/${second.id}`)).is(200).may_apply, false);
    second = await get(second.id);
    assert.equal(second.may_apply, true);
    const apply = { apply_settings: true };
    assert.equal((await lead.client.post(`${path}/${second.id}/publish`, apply, { ifMatch: match(second) })).is(403).code, 'forbidden'); // settings are an administrator's
    assert.equal((await get(second.id)).state, 'draft');
    second = (await world.admin.post(`${path}/${second.id}/publish`, apply, { ifMatch: match(second) })).is(200);
    assert.equal(second.holds, false);
    assert.deepEqual(second.settings.map((one: Json) => one.differs), second.settings.map(() => false));
    assert.deepEqual([await setting('cadence_days'), await setting('grace_days')], ['7', '2']);
    const now = (await mia.client.get('/api/v1/handbook')).is(200);
    assert.deepEqual([now.handbook.number, now.coming.number, now.coming.from_cycle_name], [1, 2, 'Next quarter']);
    assert.deepEqual((await all(mia.client, path, { limit: 1 })).map((one: Json) => [one.number, one.holds]), [[2, false], [1, true]]);
    const third = (await world.admin.post(path, { from_cycle_id: on.cycle })).is(201);
    (await patch(third.id, { change_nl: 'Alles.' })).is(200);
    (await publish(third.id)).is(200);
    assert.equal((await mia.client.get('/api/v1/handbook')).is(200).handbook.number, 3);
  });
});
