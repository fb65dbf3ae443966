// SPDX-License-Identifier: Apache-2.0
// Sending: a real mail server takes what lies in the outbox, once, whatever happens in between.
import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { adminEmail, adminPassword, both } from '../support/both.ts';
import { Client } from '../support/client.ts';
import { type Database, engines, newDatabase } from '../support/database.ts';
import { type Mailbox, type MailboxOptions, mailArgs, noDigestToday, openMailbox } from '../support/mailbox.ts';
import { type Server, startServer } from '../support/server.ts';

/** So many suites run beside one another. */
const AT_ONCE = 6;

both('messages without a mail server', (world) => {
  world.step('an administrator is told that none is set up', async () => {
    const counts = (await world.admin.get('/api/v1/messages/counts')).is(200);
    assert.equal(counts.mail_set_up, false);
    assert.equal(counts.waiting, 0);
    (await world.admin.post('/api/v1/messages/test')).is(409);
    assert.deepEqual((await world.admin.get('/api/v1/messages')).is(200).items, []);
  });

  world.step('there is nothing to try again or throw away', async () => {
    (await world.admin.post('/api/v1/messages/17/retry')).is(404);
    (await world.admin.delete('/api/v1/messages/17')).is(404);
  });

  world.step('a member sees none of it', async () => {
    const member = await world.account('mia@example.org', 'Mia Member', 'member');
    (await member.get('/api/v1/messages')).is(403);
    (await member.get('/api/v1/messages/counts')).is(403);
    (await member.post('/api/v1/messages/test')).is(403);
    (await member.post('/api/v1/messages/17/retry')).is(403);
    (await member.delete('/api/v1/messages/17')).is(403);
  });
});

/** A database, a mail server, and servers between them. */
class Post {
  database!: Database;
  mailbox!: Mailbox;
  servers: Server[] = [];
  admin!: Client;

  async open(engine: 'sqlite' | 'postgres', options: MailboxOptions = {}, more: Record<string, string> = {}, count = 1): Promise<void> {
    this.mailbox = await openMailbox(options);
    this.database = await newDatabase(engine);
    await this.database.koers(['user', 'add', adminEmail, '--name', 'Zoë Admin', '--role', 'admin', '--password-stdin'], `${adminPassword}\n`);
    for (let i = 0; i < count; i++) await this.serve(more);
    this.admin = await new Client((this.servers[0] as Server).url).signedIn(adminEmail, adminPassword);
    await noDigestToday(this.admin);
  }

  async serve(more: Record<string, string> = {}): Promise<Server> {
    const args = mailArgs(this.mailbox, options(this.mailbox, more));
    const server = await startServer({ db: this.database.url, args });
    this.servers.push(server);
    return server;
  }

  async close(): Promise<void> {
    for (const server of this.servers) if (server.running) await server.stop();
    await this.mailbox?.stop();
    await this.database?.drop();
  }

  /** Puts so many messages into the outbox; their ids. */
  async put(count: number): Promise<number[]> {
    const ids: number[] = [];
    for (let i = 0; i < count; i++) ids.push((await this.admin.post('/api/v1/messages/test')).is(201).id);
    return ids;
  }

  async counts(): Promise<{ waiting: number; dead: number }> {
    return (await this.admin.get('/api/v1/messages/counts')).is(200);
  }

