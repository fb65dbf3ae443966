// SPDX-License-Identifier: Apache-2.0
// A backup of the demo, taken while people check in, is whole; restored, on this engine and on the
// other, it is the same organisation. What is damaged, cut off or no backup is refused.
import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { adminEmail, adminPassword, both } from '../support/both.ts';
import { Client, type Json } from '../support/client.ts';
import { engines, newDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/place.ts';
import { assertSearched } from '../support/searched.ts';
import { startServer } from '../support/server.ts';

both(
  'backup',
  (world) => {
    const folder = temporaryFolder('backup');
    const path = (name: string) => join(folder, name);
    const empty = async (engine = world.engine) => {
      const made = await newDatabase(engine);
      after(() => made.drop());
      return made;
    };

    world.step('is whole though people check in meanwhile', async () => {
      const client = world.unheard();
      client.cookie = world.admin.cookie;
      const cycle = (await client.get('/api/v1/cycles', { state: 'open' })).is(200).items.at(-1) as Json;
      const objectives = (await client.get('/api/v1/objectives', { cycle_id: cycle.id, state: 'published', limit: 200 })).is(200).items as Json[];
      const keyResults = objectives.filter((one) => !one.dropped_at && !one.archived_at).flatMap((one) => one.key_results as Json[]).filter((one) => one.kind === 'increase' && !one.dropped_at);
      let going = true;
      let written = 0;
      const writing = (async () => {
        for (let at = 0; going; at++) {
          const one = keyResults[at % keyResults.length];
          (await client.post(`/api/v1/key-results/${one.id}/check-ins`, { value: one.target_value, confidence: 9 })).is(201);
          written += 1;
        }
      })();
      while (written < 3) await new Promise((resolve) => setTimeout(resolve, 5));
      const before = written;
      await world.database.koers(['backup', path('live')]);
      const during = written - before;
      going = false;
      await writing;
      assert.ok(during > 0, 'nothing was written during the backup');
      const live = gunzipSync(await readFile(path('live')));
      for (const engine of engines) {
        const other = await empty(engine);
        await other.koers(['restore', path('live')]);
        assert.match(await other.koers(['check']), /: 0 differences/);
        await other.koers(['export', path(`live-from-${engine}`)]);
        assert.ok((await readFile(path(`live-from-${engine}`))).equals(live), `${engine} differs from what was taken under way`);
      }
      assert.equal((await stat(path('live'))).mode & 0o077, 0, 'others may read it');
    });

    world.step('restored here and on the other engine it is the same, to the byte', async () => {
      // The server goes on telling people what the last check-ins were; compared is what stood still around the backup.
      const exported = async () => {
        await world.database.koers(['export', path('export')]);
        return readFile(path('export'));
      };
      let original = await exported();
      for (let stood = false, tries = 0; !stood; tries++) {
        assert.ok(tries < 20, 'the organisation never stands still');
        await world.database.koers(['backup', path('backup')]);
        const after = await exported();
        stood = after.equals(original);
        original = after;
      }
      assert.ok(gunzipSync(await readFile(path('backup'))).equals(original), 'the backup is the export, packed');
      for (const engine of engines) {
        const other = await empty(engine);
        await other.koers(['restore', path('backup')]);
        await assertSearched(other);
        await other.koers(['export', path(`from-${engine}`)]);
        assert.ok((await readFile(path(`from-${engine}`))).equals(original), `${engine} differs`);
        await assert.rejects(other.koers(['restore', path('backup')]), /not empty/);
      }
    });

    world.step('restored it tells of what happens from then on, not of what happened before', async () => {
      const other = await empty();
      await other.koers(['restore', path('backup')]);
      // What people had been told by the time of the backup is in it.
      const told = (await readFile(path('export'), 'utf8')).split('\n').filter((line) => line.startsWith('{"entity":"notice",'));
      const newest = Math.max(0, ...told.map((line) => (JSON.parse(line) as Json).row.id as number));
      const server = await startServer({ db: other.url });
      const admin = await new Client(server.url).signedIn(adminEmail, adminPassword);
      const daan = await new Client(server.url).signedIn('daan.visser@talverno.example', 'steady-as-she-goes');
      const owner_id = (await daan.get('/api/v1/session')).is(200).person_id;
      const cycle = (await admin.get('/api/v1/cycles', { state: 'open' })).is(200).items.at(-1) as Json;
      const unit = ((await admin.get('/api/v1/units', { limit: 1 })).is(200).items as Json[])[0] as Json;
      const kinds = async () => ((await daan.get('/api/v1/me/notices', { limit: 200 })).is(200).items as Json[]).filter((one) => one.id > newest).map((one) => one.kind);
      for (let tries = 0; !(await kinds()).includes('action_given'); tries++) {
        assert.ok(tries < 30, 'nothing is told');
        (await admin.post(`/api/v1/units/${unit.id}/actions`, { cycle_id: cycle.id, title: 'Call the shops', owner_id })).is(201);
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      assert.deepEqual((await kinds()).filter((kind) => ['role_given', 'review_asked', 'meeting_planned', 'objective_changed'].includes(kind)), []);
      await server.stop();
    });

    world.step('what is damaged is refused, and nothing of it comes in', async () => {
      const whole = await readFile(path('backup'));
      const text = await readFile(path('export'), 'utf8');
      const turned = Buffer.from(whole);
      turned[Math.floor(whole.length / 2)] = (turned[Math.floor(whole.length / 2)] ?? 0) ^ 0x10;
      const lines = text.split('\n');
      const bad: [string, Buffer, RegExp][] = [
        ['a turned bit', turned, /damaged|not JSON|cut off|:\d+:/],
        ['cut off', whole.subarray(0, whole.length - 100), /cut off|damaged/],
        ['cut off between two rows', gzipSync(`${lines.slice(0, -3).join('\n')}\n`), /cut off/],
        ['a row less than its end says', gzipSync([...lines.slice(0, 100), ...lines.slice(101)].join('\n')), /more or fewer rows/],
        ['rows in the wrong place', gzipSync([lines[0], lines.at(-3), ...lines.slice(1)].join('\n')), /not in its place/],
        ['more behind the end', gzipSync(`${text}{"rows":0}\n`), /follows the end/],
        ['of another release', gzipSync(text.replace(/"schema":"[^"]*"/, '"schema":"0001_other"')), /another release/],
        ['no backup', Buffer.from('hello\n'), /not an export of Koers/],
        ['empty', Buffer.alloc(0), /cut off/],
      ];
      for (const [what, bytes, says] of bad) {
        await writeFile(path('bad'), bytes);
        const other = await empty();
        await assert.rejects(other.koers(['restore', path('bad')]), says, what);
        await other.koers(['restore', path('backup')]); // so it was still empty
      }
    });

    world.step('says what it wants', async () => {
      await assert.rejects(world.database.koers(['backup']), /wants one file/);
      await assert.rejects(world.database.koers(['backup', '/nowhere/at/all']), /nowhere/);
      await assert.rejects(world.database.koers(['restore', '/nowhere/at/all']), /nowhere/);
    });
  },
  { init: ['--demo'] },
);
