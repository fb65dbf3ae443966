// SPDX-License-Identifier: Apache-2.0
// Minutes by mail: to whom they go, in whose words, once for each time that it is asked for.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { both, type World } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { type Company, company, dayFrom, match, type Person } from '../support/company.ts';
import { mailArgs, noDigestToday, openMailbox } from '../support/mailbox.ts';

const mailbox = await openMailbox();
after(() => mailbox.stop());

const path = '/api/v1/meetings';

/** A meeting of the Netherlands that runs, with who is there beside who runs it. */
async function running(on: Company, by: Person, there: Person[] = []): Promise<Json> {
  const { id } = (await by.client.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle })).is(201);
  const started = (await by.client.post(`${path}/${id}/start`)).is(200);
  for (const one of there) (await by.client.post(`${path}/${id}/attendance`, { person_id: one.id })).is(200);
  return started;
}

both(
  'minutes by mail',
  (world: World) => {
    let on: Company;
    let mia: Person;
    let max: Person;
    let lea: Person;
    let finn: Person;
    let meeting: Json;
    let first: Json;
    let from = 0;
    /** What came to somebody of this engine's organisation. */
    const to = (person: Person) => mailbox.to(person.email).filter((mail) => mailbox.mails.indexOf(mail) >= from);
    const come = (person: Person, count: number) => mailbox.until(() => to(person).length >= count, `mail ${count} to ${person.name}`);
    /** What somebody was told of minutes; what else they were told by then is not compared. */
    const inbox = async (person: Person) => {
      const quiet = world.unheard();
      quiet.cookie = person.client.cookie;
      return (await quiet.get('/api/v1/me/notices')).is(200).items.filter((one: Json) => one.kind === 'minutes');
    };
    const mail = (body: Json = {}, client = mia.client, key?: string) =>
      client.post(`${path}/${meeting.id}/mail`, body, key ? { idempotencyKey: key } : {});

    world.step('they are not mailed before the meeting has ended, nor by who does not run it', async () => {
      from = mailbox.mails.length;
      on = await company(world);
      mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
      max = await on.person('Max Mate', { memberOf: [on.units.netherlands] });
      lea = await on.person('Lea Leader', { role: ['leader', on.units.netherlands] });
      finn = await on.person('Finn Far', { memberOf: [on.units.finance] });
      for (const one of [mia, max, lea, finn]) await noDigestToday(one.client);
      const { person } = (await finn.client.get('/api/v1/me')).is(200);
      (await finn.client.patch('/api/v1/me', { language: 'nl' }, match(person))).is(200);
      const objective = await on.published({ title: 'Shops <we> "like"' });
      const keyResult = await on.keyResult(objective.id, { title: 'Visits & sales' });
      await on.checkIn(keyResult.id, 10, { day: dayFrom(on.today, -20) });
      await on.checkIn(keyResult.id, 40);
      meeting = await running(on, mia, [max, finn]);
      assert.equal(meeting.may_mail, false);
      assert.equal((await mail()).is(409).code, 'meeting_not_ended');
      const item = meeting.items.find((one: Json) => one.kind === 'moved');
      (await mia.client.patch(`/api/v1/meeting-items/${item.id}`, { note: 'The <b>north</b> is slow\nand costly' }, match(item))).is(200);
      (await mia.client.post(`${path}/${meeting.id}/actions`, { title: 'Call the north', owner_id: max.id, due_day: '2031-03-04' })).is(201);
      const dropped = (await mia.client.post(`${path}/${meeting.id}/actions`, { title: 'Never mind' })).is(201);
      (await mia.client.patch(`/api/v1/actions/${dropped.id}`, { state: 'dropped', note: 'No' }, match(dropped))).is(200);
      meeting = (await mia.client.post(`${path}/${meeting.id}/end`)).is(200);
      assert.deepEqual([meeting.may_mail, meeting.mailed_at, meeting.mailed_name, meeting.mailed_count], [true, null, null, 0]);
      assert.equal((await finn.client.get(`${path}/${meeting.id}`)).is(200).may_mail, false);
      (await mail({}, finn.client)).is(403);
      (await mia.client.post(`${path}/999999/mail`, {})).is(404);
    });

    world.step('they go to those who were there, each in their own language', async () => {
      first = (await mail({}, mia.client, 'once')).is(200);
      assert.deepEqual([first.mailed_name, first.mailed_count], ['Mia Member', 2]);
      assert.ok(first.mailed_at);
      await come(max, 1);
      await come(finn, 1);
      const [english] = to(max);
      const [dutch] = to(finn);
      assert.ok(english && dutch);
      assert.match(english.headers.subject ?? '', /^Minutes of the check-in meeting of Netherlands, [A-Z][a-z]+day \d+ [A-Z]/);
      assert.match(english.text, /Present: Finn Far, Max Mate, Mia Member\n/);
      assert.match(english.text, /\nActions\n-+\n\* Call the north\n {2}Max Mate · Tuesday 4 March\n/);
      assert.doesNotMatch(english.text, /Never mind/);
      assert.match(english.text, /\n\* Visits & sales\n {2}Moved · 10% → 40%\n {2}http:\/\/koers\.example\/objectives\/\d+\nThe <b>north<\/b> is slow\nand costly\n/);
      assert.match(english.text, new RegExp(`http://koers\\.example/meetings/${meeting.id}\\n`));
      assert.match(english.text, /Why you get this: you were there, or you belong to this unit or lead it\./);
      assert.match(english.headers['list-unsubscribe'] ?? '', /^<http:\/\/koers\.example\/stop\?t=stop\.\d+\.minutes\.mail\.[\w-]{43}>$/);
      assert.match(english.html, /Visits &amp; sales/);
      assert.match(english.html, /The &lt;b&gt;north&lt;\/b&gt; is slow<br>and costly/);
      assert.match(dutch.headers.subject ?? '', /^Notulen van het check-inoverleg van Netherlands, [a-z]+dag \d+ [a-z]+$/);
      assert.match(dutch.text, /\nActies\n-+\n\* Call the north\n {2}Max Mate · dinsdag 4 maart\n/);
      assert.match(dutch.text, /\n {2}Gestegen · 10% → 40%\n/);
      assert.match(dutch.html, /<html lang="nl">/);
      const told = await inbox(max);
      assert.deepEqual(told.map((one: Json) => [one.subject_id, one.actor_name]), [[meeting.id, 'Mia Member']]);
    });

    world.step('a second click mails nothing', async () => {
      assert.deepEqual((await mail({}, mia.client, 'once')).is(200), first);
      assert.equal((await mail()).is(409).code, 'mailed_meanwhile');
      assert.equal((await mail({ mailed_at: '2020-01-01T00:00:00Z' })).is(409).code, 'mailed_meanwhile');
      assert.equal((await mail({ mailed_at: null }, lea.client)).is(409).code, 'mailed_meanwhile');
    });

    world.step('they go again when that is meant: as they are now, to the unit too, and not to who stopped them', async () => {
      (await max.client.put('/api/v1/me/notice-choices', { kind: 'minutes', channel: 'mail', pace: 'never' })).is(200);
      const item = meeting.items.find((one: Json) => one.kind === 'moved');
      (await mia.client.patch(`/api/v1/meeting-items/${item.id}`, { note: 'The north is quick' }, match(item))).is(200);
      const again = (await mail({ mailed_at: first.mailed_at, unit: true })).is(200);
      assert.equal(again.mailed_count, 3);
      assert.notEqual(again.mailed_at, first.mailed_at);
      await come(lea, 1);
      await come(finn, 2);
      assert.match(to(lea)[0]?.text ?? '', /The north is quick/);
      const told = await inbox(max);
      assert.equal(told.length, 1);
      assert.deepEqual([to(max).length, to(lea).length, to(finn).length, to(mia).length], [1, 1, 2, 0]);
    });

    world.step('where nobody else was there, it is said', async () => {
      const alone = await running(on, mia);
      (await mia.client.post(`${path}/${alone.id}/end`)).is(200);
      assert.equal((await mia.client.post(`${path}/${alone.id}/mail`, {})).is(409).code, 'nobody_to_mail');
      assert.equal((await mia.client.get(`${path}/${alone.id}`)).is(200).mailed_at, null);
    });

    world.step('what is too long for a message is read where it stands', async () => {
      const long = await running(on, mia, [finn]);
      for (let i = 0; i < 7; i++) {
        const { items } = (await mia.client.post(`${path}/${long.id}/topics`, { title: `Topic ${i}` })).is(201);
        const topic = items.find((one: Json) => one.title === `Topic ${i}`);
        (await mia.client.patch(`/api/v1/meeting-items/${topic.id}`, { note: '"'.repeat(10_000) }, match(topic))).is(200);
      }
      (await mia.client.post(`${path}/${long.id}/end`)).is(200);
      (await mia.client.post(`${path}/${long.id}/mail`, {})).is(200);
      await come(finn, 3);
      const last = to(finn).at(-1);
      assert.match(last?.text ?? '', /Ze zijn te lang voor een bericht\. Lees ze in Koers\./);
      assert.doesNotMatch(last?.text ?? '', /Topic/);
    });

    world.step('nearly as long, all of it goes', async () => {
      const long = await running(on, mia, [finn]);
      for (let i = 0; i < 6; i++) {
        const { items } = (await mia.client.post(`${path}/${long.id}/topics`, { title: `Topic ${i}` })).is(201);
        const topic = items.find((one: Json) => one.title === `Topic ${i}`);
        (await mia.client.patch(`/api/v1/meeting-items/${topic.id}`, { note: '"'.repeat(10_000) }, match(topic))).is(200);
      }
      (await mia.client.post(`${path}/${long.id}/end`)).is(200);
      (await mia.client.post(`${path}/${long.id}/mail`, {})).is(200);
      await come(finn, 4);
      const last = to(finn).at(-1);
      assert.match(last?.text ?? '', /Topic 5/);
      assert.equal((last?.html.match(/&quot;/g) ?? []).length, 60_000);
    });

    world.step('to fewer, they leave what others were told', async () => {
      const { mailed_at } = (await mia.client.get(`${path}/${meeting.id}`)).is(200);
      const before = to(finn).length;
      assert.equal((await mail({ mailed_at })).is(200).mailed_count, 2);
      await come(finn, before + 1);
      assert.equal((await inbox(lea)).length, 1);
    });
  },
  { args: mailArgs(mailbox) },
);

both('minutes where no mail is sent', (world) => {
  world.step('who may run the meeting is told', async () => {
    const on = await company(world);
    const mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    const max = await on.person('Max Mate', { memberOf: [on.units.netherlands] });
    const meeting = await running(on, mia, [max]);
    const ended = (await mia.client.post(`${path}/${meeting.id}/end`)).is(200);
    assert.equal(ended.may_mail, false);
    assert.equal((await mia.client.post(`${path}/${meeting.id}/mail`, {})).is(409).code, 'mail_not_set_up');
  });
});