  async settled(): Promise<void> {
    const deadline = Date.now() + 120_000;
    while ((await this.counts()).waiting > 0) {
      if (Date.now() > deadline) throw new Error(`messages still wait:\n${this.servers[0]?.tail()}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function options(mailbox: Mailbox, more: Record<string, string>): Record<string, string> {
  return mailbox.certificate ? { 'smtp-ca': mailbox.certificate, 'smtp-tls': 'required', ...more } : more;
}

/** Every message there has an id of its own, so none came twice. */
function eachOnce(mailbox: Mailbox, count: number): void {
  const ids = mailbox.mails.map((mail) => mail.headers['message-id']);
  assert.equal(new Set(ids).size, count);
  assert.equal(ids.length, count);
}

/** Suites of the mail that wait (for a minute until a claim has run out) more than they work, each with all it needs of its own. */
const suites: [name: string, define: () => void][] = [];
const beside = (name: string, define: () => void) => suites.push([name, define]);

for (const engine of engines) {
  beside(`mail goes (${engine})`, () => {
    const post = new Post();
    before(() => post.open(engine, { tls: true, auth: { user: 'koers', password: 'très secret' } }, { 'smtp-user': 'koers', 'smtp-password': 'très secret' }));
    after(() => post.close());

    test('over TLS, signed in, as text and HTML', async () => {
      await post.put(1);
      await post.mailbox.until(() => post.mailbox.mails.length === 1, 'a message');
      const [mail] = post.mailbox.mails;
      assert.ok(mail);
      assert.deepEqual([mail.tls, mail.user, mail.from, mail.to], [true, 'koers', 'koers@example.org', [adminEmail]]);
      assert.equal(mail.headers.from, '"Koers (test)" <koers@example.org>');
      assert.equal(mail.headers.to, adminEmail);
      assert.equal(mail.headers.subject, 'Koers can send mail');
      assert.match(mail.headers['message-id'] ?? '', /^<[0-9a-f]{32}@example\.org>$/);
      assert.match(mail.headers['content-type'] ?? '', /^multipart\/alternative/);
      assert.ok(Math.abs(Date.parse(mail.headers.date ?? '') - Date.now()) < 60_000);
      assert.match(mail.text, /Zoë Admin asked Koers for a test message\./);
      assert.match(mail.html, /Zoë Admin asked Koers for a test message\./);
      await post.settled();
      const [sent] = (await post.admin.get('/api/v1/messages?state=sent')).is(200).items;
      assert.deepEqual([sent.attempts, sent.address, sent.person_name], [1, adminEmail, 'Zoë Admin']);
    });
  });

  beside(`mail that does not go at once (${engine})`, () => {
    const post = new Post();
    before(() => post.open(engine));
    after(() => post.close());

    test('is tried again after a passing refusal', async () => {
      await post.mailbox.answer('451 try again later', '421 too busy');
      await post.put(1);
      await post.settled();
      assert.deepEqual(post.mailbox.offered.map((mail) => mail.answer), ['451 try again later', '421 too busy', '250 taken']);
      eachOnce(post.mailbox, 1);
    });

    test('goes with the same Message-ID when the line was lost after the text', async () => {
      const earlier = post.mailbox.offered.length;
      await post.mailbox.answer('drop');
      await post.put(1);
      await post.settled();
      const [first, second, ...more] = post.mailbox.offered.slice(earlier);
      assert.deepEqual([first?.answer, second?.answer, more.length], ['drop', '250 taken', 0]);
      assert.equal(first?.headers['message-id'], second?.headers['message-id']);
    });

    test('is given up after a refusal for good, which an administrator mends or drops', async () => {
      const went = post.mailbox.mails.length;
      await post.mailbox.answer('550 no such person', '554 no thanks');
      const [one, other] = await post.put(2);
      await post.settled();
      assert.equal((await post.counts()).dead, 2);
      const dead = (await post.admin.get('/api/v1/messages?state=dead&limit=1')).is(200);
      assert.ok(dead.next);
      assert.match(dead.items[0].last_error, /55[04] no/);
      assert.equal((await post.admin.get(`/api/v1/messages?state=dead&limit=1&after=${dead.next}`)).is(200).items.length, 1);
      assert.equal((await post.admin.post(`/api/v1/messages/${one}/retry`)).is(200).state, 'waiting');
      (await post.admin.delete(`/api/v1/messages/${other}`)).is(204);
      (await post.admin.delete(`/api/v1/messages/${other}`)).is(404);
      await post.settled();
      assert.deepEqual(await post.counts().then(({ waiting, dead }) => [waiting, dead]), [0, 0]);
      assert.equal(post.mailbox.mails.length, went + 1);
    });

    test('is given up with a reason that can be read, whatever bytes the mail server says', async () => {
      await post.mailbox.answer('latin1 550 déjà vu');
      const [one] = await post.put(1);
      await post.settled();
      const [dead] = (await post.admin.get('/api/v1/messages?state=dead')).is(200).items;
      assert.deepEqual([dead.id, dead.attempts], [one, 1]);
      assert.match(dead.last_error, /550 d\?j\? vu$/);
      for (const line of post.servers[0]?.logged({ event: 'message' }) ?? []) assert.doesNotMatch(String(line.why), /vu/);
      (await post.admin.delete(`/api/v1/messages/${one}`)).is(204);
    });

    test('waits while the mail server refuses the sign-in', async () => {
      await post.mailbox.answer('535 who are you');
      await post.put(1);
      await post.mailbox.until(() => post.mailbox.offered.at(-1)?.answer.startsWith('535') === true, 'a refusal');
      assert.deepEqual(await post.counts().then(({ waiting, dead }) => [waiting, dead]), [1, 0]);
    });
  });

  beside(`a server that dies while it sends (${engine})`, () => {
    const post = new Post();
    before(() => post.open(engine));
    after(() => post.close());

    test('loses nothing; the next one waits until its claim has run out', { timeout: 200_000 }, async () => {
      // However slow it is to put them there, some still lie there when it is killed.
      await post.mailbox.answer(...Array<string>(30).fill('250 taken'), 'hold');
      await post.put(60);
      await post.mailbox.until(() => post.mailbox.mails.length >= 7, 'some messages');
      await post.servers[0]?.kill();
      await post.mailbox.answer(); // all others as they come
      const killed = post.mailbox.mails.length;
      assert.ok(killed < 60, 'all went before the server was killed');
      const next = await post.serve();
      post.admin = await new Client(next.url).signedIn(adminEmail, adminPassword);
      await post.settled();
      const ids = post.mailbox.mails.map((mail) => mail.headers['message-id']);
      assert.equal(new Set(ids).size, 60);
      // The one between the mail server's 250 and our COMMIT may come twice; nothing else may.
      assert.ok(ids.length <= 61, `${ids.length - 60} came twice`);
    });
  });
}

for (const [engine, what, greeting, says] of [
  ['sqlite', 'greets with a refusal', '554 nobody here', /554 nobody here/],
  ['postgres', 'greets with a refusal', '554 nobody here', /554 nobody here/],
  ['sqlite', 'says nothing', '', /[Tt]ime/],
] as const) {
  beside(`a mail server that ${what} (${engine})`, () => {
    const post = new Post();
    const wall = createServer((socket) => {
      socket.on('error', () => {});
      if (greeting) socket.end(`${greeting}\r\n`);
    });
    before(async () => {
      await new Promise<void>((resolve) => wall.listen(0, '127.0.0.1', resolve));
      await post.open(engine, {}, { 'smtp-url': `smtp://127.0.0.1:${(wall.address() as AddressInfo).port}` });
    });
    after(async () => {
      wall.close();
      await post.close();
    });

    test('costs no message an attempt', { timeout: 120_000 }, async () => {
      await post.put(3);
      const tried = async () => ((await post.admin.get('/api/v1/messages?state=waiting')).is(200).items as { attempts: number; last_error: string | null }[]).filter((one) => one.last_error !== null);
      for (const deadline = Date.now() + 60_000; (await tried()).length === 0; ) {
        assert.ok(Date.now() < deadline, 'no message was tried');
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      const [one] = await tried();
      assert.equal(one?.attempts, 0);
      assert.match(one?.last_error ?? '', says);
      assert.deepEqual(await post.counts().then(({ waiting, dead }) => [waiting, dead]), [3, 0]);
      await post.servers[0]?.stop();
      const next = await post.serve();
      post.admin = await new Client(next.url).signedIn(adminEmail, adminPassword);
      await post.settled();
      eachOnce(post.mailbox, 3);
    });
  });
}

