// SPDX-License-Identifier: Apache-2.0
// The clock of the machine is set forward and back, by an hour and by a day: people go on writing, and are told at
// once of what happens. Only the server's clock is false (Debian's libfaketime); PostgreSQL keeps its own.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { only } from '../support/both.ts';
import { type Company, company, dayFrom, type Person } from '../support/company.ts';
import { engines } from '../support/database.ts';
import { mailArgs, openMailbox } from '../support/mailbox.ts';
import { temporaryFolder } from '../support/place.ts';
import { Writers } from '../support/writers.ts';

const library = ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`).find((path) => existsSync(path));
/** A message goes within two pauses of what tells it, and one of what sends it. */
const TOLD_WITHIN_MS = 30_000;
/** People are what they are since the present; the clock is set around a day after tomorrow. */
const JUMPS = ['+48h', '+49h', '+48h', '+47h', '+48h', '+72h', '+48h', '+24h', '+48h'];

for (const engine of engines) {
  if (!library) throw new Error('libfaketime is not installed; run tool/setup faults');
  const ahead = join(temporaryFolder('clock'), 'ahead');
  writeFileSync(ahead, '+0\n');
  const mailbox = await openMailbox();
  const env = { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: ahead, FAKETIME_CACHE_DURATION: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' };

  only(
    engine,
    'a clock that is set',
    (world) => {
      let on: Company;
      let owner: Person;
      let writers: Writers;

      world.step('a company whose people write and are told', async () => {
        on = await company(world);
        owner = await on.person('Olga Owner', { memberOf: [on.units.netherlands] });
        (await owner.client.put('/api/v1/me/notice-choices', { kind: 'action_given', channel: 'mail', pace: 'at_once' })).is(200);
        writers = new Writers(world, on);
      });

      for (const [i, jump] of JUMPS.entries()) {
        world.step(`jump ${i + 1}, to ${jump}`, async () => {
          writeFileSync(ahead, `${jump}\n`);
          const before = world.server.logged({ event: 'clock_jumped' }).length;
          await mailbox.until(() => world.server.logged({ event: 'clock_jumped' }).length > before, 'the log tells of the jump');
          await writers.acknowledged(20);
          const body = { cycle_id: on.cycle, title: `Call the shops ${i}.`, owner_id: owner.id, due_day: dayFrom(on.today, 30) };
          (await on.quiet.post(`/api/v1/units/${on.units.netherlands}/actions`, body)).is(201);
          await mailbox.until(() => mailbox.to(owner.email).some((mail) => mail.text.includes(body.title)), `mail of ${body.title}`, TOLD_WITHIN_MS);
        });
      }

      world.step('lost nothing, and told nothing twice', async () => {
        await writers.stop();
        const titles = mailbox.to(owner.email).flatMap((mail) => mail.text.match(/Call the shops \d+\./g)?.[0] ?? []);
        assert.deepEqual([...titles].sort(), JUMPS.map((_, i) => `Call the shops ${i}.`));
        assert.deepEqual(world.server.logged({ level: 'error' }), []);
        await mailbox.stop();
      });
    },
    { args: mailArgs(mailbox), env },
  );
}
