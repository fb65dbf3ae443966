// SPDX-License-Identifier: Apache-2.0
// A server that is killed again and again while it tells people things: whatever was acknowledged is told,
// each once in the inbox, and by mail once but for what decision 0180 says may come twice.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { only } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, type Person } from '../support/company.ts';
import { engines } from '../support/database.ts';
import { chances, pause } from '../support/writers.ts';
import { type Mail, mailArgs, openMailbox } from '../support/mailbox.ts';

const KILLS = 50;
/** A killed server's claim on its messages lasts a minute; a message goes within a few pauses of what tells it. */
const SETTLED_WITHIN_MS = 240_000;
const WRITERS = 3;

for (const engine of engines) {
  const mailbox = await openMailbox();
  after(() => mailbox.stop());

  only(
    engine,
    'a server killed while it tells',
    (world) => {
      let on: Company;
      let people: Person[] = [];
      /** Titles that were acknowledged, with whose they are. */
      const given = new Map<string, Person>();
      /** Servers that told something before they were killed. */
      let lives = 0;
      const told = new Map<string, Mail[]>();

      /** Gives work until the server is gone. */
      const write = async (client: Client, kill: number, writer: number, running: () => boolean) => {
        for (let i = 0; running(); i++) {
          const owner = people[(kill + writer + i) % people.length] as Person;
          const title = `Work:${kill}-${writer}-${i}.`;
          const body = { cycle_id: on.cycle, title, owner_id: owner.id, due_day: dayFrom(on.today, 30) };
          const reply = await client.post(`/api/v1/units/${on.units.netherlands}/actions`, body).catch((error: unknown) => {
            if (running()) throw error;
          });
          if (reply?.status === 201) given.set(title, owner);
          else if (reply && reply.status !== 503) reply.is(201);
          await pause(40);
        }
      };

      world.step('people who get everything by mail at once', async () => {
        on = await company(world);
        for (const name of ['Ann', 'Bob', 'Cem', 'Dee', 'Eva', 'Fin']) people.push(await on.person(`${name} ${engine}`, { memberOf: [on.units.netherlands] }));
        for (const { client } of people) (await client.put('/api/v1/me/notice-choices', { kind: 'action_given', channel: 'mail', pace: 'at_once' })).is(200);
      });

      world.step(`is started again ${KILLS} times`, async () => {
        const moments = chances(20_261_128, 150, 4500);
        for (let kill = 0; kill < KILLS; kill++) {
          const client = world.unheard();
          client.cookie = world.admin.cookie;
          let running = true;
          const writers = Array.from({ length: WRITERS }, (_, writer) => write(client, kill, writer, () => running));
          await Promise.race([Promise.all(writers), pause(moments.next().value)]);
          running = false;
          if (world.server.logged({ event: 'job_done', job: 'hear' }).length > 0) lives += 1;
          await world.server.kill();
          await Promise.all(writers);
          await world.serve();
        }
        people = people.map((one) => ({ ...one, client: Object.assign(world.unheard(), { cookie: one.client.cookie }) }));
        assert.ok(lives > KILLS / 10, `while others wrote, only ${lives} servers told anything`);
        assert.ok(given.size > 5 * KILLS, `only ${given.size} were given`);
      });

      world.step('has told each once in the inbox', async () => {
        const deadline = Date.now() + SETTLED_WITHIN_MS;
        for (const person of people) {
          const wanted = [...given].filter(([, owner]) => owner.id === person.id).map(([title]) => title);
          let titles: string[] = [];
          for (;;) {
            titles = (await all(person.client, '/api/v1/me/notices')).filter((one) => one.kind === 'action_given').map((one) => one.title);
            if (wanted.every((title) => titles.includes(title))) break;
            assert.ok(Date.now() < deadline, `${person.name} was not told of ${wanted.filter((title) => !titles.includes(title)).join(' ')}`);
            await pause(500);
          }
          assert.equal(new Set(titles).size, titles.length, `${person.name} was told something twice`);
        }
      });

      world.step('has sent each once, but for a repetition that says so', async () => {
        const admin = Object.assign(world.unheard(), { cookie: world.admin.cookie });
        const deadline = Date.now() + SETTLED_WITHIN_MS;
        for (let counts: Json; ; await pause(500)) {
          counts = (await admin.get('/api/v1/messages/counts')).is(200);
          assert.equal(counts.dead, 0);
          if (counts.waiting === 0) break;
          assert.ok(Date.now() < deadline, `${counts.waiting} still wait`);
        }
        for (const mail of mailbox.mails)
          for (const [title] of mail.text.matchAll(/Work:\d+-\d+-\d+\./g)) told.set(title, [...new Set([...(told.get(title) ?? []), mail])]);
        let repeated = 0;
        for (const [title, owner] of given) {
          const mails = told.get(title) ?? [];
          assert.ok(mails.length > 0, `${owner.name} got no mail of ${title}`);
          for (const mail of mails) assert.deepEqual(mail.to, [owner.email]);
          assert.equal(new Set(mails.map((mail) => mail.headers['message-id'])).size, 1, `${title} is told in two messages`);
          repeated += mails.length - 1;
        }
        assert.ok(repeated <= KILLS, `${repeated} came twice, with ${KILLS} kills`);
        console.log(`# ${engine}: ${given.size} given, ${mailbox.mails.length} mails, ${repeated} came twice, ${KILLS} kills, ${lives} of which had told something`);
        await world.database.koers(['check']);
      });
    },
    { args: mailArgs(mailbox) },
  );
}
