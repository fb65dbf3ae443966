// SPDX-License-Identifier: Apache-2.0
// A disk that is full, files that may not be written, and files that somebody replaces or cuts under the server.
import assert from 'node:assert/strict';
import { copyFileSync, chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { adminEmail, adminPassword, both, only, type World } from '../support/both.ts';
import { mustRun, run } from '../support/child.ts';
import { type Company, company } from '../support/company.ts';
import { type Database, databaseAt, type Engine } from '../support/database.ts';
import { type Disk, smallDisk } from '../support/disk.ts';
import { binary, temporaryFolder } from '../support/place.ts';
import { sharedPostgres, unprivileged } from '../support/postgres.ts';
import { freePort } from '../support/server.ts';
import { pause, Writers } from '../support/writers.ts';

const DISK_MIB = 48;
const disks = new Map<Engine, Disk>();

/** A database on a disk of its own: of PostgreSQL its tables, in a tablespace. */
async function onSmallDisk(engine: Engine): Promise<Database> {
  const disk = await smallDisk(DISK_MIB);
  disks.set(engine, disk);
  let place = { url: `sqlite:${join(disk.folder, 'koers.db')}`, drop: () => disk.unmount() };
  if (engine === 'postgres') {
    const server = await sharedPostgres();
    const user = unprivileged();
    const folder = disk.folderOf(user?.uid ?? 0, user?.gid ?? 0);
    await server.query(`CREATE TABLESPACE small LOCATION '${folder}'`);
    const url = await server.createDatabase('template0', 'small');
    const drop = async () => {
      await server.dropDatabase(url);
      await server.query('DROP TABLESPACE small');
      await disk.unmount();
    };
    place = { url, drop };
  }
  const database = databaseAt(engine, place);
  await database.koers(['init']);
  return database;
}

both(
  'a full disk',
  (world) => {
    let on: Company;
    let writers: Writers;

    world.step('a company whose people write', async () => {
      on = await company(world);
      writers = new Writers(world, on);
      await writers.acknowledged(50);
    });

    world.step('refuses what does not fit, and goes on answering what needs no room', async () => {
      disks.get(world.engine)?.fill();
      await writers.refusedWith('gone', 30);
      const reader = writers.client();
      (await reader.get('/api/v1/objectives', { unit_id: on.units.finance })).is(200);
      (await reader.get('/healthz', {}, { unchecked: true })).is(200);
      (await reader.get('/readyz')).is(200);
    });

    world.step('leaves no half of a backup there', async () => {
      const folder = disks.get(world.engine)?.folder ?? '';
      const before = readdirSync(folder);
      const ended = await run(binary, ['backup', join(folder, 'backup'), '--db', world.database.url]);
      assert.equal(ended.code, 1);
      assert.match(ended.stderr, /No space left on device/);
      assert.deepEqual(readdirSync(folder), before);
    });

    world.step('goes on by itself when there is room again, with nothing lost and nothing twice', async () => {
      disks.get(world.engine)?.free();
      await writers.acknowledged(50);
      await writers.stop();
    });
  },
  { database: onSmallDisk },
);

const fileOf = (world: World) => world.database.url.slice('sqlite:'.length);

only('sqlite', 'files that may not be written for a while', (world) => {
  let writers: Writers;

  world.step('a company whose people write', async () => {
    writers = new Writers(world, await company(world));
    await writers.acknowledged(50);
  });

  world.step('refuses writes and goes on reading', async () => {
    const files = [fileOf(world), `${fileOf(world)}-wal`];
    await mustRun('chattr', ['+i', ...files]);
    try {
      await writers.refusedWith('gone', 30);
      (await writers.client().get('/api/v1/me')).is(200);
    } finally {
      await mustRun('chattr', ['-i', ...files]);
    }
  });

  world.step('goes on by itself', async () => {
    await writers.acknowledged(50);
    await writers.stop();
  });
});

only('sqlite', 'a file that is replaced', (world) => {
  let on: Company;
  let writers: Writers;

  world.step('acknowledges nothing any more', async () => {
    on = await company(world);
    writers = new Writers(world, on);
    await writers.acknowledged(50);
    renameSync(fileOf(world), `${fileOf(world)}.aside`);
    copyFileSync(`${fileOf(world)}.aside`, fileOf(world));
    await writers.refusedWith('gone', 30);
    (await world.unheard().get('/readyz')).is(503);
  });

  world.step('goes on when the file is back', async () => {
    renameSync(`${fileOf(world)}.aside`, fileOf(world));
    await writers.acknowledged(50);
    (await world.unheard().get('/readyz')).is(200);
    await writers.stop();
  });
});

/** What `koers serve` says of a database that it does not serve. */
async function refusal(file: string, user?: { uid: number; gid: number }): Promise<string> {
  const ended = await run(binary, ['serve', '--db', `sqlite:${file}`, '--listen', `127.0.0.1:${await freePort()}`], { user, timeoutMs: 10_000 });
  assert.equal(ended.code, 1, `it served:\n${ended.stderr}`);
  assert.ok(ended.stderr.includes(file), ended.stderr);
  return ended.stderr;
}

only('sqlite', 'a file that is cut', (world) => {
  for (const [what, size, said] of [
    ['to half', 400_000, /malformed.*koers restore/],
    ['to nothing', 0, /is empty.*koers restore.*koers init/],
  ] as const) {
    world.step(`${what}, is never served as if it were whole`, async () => {
      const kept = `${fileOf(world)}.kept`;
      await world.server.stop();
      copyFileSync(fileOf(world), kept);
      await world.serve();
      const client = await world.unheard().signedIn(adminEmail, adminPassword);
      truncateSync(fileOf(world), size);
      // The memory that it was mapped into is gone: the process may end over it, or say so.
      for (let i = 0; i < 50 && world.server.running; i++) {
        const reply = await client.get('/api/v1/objectives', { limit: 200 }).catch(() => undefined);
        if (reply && reply.status !== 200) assert.ok(reply.status >= 500, reply.text);
        await pause(20);
      }
      await world.server.kill();
      assert.match(await refusal(fileOf(world)), said);
      for (const end of ['', '-wal', '-shm']) rmSync(`${fileOf(world)}${end}`, { force: true });
      renameSync(kept, fileOf(world));
      await world.serve();
      (await client.get('/healthz', {}, { unchecked: true }).catch(() => undefined));
      await world.unheard().signedIn(adminEmail, adminPassword);
    });
  }
});

only('sqlite', 'a start that cannot be', (world) => {
  const folder = temporaryFolder('refused');
  chmodSync(folder, 0o711);

  /** The suite's own database, in a folder of its own. */
  const copy = async (name: string): Promise<string> => {
    mkdirSync(join(folder, name));
    await world.server.stop();
    copyFileSync(fileOf(world), join(folder, name, 'koers.db'));
    await world.serve();
    return join(folder, name, 'koers.db');
  };

  world.step('on a file system that is read-only', async () => {
    const file = await copy('mounted');
    await mustRun('mount', ['--bind', join(folder, 'mounted'), join(folder, 'mounted')]);
    after(() => mustRun('umount', [join(folder, 'mounted')]));
    await mustRun('mount', ['-o', 'remount,bind,ro', join(folder, 'mounted')]);
    assert.match(await refusal(file), /may not be written/);
    assert.ok(!existsSync(`${file}-wal`));
  });

  world.step('in a folder that is not its own', async () => {
    const file = await copy('folder');
    chmodSync(file, 0o666);
    assert.match(await refusal(file, unprivileged()), /its folder.*may not be written|may not be written.*its folder/);
  });

  world.step('on a file of something else', async () => {
    const file = join(folder, 'other');
    writeFileSync(file, 'this is no database\n'.repeat(4096));
    assert.match(await refusal(file), /is not a database/);
  });
});
