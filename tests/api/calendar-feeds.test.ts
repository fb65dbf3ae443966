// SPDX-License-Identifier: Apache-2.0
// Addresses that calendar programs read, held against an independent reader of iCalendar (ical.js).
import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { type Company, company, dayFrom, match, type Person } from '../support/company.ts';

type Versioned = Json & { version: number };

const api = '/api/v1';
const mine = `${api}/me/calendar-feeds`;

both('calendar feeds', (world) => {
  let on: Company;
  let lena: Person;
  let finn: Person;
  let keyResult: Json;
  let meeting: Versioned;
  let hers: Json;
  let step: Json;
  const make = async (client: Client, body: Json = {}) => (await client.post(mine, body)).is(201);
  /** As a program reads it: without cookie or token. */
  const fetched = (feed: Json, headers: Record<string, string> = {}) => {
    const { pathname, search } = new URL(feed.url);
    return fetch(new URL(pathname + search, world.server.url), { headers, redirect: 'manual' });
  };
  const calendar = async (feed: Json) => {
    const reply = await fetched(feed);
    assert.equal(reply.status, 200);
    assert.match(reply.headers.get('content-type') ?? '', /^text\/calendar; charset=utf-8$/);
    return new ICAL.Component(ICAL.parse(await reply.text()));
  };
  const events = async (feed: Json) => (await calendar(feed)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const event = async (feed: Json, kind: string) => {
    const found = (await events(feed)).filter((one) => one.uid.startsWith(`${kind}-`));
    assert.equal(found.length, 1, `one ${kind}`);
    return found[0] as ICAL.Event;
  };
  const day = (time: ICAL.Time) => time.toString().slice(0, 10);

  world.step('an address is told once, and listed without its secret', async () => {
    on = await company(world);
    lena = await on.person('Lena Leader', { memberOf: [on.units.netherlands], role: ['leader', on.units.netherlands] });
    finn = await on.person('Finn Far', { memberOf: [on.units.finance] });
    hers = await make(lena.client);
    assert.equal(hers.webcal_url, hers.url.replace(/^https?:/, 'webcal:'));
    assert.match(hers.url, /\/calendar\.ics\?t=[\w-]{43}$/);
    const items = (await lena.client.get(mine)).is(200).items;
    assert.deepEqual(items.map((one: Json) => [one.id, one.unit_name, 'url' in one, one.seen_at]), [[hers.id, null, false, null]]);
    assert.deepEqual((await finn.client.get(mine)).is(200).items, []);
    assert.equal((await lena.client.post(mine, { unit_id: 999_999 })).faultAt('/unit_id').code, 'no_such_unit');
  });

  world.step('is empty where nothing has a date, and says how often to look', async () => {
    const empty = await make(finn.client);
    const root = await calendar(empty);
    assert.deepEqual(root.getAllSubcomponents('vevent'), []);
    assert.equal(root.getFirstPropertyValue('x-wr-calname'), 'Koers');
    assert.equal(root.getFirstPropertyValue('refresh-interval')?.toString(), 'PT1H');
  });

  world.step('check-ins are a whole day that comes again until the cycle ends', async () => {
    const objective = await on.published({ owner_id: lena.id });
    keyResult = await on.keyResult(objective.id);
    await on.checkIn(keyResult.id, 10, { day: dayFrom(on.today, -3) }, lena.client);
    const due = await event(hers, 'check_in');
    assert.deepEqual([due.summary, due.startDate.isDate, day(due.startDate)], ['Check in 1 key result of Netherlands', true, dayFrom(on.today, 11)]);
    assert.equal(due.uid, `check_in-${on.units.netherlands}-in-${on.cycle}-of-${lena.id}@${new URL(hers.url).hostname}`);
    const cycle = (await on.admin.get(`${api}/cycles/${on.cycle}`)).is(200);
    const days: string[] = [];
    const iterator = due.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) days.push(day(next));
    const wanted: string[] = [];
    for (let next = dayFrom(on.today, 11); next <= cycle.end_day; next = dayFrom(next, 14)) wanted.push(next);
    assert.deepEqual(days, wanted.length > 0 ? wanted : [dayFrom(on.today, 11)]);
    // With the next check-in the same event moves on.
    await on.checkIn(keyResult.id, 20, { day: on.today }, lena.client);
    const moved = await event(hers, 'check_in');
    assert.deepEqual([moved.uid, day(moved.startDate)], [due.uid, dayFrom(on.today, 14)]);
  });

  world.step('a meeting is at its moment, on both sides of a change of the clocks, and moves under its own name', async () => {
    const plan = async (starts_at: string) => (await on.admin.post(`${api}/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle, starts_at, budget_minutes: 45 })).is(201);
    meeting = (await plan('2031-03-29T13:30:00Z')) as Versioned;
    const first = await event(hers, 'meeting');
    const millis = (time: ICAL.Time) => time.toJSDate().getTime();
    assert.deepEqual([first.summary, millis(first.startDate), millis(first.endDate)], ['Check-in meeting of Netherlands', Date.parse('2031-03-29T13:30:00Z'), Date.parse('2031-03-29T14:15:00Z')]);
    meeting = (await on.admin.patch(`${api}/meetings/${meeting.id}`, { starts_at: '2031-03-31T12:30:00Z' }, match(meeting))).is(200) as Versioned;
    const second = await event(hers, 'meeting');
    assert.deepEqual([second.uid, millis(second.startDate)], [first.uid, Date.parse('2031-03-31T12:30:00Z')]);
    assert.ok(second.sequence > first.sequence, 'programs take the newer one');
    assert.equal(second.component.getFirstPropertyValue('url'), `${new URL(hers.url).origin}/meetings/${meeting.id}`);
    assert.deepEqual((await events(await make(finn.client))).length, 0, 'it is not of his unit');
  });

  world.step('steps of the process are there before they are asked, and say when they are done', async () => {
    const made = (await on.admin.post(`${api}/process-templates`, { name_en: 'Short' })).is(201);
    const draft = made.versions[0] as Versioned;
    const phase = (await on.admin.post(`${api}/process-versions/${draft.id}/phases`, { name_en: 'All' })).is(201);
    await (await on.admin.post(`${api}/process-phases/${phase.id}/rules`, { name_en: 'Kick-off; at last', name_nl: 'Aftrap', types: ['team'], anchor: 'cycle_end', lead_days: 400 })).is(201);
    const version = (await on.admin.get(`${api}/process-versions/${draft.id}`)).is(200) as Versioned;
    (await on.admin.post(`${api}/process-versions/${draft.id}/publish`, undefined, { ifMatch: match(version) })).is(200);
    const process = (await on.admin.post(`${api}/processes`, { version_id: draft.id, cycle_id: on.cycle })).is(201);
    const [one] = (await on.admin.get(`${api}/steps`, { process_id: process.id })).is(200).items;
    step = one;
    const asked = await event(hers, 'step');
    assert.deepEqual([asked.summary, day(asked.startDate)], ['Kick-off; at last · Netherlands', step.due_day]);
    (await lena.client.post(`${api}/steps/${step.id}/sign`, { note: 'We met.' }, { ifMatch: match((await lena.client.get(`${api}/steps/${step.id}`)).is(200) as Versioned) })).is(200);
    assert.equal((await event(hers, 'step')).summary, '✓ Kick-off; at last · Netherlands');
    assert.equal((await event(hers, 'step')).uid, asked.uid);
  });

  world.step('harmonisation sessions are for who leads them and for the OKR masters', async () => {
    const session = (await on.admin.post(`${api}/harmonisations`, { title: 'Autumn', cycle_id: on.cycle, starts_at: '2031-01-10T09:00:00Z', place: 'Room 4', lead_id: finn.id })).is(201) as Versioned;
    const his = await make(finn.client);
    const planned = await event(his, 'harmonisation');
    assert.deepEqual([planned.summary, planned.location], ['Autumn', 'Room 4']);
    assert.deepEqual((await events(hers)).filter((one) => one.summary === 'Autumn'), []);
    (await on.admin.post(`${api}/harmonisations/${session.id}/cancel`, undefined, { ifMatch: match(session) })).is(200);
    assert.equal((await event(his, 'harmonisation')).component.getFirstPropertyValue('status'), 'CANCELLED');
  });

  world.step("a unit's calendar shows the unit's dates to whoever has the address", async () => {
    const units = await make(finn.client, { unit_id: on.units.netherlands });
    assert.equal(units.unit_name, 'Netherlands');
    assert.equal((await calendar(units)).getFirstPropertyValue('x-wr-calname'), 'Koers: Netherlands');
    assert.deepEqual((await events(units)).map((one) => one.uid.split('-')[0]).sort(), ['check_in', 'meeting', 'step']);
    assert.equal((await event(units, 'meeting')).uid, (await event(hers, 'meeting')).uid, 'one meeting is one thing in both');
    assert.notEqual((await event(units, 'check_in')).uid, (await event(hers, 'check_in')).uid);
  });

  world.step('drafts have no dates', async () => {
    const draft = await on.draft({ owner_id: finn.id });
    await on.keyResult(draft.id, { owner_id: finn.id });
    assert.deepEqual((await events(await make(finn.client))).filter((one) => one.uid.startsWith('check_in')), []);
  });

  world.step('is in the language of whose address it is', async () => {
    const me = (await lena.client.get(`${api}/me`)).is(200).person as Versioned;
    (await lena.client.patch(`${api}/me`, { language: 'nl' }, match(me))).is(200);
    assert.equal((await event(hers, 'meeting')).summary, 'Check-inoverleg van Netherlands');
    assert.equal((await event(hers, 'step')).summary, '✓ Aftrap · Netherlands');
    assert.equal((await event(hers, 'check_in')).summary, 'Check-in van 1 key result van Netherlands');
  });

  world.step('what did not change is not sent again', async () => {
    const first = await fetched(hers);
    const etag = first.headers.get('etag') ?? '';
    const again = await fetched(hers, { 'If-None-Match': etag });
    assert.deepEqual([again.status, await again.text()], [304, '']);
    await on.checkIn(keyResult.id, 30, { day: dayFrom(on.today, -1) }, lena.client);
    (await on.admin.patch(`${api}/meetings/${meeting.id}`, { budget_minutes: 30 }, match(meeting))).is(200);
    assert.equal((await fetched(hers, { 'If-None-Match': etag })).status, 200);
  });

  world.step('its person sees that it is read', async () => {
    for (let tries = 0; ; tries++) {
      const found = (await lena.client.get(mine)).is(200).items[0];
      if (found.seen_at !== null) break;
      assert.ok(tries < 100, 'it was never noted');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  world.step('once ended, or without the right secret, there is nothing', async () => {
    const found = async (feed: Json) => (await fetched(feed)).status;
    (await finn.client.delete(`${mine}/${hers.id}`)).is(404);
    assert.equal(await found(hers), 200);
    (await lena.client.delete(`${mine}/${hers.id}`)).is(204);
    assert.equal(await found(hers), 404);
    (await lena.client.delete(`${mine}/${hers.id}`)).is(404);
    const plain = new URL(hers.url);
    for (const search of ['', '?t=', '?t=x', `?t=${'x'.repeat(3000)}`, '?t=%00', '?t=%ff']) {
      const reply = await fetch(new URL(plain.pathname + search, world.server.url));
      assert.ok([400, 404].includes(reply.status), `${search} is ${reply.status}`);
      assert.match(reply.headers.get('content-type') ?? '', /problem\+json/);
    }
  });

  world.step('somebody who left has no calendar', async () => {
    const his = await make(finn.client);
    assert.equal((await fetched(his)).status, 200);
    const found = (await on.admin.get(`${api}/people/${finn.id}`)).is(200) as Versioned;
    (await on.admin.post(`${api}/people/${finn.id}/deactivate`, undefined, { ifMatch: match(found) })).is(200);
    assert.equal((await fetched(his)).status, 404);
  });

  world.step('there is an end to how many one may have', async () => {
    const have = (await lena.client.get(mine, { limit: 200 })).is(200).items.length;
    for (let count = have; count < 50; count++) await make(lena.client);
    assert.equal((await lena.client.post(mine, {})).is(409).code, 'too_many_feeds');
  });
});
