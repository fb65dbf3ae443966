// SPDX-License-Identifier: Apache-2.0
// The demo organisation as of past days: everything that shows where things stood says the same. That it says what was
// said on that day is held in src/practice/explore/test_past.c, where days can be played.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, dayFrom, today } from '../support/company.ts';
import { root } from '../support/place.ts';

both('as of a past day', (world) => {
  let now: Json;
  let last: Json;
  const ago = (days: number) => dayFrom(today(), -days);
  const table = (as_of?: string, cycle = now) => all(world.admin, '/api/v1/explorer', { cycle_id: cycle.id, limit: 200, ...(as_of ? { as_of } : {}) });
  const level = async (query: Json): Promise<Json[]> =>
    (await world.admin.get('/api/v1/tree', { cycle_id: now.id, ...query })).is(200).items;
  const numbers = (rows: readonly Json[]) =>
    new Map(rows.map((row) => [row.id, [row.status, row.progress, row.expected, row.known]]));
  /** Every objective of a tree, branch by branch. */
  const walk = async (by: string, as_of: string, parent_id?: string): Promise<Json[]> => {
    const found: Json[] = [];
    for (const node of await level({ by, as_of, parent_id })) {
      if (node.kind === 'objective') found.push(node);
      if (node.child_count > 0 && (node.kind !== 'objective' || by === 'alignment')) found.push(...(await walk(by, as_of, node.key)));
    }
    return found;
  };

  world.step('two weeks ago less was done', async () => {
    const cycles = (await world.admin.get('/api/v1/cycles')).is(200).items as Json[];
    [now, last] = cycles as [Json, Json];
    const [then, rows] = [await table(ago(14)), await table()];
    const sum = (list: readonly Json[]) => list.reduce((total, row) => total + (row.progress ?? 0), 0);
    assert.ok(then.length > 40 && sum(then) < 0.9 * sum(rows), `${sum(then)} then, ${sum(rows)} now`);
    assert.ok(then.every((row) => row.known === 'kept') && rows.every((row) => row.known === null));
    assert.ok(then.some((row) => row.state !== rows.find((one) => one.id === row.id)?.state || row.status !== rows.find((one) => one.id === row.id)?.status));
  });

  world.step('trees, map and lists say what the table says', async () => {
    for (const day of [ago(14), ago(35)]) {
      const said = numbers(await table(day));
      const map = (await world.admin.get('/api/v1/alignment-map', { cycle_id: now.id, as_of: day })).is(200);
      assert.deepEqual(numbers(map.nodes), said, `the map of ${day}`);
      for (const by of ['unit', 'alignment']) {
        const nodes = await walk(by, day);
        assert.deepEqual([...numbers(nodes)].sort(([a], [b]) => a - b), [...said].sort(([a], [b]) => a - b), `the tree by ${by} of ${day}`);
        assert.ok(nodes.every((node) => node.alignment_id === null), 'a link of a past day is not to be moved');
      }
      const [row] = await table(day);
      const listed = await all(world.admin, '/api/v1/objectives', { unit_id: row?.unit_id, cycle_id: now.id, as_of: day, limit: 200 });
      assert.deepEqual(numbers(listed).get(row?.id), said.get(row?.id));
    }
  });

  world.step('it is sorted by what was then', async () => {
    const rows = await all(world.admin, '/api/v1/explorer', { cycle_id: now.id, as_of: ago(14), sort: 'progress', limit: 10 });
    const progress = rows.map((row) => row.progress ?? -1);
    assert.deepEqual(progress, progress.toSorted((a, b) => a - b));
    assert.equal(rows.length, (await table(ago(14))).length);
    const unit = (await world.admin.get('/api/v1/units', { top: true })).is(200).items[0];
    assert.equal((await all(world.admin, '/api/v1/explorer', { cycle_id: now.id, as_of: ago(14), unit_id: unit.id, limit: 200 })).length, rows.length);
  });

  world.step('a closed quarter is shown as it ended, unless a day of it is named', async () => {
    const [ended, amid] = [await table(undefined, last), await table(dayFrom(last.start_day, 40), last)];
    assert.ok(ended.some((row) => row.status === 'closed') && amid.every((row) => row.state !== 'closed'));
    const roots = (query: Json) => level({ cycle_id: last.id, by: 'unit', ...query });
    const [final, then] = [await roots({}), await roots({ as_of: dayFrom(last.start_day, 40) })];
    assert.ok(final[0]?.counts.closed > 0 && then[0]?.counts.closed === 0);
    assert.deepEqual([final[0]?.known, then[0]?.known], [null, 'kept']);
  });

  world.step('before anything was begun there is nothing, and from today on it is today', async () => {
    assert.deepEqual(await table(ago(400)), []);
    assert.deepEqual(await level({ by: 'alignment', as_of: ago(400) }), []);
    assert.deepEqual(await table(ago(-5)), await table());
    assert.deepEqual(await table(today()), await table());
  });

  world.step('what is not there is said', async () => {
    const [row] = await table();
    const query = { cycle_id: now.id, by: 'alignment', parent_id: `o${row?.id}` };
    assert.equal((await world.admin.get('/api/v1/tree', { ...query, as_of: ago(400) })).is(404).code, 'no_such_objective');
    for (const path of ['/api/v1/tree', '/api/v1/explorer', '/api/v1/alignment-map']) {
      (await world.admin.get(path, { cycle_id: now.id, as_of: 'once' })).faultAt('?as_of', 400);
    }
    for (const [name, code] of [['theme_id', '?theme_id'], ['tag_id', '?tag_id']] as const) {
      (await world.admin.get('/api/v1/objectives', { unit_id: row?.unit_id, as_of: ago(3), [name]: 1 })).faultAt(code, 400);
    }
    (await world.admin.get('/api/v1/explorer', { cycle_id: now.id, unit_id: 999_999, as_of: ago(3) })).faultAt('?unit_id', 400);
  });

  world.step('what is kept is what there is', async () => {
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });
}, { init: ['--demo'] });

