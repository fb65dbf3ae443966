// SPDX-License-Identifier: Apache-2.0
// The mail server is gone, and so is DNS: mail waits, none is given up, and all of it goes when they are back. The
// server is not started again.
import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { only, type World } from '../support/both.ts';
import { type Company, company, dayFrom, type Person } from '../support/company.ts';
import { engines } from '../support/database.ts';
import { mailArgs, type Mailbox, noDigestToday, openMailbox } from '../support/mailbox.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { freePort } from '../support/server.ts';
import { pause } from '../support/writers.ts';

const MAILS = 5;
/** The server asks a lost mail server again after half a minute. */
const BACK_WITHIN_MS = 90_000;

/** A place where a mail server may be, or not. */
class Place {
  readonly port: number;
  readonly #mailbox: Mailbox;
  #server = createServer();

  constructor(port: number, mailbox: Mailbox) {
    this.port = port;
    this.#mailbox = mailbox;
  }

  async open(): Promise<void> {
    this.#server = createServer((from) => {
      const to = connect(this.#mailbox.port, '127.0.0.1');
      from.on('error', () => to.destroy()).pipe(to);
      to.on('error', () => from.destroy()).pipe(from);
    });
    await new Promise<void>((resolve) => this.#server.listen(this.port, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The program in a world where names are found in this file and nowhere else. */
function withNames(hosts: string): string {
  const folder = temporaryFolder('names');
  const [nobody, program] = [join(folder, 'resolv.conf'), join(folder, 'koers')];
  writeFileSync(nobody, 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
  const mounts = `mount --bind ${hosts} /etc/hosts && mount --bind ${nobody} /etc/resolv.conf`;
  writeFileSync(program, `#!/bin/sh\nexec unshare -m sh -c '${mounts} && exec ${binary} "$@"' koers "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

/** Gives work to somebody who is told of it by mail. */
async function give(on: Company, owner: Person, round: string): Promise<void> {
  for (let i = 0; i < MAILS; i++) {
    const body = { cycle_id: on.cycle, title: `Work ${round} ${i}.`, owner_id: owner.id, due_day: dayFrom(on.today, 30) };
    (await on.quiet.post(`/api/v1/units/${on.units.netherlands}/actions`, body)).is(201);
  }
}

async function waitsUnsent(world: World): Promise<void> {
  const admin = Object.assign(world.unheard(), { cookie: world.admin.cookie });
  const counts = async () => (await admin.get('/api/v1/messages/counts')).is(200);
  for (let tries = 0; (await counts()).waiting < MAILS || world.server.logged({ event: 'message', outcome: 'unreachable' }).length === 0; tries++) {
    assert.ok(tries < 300, 'no mail waits, or no line of the log says why');
    await pause(100);
  }
  assert.equal((await metrics(world.server)).get('koers_mail_server_lost'), 1);
  assert.equal((await counts()).dead, 0); // a digest that was due before it was put off may wait beside them
}

async function cameOnce(world: World, mailbox: Mailbox, owner: Person, round: string): Promise<void> {
  const came = () => mailbox.to(owner.email).flatMap((mail) => mail.text.match(new RegExp(`Work ${round} \\d\\.`, 'g')) ?? []);
  await mailbox.until(() => new Set(came()).size === MAILS, 'mail goes when the mail server is back', BACK_WITHIN_MS);
  const messages = mailbox.to(owner.email).filter((mail) => mail.text.includes(`Work ${round} `));
  assert.equal(messages.length, new Set(messages.map((mail) => mail.headers['message-id'])).size, 'a mail came twice');
  assert.equal((await metrics(world.server)).get('koers_mail_server_lost'), 0);
}

for (const engine of engines) {
  const mailbox = await openMailbox();
  const place = new Place(await freePort(), mailbox);
  const hosts = join(temporaryFolder('names'), 'hosts');
  writeFileSync(hosts, '127.0.0.1 localhost\n');

  only(
    engine,
    'mail that finds nobody',
    (world) => {
      let on: Company;
      let owner: Person;

      world.step('no name: it waits, and the log says why', async () => {
        await place.open();
        on = await company(world);
        owner = await on.person('Olga Owner', { memberOf: [on.units.netherlands] });
        for (const client of [world.admin, owner.client]) await noDigestToday(client);
        (await owner.client.put('/api/v1/me/notice-choices', { kind: 'action_given', channel: 'mail', pace: 'at_once' })).is(200);
        await give(on, owner, 'nameless');
        await waitsUnsent(world);
        const [line] = world.server.logged({ event: 'message', outcome: 'unreachable' });
        assert.match(String(line?.why), /resolve/i);
      });

      world.step('a name again: all of it goes, once', async () => {
        writeFileSync(hosts, '127.0.0.1 localhost mail.koers.test\n');
        await cameOnce(world, mailbox, owner, 'nameless');
      });

      world.step('no server: it waits, and the log says why', async () => {
        await place.close();
        world.server.logs.length = 0;
        await give(on, owner, 'unserved');
        await waitsUnsent(world);
        const [line] = world.server.logged({ event: 'message', outcome: 'unreachable' });
        assert.match(String(line?.why), /connect/i);
      });

      world.step('a server again: all of it goes, once', async () => {
        await place.open();
        await cameOnce(world, mailbox, owner, 'unserved');
        await place.close();
        await mailbox.stop();
      });
    },
    { args: [...mailArgs(mailbox, { 'smtp-url': `smtp://mail.koers.test:${place.port}` }), ...metricsArgs], binary: withNames(hosts) },
  );
}
