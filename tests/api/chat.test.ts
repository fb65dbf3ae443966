// SPDX-License-Identifier: Apache-2.0
// Notices in a chat: a hook is set up, tried, chosen for, and posts what Slack and Teams take. The hook is a real
// server on loopback; what their own servers make of the documents cannot be tried here.
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { type Company, company, type Person } from '../support/company.ts';
import { noDigestToday } from '../support/mailbox.ts';

interface Post {
  path: string;
  type: string;
  body: Json;
}

const posts: Post[] = [];
/** What the next posts are answered; then 200. */
const answers: number[] = [];
const hook = createServer((request: IncomingMessage, response) => {
  let text = '';
  request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  request.on('end', () => {
    posts.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', body: JSON.parse(text) });
    response.writeHead(answers.shift() ?? 200, { Location: '/elsewhere' }).end('ok');
  });
});
await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
after(() => hook.close());
const at = `http://127.0.0.1:${(hook.address() as AddressInfo).port}`;

const api = '/api/v1';

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `${what}: ${JSON.stringify(posts.slice(-3))}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** All members of a name, wherever they stand in a document. */
const members =
  (name: string) =>
  (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(members(name));
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => (key === name && typeof inner === 'string' ? [inner] : members(name)(inner)));
  };
const texts = members('text');
const urls = members('url');

both(
  'chat',
  (world) => {
    let on: Company;
    let mia: Person;
    let quiet: Client;
    const path = (kind: string) => `/${kind}/${world.engine}/secret`;
    const of = (kind: string) => posts.filter((post) => post.path === path(kind));
    const set = (kind: string, client = mia.client) => client.put(`${api}/me/chat`, { kind, url: at + path(kind) });
    const choose = (kind: string, pace: string) => mia.client.put(`${api}/me/notice-choices`, { kind, channel: 'chat', pace });
    const give = (title: string) => on.quiet.post(`${api}/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title, owner_id: mia.id });

    world.step('is not there at first, and nothing can be chosen for it', async () => {
      on = await company(world);
      mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
      quiet = Object.assign(world.unheard(), { cookie: mia.client.cookie });
      assert.deepEqual((await mia.client.get(`${api}/me/chat`)).is(200), { kind: null, host: null, created_at: null, sent_at: null, last_error: null });
      assert.equal((await mia.client.get(`${api}/me/notice-choices`)).is(200).chats, false);
      assert.equal((await choose('action_given', 'at_once')).faultAt('/channel').code, 'no_chat');
      assert.equal((await mia.client.post(`${api}/me/chat/test`)).is(409).code, 'no_chat');
      (await mia.client.delete(`${api}/me/chat`)).is(204);
    });

    world.step('goes only where the administrator lets it', async () => {
      const bad = ['https://example.org/hook', 'http://hooks.slack.com/x', 'https://hooks.slack.com.evil.example/x', 'https://user@hooks.slack.com/x', 'ftp://127.0.0.1/xx', `${at.replace(/\d+$/, '1')}/x`, 'javascript:alert(1)'];
      for (const url of bad) {
        const code = (await quiet.put(`${api}/me/chat`, { kind: 'slack', url })).faultAt('/url').code;
        assert.equal(code, 'not_allowed', url);
      }
      (await mia.client.put(`${api}/me/chat`, { kind: 'irc', url: `${at}/x` })).faultAt('/kind');
      assert.equal((await mia.client.get(`${api}/me/chat`)).is(200).kind, null);
    });

    world.step('is tried, and says how that went, but never its secret', async () => {
      const view = (await set('slack')).is(200);
      assert.deepEqual([view.kind, view.host.replace(/\d+$/, '#'), view.sent_at], ['slack', '127.0.0.1:#', null]);
      assert.ok(!JSON.stringify(view).includes('secret'));
      (await mia.client.post(`${api}/me/chat/test`)).is(200);
      await until(() => of('slack').length === 1, 'the test message');
      const [post] = of('slack');
      assert.equal(post?.type, 'application/json');
      assert.ok(texts(post?.body).includes('Notices that you choose will come here.'));
      await until(async () => (await quiet.get(`${api}/me/chat`)).is(200).sent_at !== null, 'the page says that it went');
      const admin = (await on.quiet.get(`${api}/messages`, { state: 'sent' })).is(200).items;
      assert.deepEqual([admin[0].channel, admin[0].address.includes('secret')], ['slack', false]);
    });

    world.step('gets what was chosen, at once', async () => {
      assert.equal((await choose('action_given', 'daily')).faultAt('/pace').code, 'at_once_or_never');
      assert.equal((await choose('digest', 'at_once')).faultAt('/kind').code, 'by_mail');
      (await give('Told before it was chosen')).is(201);
      await until(async () => (await quiet.get(`${api}/me/notices`)).is(200).items.some((one: Json) => one.title === 'Told before it was chosen'), 'the notice');
      const before = (await choose('action_given', 'at_once')).is(200);
      assert.deepEqual(before.items.find((one: Json) => one.kind === 'action_given').chat, 'at_once');
      (await give('Call <!channel> & @here *now*')).is(201);
      await until(() => of('slack').length === 2, 'the action, and not what was told before');
      const body = of('slack')[1]?.body as Json;
      assert.match(body.text, /Call &lt;!channel&gt; &amp; @here \*now\*/);
      assert.ok(texts(body.blocks).some((text) => text.includes('Call <!channel> & @here *now*')));
      const types = new Set(JSON.stringify(body.blocks).match(/"type":"(plain_text|mrkdwn)"/g));
      assert.deepEqual([...types], ['"type":"plain_text"'], 'nothing that a person wrote is read as markup');
      assert.ok(texts(body).some((text) => /^Why you get this: /.test(text)));
      const [open, stop] = urls(body);
      assert.match(open ?? '', /^http:\/\/koers\.example\//);
      assert.match(stop ?? '', /^http:\/\/koers\.example\/stop\?t=stop\.\d+\.action_given\.chat\./);
    });

    world.step('Teams gets an Adaptive Card', async () => {
      (await set('teams')).is(200);
      (await give('Ring the shops')).is(201);
      await until(() => of('teams').length === 1, 'the card');
      const body = of('teams')[0]?.body as Json;
      assert.equal(body.type, 'message');
      const [{ contentType, content }] = body.attachments;
      assert.deepEqual([contentType, content.type, content.version], ['application/vnd.microsoft.card.adaptive', 'AdaptiveCard', '1.4']);
      assert.ok(texts(content.body).some((text) => text.includes('Ring the shops')));
      assert.deepEqual(content.actions.map((one: Json) => one.type), ['Action.OpenUrl', 'Action.OpenUrl']);
      assert.equal(of('slack').length, 2, 'the earlier hook gets nothing any more');
    });

    world.step('what does not go is tried again, a redirection is not followed, and the reason is told', async () => {
      answers.push(500);
      (await give('Try again')).is(201);
      await until(() => of('teams').length === 3, 'the second try');
      answers.push(302);
      (await give('Elsewhere')).is(201);
      await until(async () => (await quiet.get(`${api}/me/chat`)).is(200).last_error !== null, 'the reason');
      assert.deepEqual(posts.filter((post) => post.path === '/elsewhere'), []);
    });

    world.step('ends by one click in a message, or as a whole', async () => {
      const { pathname, search } = new URL(urls(of('teams')[0]?.body)[1] as string);
      const reply = await fetch(world.server.url + pathname + search, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
      assert.equal(reply.status, 200);
      assert.match(await reply.text(), /“Actions given to you” no longer comes to your chat/);
      const after = (await mia.client.get(`${api}/me/notice-choices`)).is(200).items.find((one: Json) => one.kind === 'action_given');
      assert.deepEqual([after.chat, after.mail], ['never', after.initial]);
      answers.push(500, 500, 500, 500);
      (await mia.client.post(`${api}/me/chat/test`)).is(200);
      await until(() => answers.length < 4, 'a first try');
      (await mia.client.delete(`${api}/me/chat`)).is(204);
      assert.equal((await mia.client.get(`${api}/me/chat`)).is(200).kind, null);
      assert.equal((await on.quiet.get(`${api}/messages/counts`)).is(200).waiting, 0, 'what waited goes nowhere any more');
      answers.length = 0;
    });
  },
  { args: ['--chat-hosts', `hooks.slack.com, ${at}`, '--public-url', 'http://koers.example', '--mail-retry-s', '1'] },
);

both(
  'chat beside a mail server that is not there',
  (world) => {
    world.step('does not wait for the mails before it', async () => {
      const admin = world.unheard();
      admin.cookie = world.admin.cookie;
      await noDigestToday(admin);
      for (let i = 0; i < 25; i++) (await admin.post(`${api}/messages/test`)).is(201);
      const url = `${at}/beside/${world.engine}`;
      (await admin.put(`${api}/me/chat`, { kind: 'slack', url })).is(200);
      (await admin.post(`${api}/me/chat/test`)).is(200);
      await until(() => posts.some((post) => post.path === `/beside/${world.engine}`), 'the chat, though mails wait');
      assert.equal((await admin.get(`${api}/messages/counts`)).is(200).waiting, 25);
    });
  },
  {
    args: ['--chat-hosts', at, '--public-url', 'http://koers.example', '--smtp-url', 'smtp://127.0.0.1:1', '--smtp-tls', 'none', '--mail-from', 'Koers <koers@example.org>'],
  },
);
