// SPDX-License-Identifier: Apache-2.0
// Three servers on one PostgreSQL behind nginx and behind HAProxy, configured as the administrator's pages say: they
// share sessions, live events and jobs, and each is replaced under load without a request that fails.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { kinds } from '../support/balancer.ts';
import { only } from '../support/both.ts';
import type { Client, Json, Reply } from '../support/client.ts';
import { all, type Company, company, dayFrom, match, type Person } from '../support/company.ts';
import { mailArgs, openMailbox } from '../support/mailbox.ts';
import { Servers } from '../support/servers.ts';
import { type Heard, Stream } from '../support/stream.ts';
import { pause } from '../support/writers.ts';

const SERVERS = 3;
const CALLERS = 8;
const ROUNDS = 2;
const ACTIONS = 30;
const TOLD_WITHIN_MS = 120_000;
const LOADED_MOST_MS = 300_000;

for (const kind of kinds) {
  const mailbox = await openMailbox();
  after(() => mailbox.stop());
  const args = [...mailArgs(mailbox), '--trusted-proxies', '127.0.0.1', '--drain-s', kind === 'haproxy' ? '5' : '0'];

  only(
    'postgres',
    `three servers behind ${kind}`,
    (world) => {
      let servers: Servers;
      let on: Company;
      const people: Person[] = [];
      const given = new Map<string, Person>();
      const as = (who: Client) => Object.assign(world.unheard(), { cookie: who.cookie });

      /** What the admin's callers do, again and again, until told to stop; each answer but a good one ends it. */
      const call = async (keyResult: Json, running: () => boolean): Promise<{ checkIns: number[]; asked: number; slowest: number }> => {
        const client = as(world.admin);
        const done = { checkIns: [] as number[], asked: 0, slowest: 0 };
        const good = async (status: number, ask: () => Promise<Reply>): Promise<Reply> => {
          const at = performance.now();
          const reply = await ask();
          reply.is(status);
          done.asked += 1;
          done.slowest = Math.max(done.slowest, performance.now() - at);
          return reply;
        };
        const path = `/api/v1/key-results/${keyResult.id}`;
        for (let i = 1; running(); i++) {
          const options = { idempotencyKey: `${keyResult.id}-${i}` };
          done.checkIns.push((await good(201, () => client.post(`${path}/check-ins`, { value: i % 100 }, options))).body.id);
          const now = (await good(200, () => client.get(path))).body;
          await good(200, () => client.patch(path, { title: `Measured ${i} times` }, match(now)));
          await good(200, () => client.get('/api/v1/objectives', { unit_id: on.units.netherlands }));
        }
        return done;
      };

      /** Hears of all check-ins through the balancer, coming back where a server left off, until there were enough. */
      const listen = async (first: Stream, wanted: () => number): Promise<Heard[]> => {
        const heard: Heard[] = [];
        const deadline = Date.now() + TOLD_WITHIN_MS + LOADED_MOST_MS;
        const checkIns = (all: Heard[]) => all.filter((one) => one.event === 'check_in_created');
        let at = '';
        for (let stream = first; ; stream = await Stream.open(as(world.admin), at)) {
          while (!stream.ended && heard.length + checkIns(stream.heard).length < wanted()) {
            assert.ok(!stream.heard.some((one) => one.event === 'left_out'), 'more was missed than is told again');
            assert.ok(Date.now() < deadline, `heard of ${heard.length + checkIns(stream.heard).length} check-ins, not ${wanted()}`);
            await pause(50);
          }
          stream.close();
          at = stream.position || at; // an opening that was refused says none
          heard.push(...checkIns(stream.heard));
          if (heard.length >= wanted()) return heard;
        }
      };

      world.step('a company', async () => {
        servers = await Servers.start(world, SERVERS - 1, kind, args);
        on = await company(Object.assign(world, { admin: as(world.admin) }));
        for (const name of ['Ann', 'Bob', 'Cem']) people.push(await on.person(`${name} ${kind}`, { memberOf: [on.units.netherlands] }));
        for (const { client } of people) (await client.put('/api/v1/me/notice-choices', { kind: 'action_given', channel: 'mail', pace: 'at_once' })).is(200);
      });

      world.step('a session made through one holds on all, and ends on all', async () => {
        const ann = people[0] as Person;
        const through = servers.to(0, world.unheard());
        const session = await through.signedIn(ann.email, 'correct horse battery staple');
        for (let i = 0; i < SERVERS; i++) assert.equal((await servers.to(i, session).get('/api/v1/me')).is(200).person.id, ann.id);
        (await servers.to(1, session).delete('/api/v1/session')).is(204);
        for (let i = 0; i < SERVERS; i++) (await servers.to(i, session).get('/api/v1/session')).is(401);
      });

      world.step('what is written through one is heard on all', async () => {
        for (let from = 0; from < SERVERS; from++) {
          const streams = await Promise.all(servers.all.map((_, i) => Stream.open(servers.to(i, world.admin))));
          streams.push(await Stream.open(as(world.admin)));
          const objective = await on.draft({}, servers.to(from, world.admin));
          for (const stream of streams) await stream.says('objective_created', objective.id);
          for (const stream of streams) stream.close();
        }
      });

      world.step(`each is replaced ${ROUNDS} times under load, and no request fails`, async () => {
        let running = true;
        const parent = await on.published();
        const keyResults: Json[] = [];
        for (let i = 0; i < CALLERS; i++) {
          const child = await on.published();
          keyResults.push(await on.keyResult(child.id));
          await on.link(child.id, parent.id);
        }
        let made = Number.POSITIVE_INFINITY;
        const listener = listen(await Stream.open(as(world.admin)), () => made);
        const callers = Promise.all(keyResults.map((one) => call(one, () => running)));
        const giver = (async () => {
          for (let i = 0; running && i < ACTIONS; i++) {
            const owner = people[i % people.length] as Person;
            const title = `Work:${kind}-${i}.`;
            const body = { cycle_id: on.cycle, title, owner_id: owner.id, due_day: dayFrom(on.today, 30) };
            (await as(world.admin).post(`/api/v1/units/${on.units.netherlands}/actions`, body, { idempotencyKey: title })).is(201);
            given.set(title, owner);
            await pause(200);
          }
        })();
        const replaced = (async () => {
          for (let i = 0; running && i < ROUNDS * SERVERS; i++) {
            await pause(2500); // as the page says: the balancer takes the last one back first
            await servers.replace(i % SERVERS);
          }
        })();
        const work = Promise.all([replaced, giver]);
        await Promise.race([callers, listener, work]).catch(() => {}); // who fails first ends it
        running = false;
        await Promise.allSettled([callers, work]);
        const did = await Promise.all([callers, work]).then(([each]) => each).catch((error: unknown) => {
          made = 0; // the listener goes, too
          throw error;
        });
        made = did.reduce((sum, one) => sum + one.checkIns.length, 0);
        const told = await listener;
        for (const [i, { checkIns }] of did.entries()) {
          const there = await all(as(world.admin), `/api/v1/key-results/${keyResults[i]?.id}/check-ins`, { limit: 200 });
          assert.deepEqual(there.map((row) => row.id).sort((a, b) => a - b), checkIns.sort((a, b) => a - b));
        }
        assert.equal(new Set(told.map((one) => one.id)).size, told.length, 'something was told twice');
        for (const [i, { checkIns }] of did.entries())
          assert.equal(told.filter((one) => one.data.subject_id === keyResults[i]?.id).length, checkIns.length, 'the stream left something out');
        const asked = did.reduce((sum, one) => sum + one.asked, 0);
        assert.ok(asked > 50 * CALLERS, `only ${asked} requests were made`);
        console.log(`# ${kind}: ${asked} requests while ${ROUNDS * SERVERS} servers were replaced, none failed, the slowest took ${Math.round(Math.max(...did.map((one) => one.slowest)))} ms; ${told.length} events heard`);
      });

      world.step('of that work each person was told once', async () => {
        const deadline = Date.now() + TOLD_WITHIN_MS;
        for (let counts: Json; ; await pause(500)) {
          counts = (await as(world.admin).get('/api/v1/messages/counts')).is(200);
          const inboxes = (await Promise.all(people.map(({ client }) => all(as(client), '/api/v1/me/notices')))).flat();
          const titles = inboxes.filter((one) => one.kind === 'action_given').map((one) => one.title);
          assert.equal(new Set(titles).size, titles.length, 'an inbox has something twice');
          if (titles.length === given.size && counts.waiting === 0) break;
          assert.ok(Date.now() < deadline, `${titles.length} of ${given.size} were told, ${counts.waiting} messages wait`);
        }
        for (const [title, owner] of given) {
          const mails = mailbox.mails.filter((mail) => mail.text.includes(title));
          assert.deepEqual(mails.map((mail) => mail.to), [[owner.email]], title);
        }
      });

      world.step('its numbers add up', async () => {
        await world.database.koers(['check']);
      });
    },
    { args },
  );
}