both('as of a day before an import', (world) => {
  const viva = (name: string) => world.database.koers(['import', 'viva', join(root, 'tests/fixture', name)]);
  const days = ['2026-01-02', '2026-02-14', '2026-02-15', '2026-03-31', dayFrom(today(), -1)];
  let cycle: number;
  let first: Json[][];
  const told = async (as_of: string): Promise<Json[]> =>
    (await all(world.admin, '/api/v1/explorer', { cycle_id: cycle, as_of, limit: 200 })).map(({ id, state, status, progress, known }) => [id, state, status, progress, known]);
  const tellAll = async () => {
    const found: Json[][] = [];
    for (const day of days) found.push(await told(day));
    return found;
  };

  world.step('what its check-ins tell is there', async () => {
    await viva('viva-first.csv');
    cycle = (await world.admin.get('/api/v1/cycles')).is(200).items[0].id;
    first = await tellAll();
    assert.equal(new Set(first.map((rows) => JSON.stringify(rows.map((row) => row[3])))).size, 4, 'the days tell the same');
    assert.ok(first.every((rows) => rows.length === 7 && rows.every((row) => row[4] === 'rebuilt')));
  });

  world.step('a newer import tells of its days, and taken back it is as before', async () => {
    await viva('viva-newer.csv');
    assert.notDeepEqual(await tellAll(), first);
    (await world.admin.post('/api/v1/imports/undo')).is(200);
    assert.deepEqual(await tellAll(), first);
    assert.match(await world.database.koers(['check']), /: 0 differences/);
    (await world.admin.post('/api/v1/imports/undo')).is(200);
    assert.deepEqual((await world.admin.get('/api/v1/cycles')).is(200).items, [], 'the cycle it made stayed');
  });
});