beside('two servers on one database', () => {
  const post = new Post();
  before(() => post.open('postgres', {}, {}, 2));
  after(() => post.close());

  test('send 200 messages, each once', { timeout: 200_000 }, async () => {
    const send = (server: Server) => server.logged({ event: 'message', outcome: 'sent' }).length > 0;
    let count = 0;
    // Each looks every other second, by when the one that was told of them may have sent all.
    for (; count === 0 || (count < 4000 && !post.servers.every(send)); count += 200) await post.put(200);
    await post.settled();
    eachOnce(post.mailbox, count);
    for (const server of post.servers) assert.ok(send(server), 'both send');
  });
});

beside('settings that cannot be', () => {
  for (const [what, args] of [
    ['smtp_url must begin with', { 'smtp-url': 'http://127.0.0.1' }],
    ['mail_from must say', { 'mail-from': 'Koers' }],
    ['smtp_tls must be', { 'smtp-tls': 'maybe' }],
    ['smtp_password_file', { 'smtp-password-file': '/nowhere/at/all' }],
  ] as const) {
    test(`are said: ${what}`, async () => {
      const database = await newDatabase('sqlite');
      const mailbox = await openMailbox();
      const attempt = startServer({ db: database.url, args: mailArgs(mailbox, args) });
      await assert.rejects(attempt, new RegExp(what));
      await mailbox.stop();
      await database.drop();
    });
  }
});

describe('mail', { concurrency: AT_ONCE }, () => {
  for (const [name, define] of suites) describe(name, { concurrency: 1 }, define);
});
