// SPDX-License-Identifier: Apache-2.0
// What people are told: in the inbox, by mail at once, in the digest. What is due, and when, is in
// src/practice/notice/test_tell.c, where time can be set.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { adminPassword, both } from '../support/both.ts';
import type { Client } from '../support/client.ts';
import { type Company, company, match } from '../support/company.ts';
import { mailArgs, noDigestToday, openMailbox, weekdayToCome } from '../support/mailbox.ts';

const mailbox = await openMailbox();
after(() => mailbox.stop());

/** Waits until somebody's inbox holds something of a kind; not compared between the engines. */
async function told(quiet: Client, kind: string, count = 1, note?: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const { items } = (await quiet.get('/api/v1/me/notices', { limit: 200 })).is(200);
    const like = (one: { kind: string; note: string }) => one.kind === kind && (note === undefined || one.note === note);
    if (items.filter(like).length >= count) return;
    if (Date.now() > deadline) throw new Error(`${kind} was not told; ${items.length} others were`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A zone where it is about noon now, so that its morning has come. */
function noonZone(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

both(
  'notices',
  (world) => {
    let on: Company;
    let mia: Client;
    let quiet: Client;
    let id = 0;
    const address = () => `mia.${world.engine}@example.org`;

    world.step('an inbox is empty at first, and its choices are what holds by itself', async () => {
      on = await company(world);
      await world.database.koers(['user', 'add', address(), '--name', 'Mia Member', '--role', 'member', '--password-stdin'], `${adminPassword}\n`);
      quiet = await world.unheard().signedIn(address(), adminPassword);
      mia = world.anonymous();
      mia.cookie = quiet.cookie;
      const choices = (await mia.get('/api/v1/me/notice-choices')).is(200);
      assert.equal(choices.mails, true);
      assert.equal(choices.digest_weekday, 1);
      await noDigestToday(mia);
      assert.deepEqual(choices.items.find((one: { kind: string }) => one.kind === 'step_escalated'), { kind: 'step_escalated', mail: 'at_once', chat: 'never', initial: 'at_once' });
      id = (await quiet.get('/api/v1/session')).is(200).person_id;
    });

    world.step('somebody who gets a role reads it in the inbox, once', async () => {
      const admin = world.unheard();
      admin.cookie = world.admin.cookie;
      (await admin.post('/api/v1/grants', { person_id: id, role: 'leader', unit_id: on.units.netherlands })).is(201);
      await told(quiet, 'role_given', 1, 'leader'); // that of a member may be told before
      const { items } = (await quiet.get('/api/v1/me/notices', { unread: true })).is(200);
      const one = items.find((notice: { note: string }) => notice.note === 'leader');
      assert.deepEqual([one.kind, one.title, one.actor_name, one.read_at], ['role_given', 'Netherlands', 'Ada Admin', null]);
      const before = (await quiet.get('/api/v1/me/notices/unread')).is(200).count;
      assert.ok(before >= 1);
      const left = (await quiet.post(`/api/v1/me/notices/${one.id}/read`)).is(200).count;
      assert.equal(left, before - 1);
      (await admin.post(`/api/v1/me/notices/${one.id}/read`)).is(404);
      assert.equal((await quiet.post('/api/v1/me/notices/read')).is(200).count, 0);
      assert.deepEqual((await mia.get('/api/v1/me/notices', { unread: true })).is(200).items, []);
      assert.deepEqual(mailbox.to(address()), []);
    });

    world.step('what is chosen at once goes by mail, and says why it came', async () => {
      (await mia.put('/api/v1/me/notice-choices', { kind: 'action_given', channel: 'mail', pace: 'at_once' })).is(200);
      const admin = world.unheard();
      admin.cookie = world.admin.cookie;
      const title = 'Ask the shops: "how many?" <b>';
      (await admin.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title, owner_id: id })).is(201);
      await mailbox.until(() => mailbox.to(address()).length === 1, 'the mail');
      const [mail] = mailbox.to(address());
      assert.ok(mail);
      assert.equal(mail.headers.subject, `Ada Admin gave you an action: ${title}`);
      assert.match(mail.text, /Why you get this: the action is yours\./);
      assert.ok(mail.html.includes('&lt;b&gt;') && !mail.html.includes('<b>'));
      assert.equal(mail.headers['list-unsubscribe-post'], 'List-Unsubscribe=One-Click');
      assert.match(mail.headers['list-unsubscribe'] ?? '', /^<http:\/\/koers\.example\/stop\?t=stop\.\d+\.action_given\.mail\.[\w-]{43}>$/);
    });

    world.step('a mail stops with one click, without signing in', async () => {
      const [mail] = mailbox.to(address());
      const path = (mail?.headers['list-unsubscribe'] ?? '').slice('<http://koers.example'.length, -1);
      const pace = async () => {
        const { items } = (await quiet.get('/api/v1/me/notice-choices')).is(200);
        return items.find((one: { kind: string }) => one.kind === 'action_given').mail;
      };
      const shown = await fetch(world.server.url + path);
      assert.equal(shown.status, 200);
      assert.match(shown.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'nonce-[0-9a-f]+'; form-action 'self'/);
      assert.match(await shown.text(), /<form method="post"><button>Stop<\/button>/);
      assert.equal(await pace(), 'at_once');
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      for (const bad of ['/stop', '/stop?t=', `${path}x`, path.replace('action_given', 'digest'), path.replace(/stop\.\d+/, 'stop.1')]) {
        const refused = await fetch(world.server.url + bad, { method: 'POST', headers: form, body: 'List-Unsubscribe=One-Click' });
        assert.equal(refused.status, 404, bad);
      }
      assert.equal(await pace(), 'at_once');
      const stopped = await fetch(world.server.url + path, { method: 'POST', headers: form, body: 'List-Unsubscribe=One-Click' });
      assert.equal(stopped.status, 200);
      assert.match(await stopped.text(), /“Actions given to you” no longer comes by mail/);
      assert.equal(await pace(), 'never');
      (await mia.put('/api/v1/me/notice-choices', { kind: 'action_given', channel: 'mail', pace: 'at_once' })).is(200);
    });

    world.step('what was done or read before it goes is not sent', async () => {
      const admin = world.unheard();
      admin.cookie = world.admin.cookie;
      (await mia.put('/api/v1/me/notice-times', { quiet_from: 0, quiet_until: 1439, digest_weekday: weekdayToCome })).is(200);
      const made = (await admin.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Done before it was told', owner_id: id })).is(201);
      await told(quiet, 'action_given', 2);
      (await admin.patch(`/api/v1/actions/${made.id}`, { state: 'done' }, match(made))).is(200);
      (await mia.put('/api/v1/me/notice-times', { quiet_from: null, quiet_until: null, digest_weekday: weekdayToCome })).is(200);
      (await admin.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Still open', owner_id: id })).is(201);
      await mailbox.until(() => mailbox.to(address()).length === 2, 'the next mail');
      assert.match(mailbox.to(address())[1]?.headers.subject ?? '', /Still open/);
    });

    world.step('choices that make no sense are refused', async () => {
      (await mia.put('/api/v1/me/notice-choices', { kind: 'digest', channel: 'mail', pace: 'daily' })).faultAt('/pace');
      (await mia.put('/api/v1/me/notice-choices', { kind: 'action_due', channel: 'chat', pace: 'at_once' })).faultAt('/channel');
      (await mia.put('/api/v1/me/notice-choices', { kind: 'gossip', channel: 'mail', pace: 'daily' })).faultAt('/kind');
      (await mia.put('/api/v1/me/notice-times', { quiet_from: 1320, quiet_until: null })).faultAt('/quiet_until');
      (await mia.put('/api/v1/me/notice-times', { quiet_from: 1440, quiet_until: 0 })).faultAt('/quiet_from');
    });

    world.step('a weekly digest says what is asked, what happened and what moved, in Dutch', async () => {
      const zone = noonZone();
      const weekday = ((new Date(Date.now() + (12 - new Date().getUTCHours()) * 3_600_000).getUTCDay() + 6) % 7) + 1;
      const owner = `daan.${world.engine}@example.org`;
      await world.database.koers(['user', 'add', owner, '--name', 'Daan Eigenaar', '--role', 'member', '--password-stdin'], `${adminPassword}\n`);
      const daan = await world.unheard().signedIn(owner, adminPassword);
      const me = (await daan.get('/api/v1/session')).is(200).person_id;
      const admin = world.unheard();
      admin.cookie = world.admin.cookie;
      const body = { cycle_id: on.cycle, unit_id: on.units.netherlands, title: 'Klanten komen terug', owner_id: me };
      const objective = (await admin.post('/api/v1/objectives', body)).is(201);
      const measure = { objective_id: objective.id, title: 'Terugkerende klanten', start_value: 0, target_value: 100 };
      const moved = (await admin.post('/api/v1/key-results', measure)).is(201);
      (await admin.post('/api/v1/key-results', { ...measure, title: 'Nog niets gemeten' })).is(201);
      const now = (await admin.get(`/api/v1/objectives/${objective.id}`)).is(200);
      (await admin.post(`/api/v1/objectives/${objective.id}/publish`, undefined, { ifMatch: match(now) })).is(200);
      (await daan.post(`/api/v1/key-results/${moved.id}/check-ins`, { value: 40 })).is(201);
      (await admin.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Bel de winkels', owner_id: me })).is(201);
      await told(daan, 'action_given');
      (await daan.put('/api/v1/me/notice-times', { digest_weekday: weekday })).is(200);
      const { person } = (await daan.get('/api/v1/me')).is(200);
      (await daan.patch('/api/v1/me', { language: 'nl', zone }, match(person))).is(200);
      await mailbox.until(() => mailbox.to(owner).length > 0, 'the digest');
      const [mail] = mailbox.to(owner);
      assert.ok(mail);
      assert.match(mail.headers.subject ?? '', /^Jouw week: \d+ vra/);
      assert.match(mail.text, /Wat er van je gevraagd wordt/);
      assert.match(mail.text, /Ada Admin gaf je een actie: Bel de winkels/);
      assert.match(mail.text, /Terugkerende klanten\n {2}0% → 40% · Netherlands/);
      assert.match(mail.html, /<html lang="nl">/);
      assert.doesNotMatch(mail.html, /<img|http:\/\/(?!koers\.example)/);
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(mailbox.to(owner).length, 1);

      const link = /http:\/\/koers\.example(\/quick\?t=check\.\S+)/.exec(mail.text)?.[1] ?? '';
      const page = await fetch(world.server.url + link);
      const html = await page.text();
      assert.equal(page.status, 200);
      assert.match(html, /<html lang="nl">.*<h1>Inchecken<\/h1>/s);
      const title = /<strong>([^<]+)<\/strong>/.exec(html)?.[1];
      const count = /name="count" value="(\d+)"/.exec(html)?.[1] ?? '';
      const give = (fields: Record<string, string>, to = link) =>
        fetch(world.server.url + to, { method: 'POST', body: new URLSearchParams(fields) }).then(async (reply) => `${reply.status} ${await reply.text()}`);
      assert.match(await give({ value: 'veel', count }), /^422 .*role="alert">Schrijf waar het staat als getal/s);
      assert.match(await give({ value: '50', count }, `${link}x`), /^404 /);
      assert.match(await give({ value: '55,5', confidence: '7', note: 'Ging <goed>', count }), /^200 .*Opgeslagen, dank je/s);
      assert.match(await give({ value: '60', count }), /^200 .*intussen al ingecheckt/s);
      const view = (await daan.get(`/api/v1/objectives/${objective.id}`)).is(200);
      const row = view.key_results.find((one: { title: string }) => one.title === title);
      assert.deepEqual([row.current_value, row.confidence], [55.5, 7]);
    });
  },
  { args: mailArgs(mailbox) },
);
