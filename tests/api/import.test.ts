// SPDX-License-Identifier: Apache-2.0
// An export of Viva Goals comes in while the server serves, is read through the API, comes again, and
// the whole organisation moves to the other engine and back without a loss.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { dayFrom, match, today } from '../support/company.ts';
import { engines, newDatabase } from '../support/database.ts';
import { root, temporaryFolder } from '../support/place.ts';

const fixture = (name: string): string => join(root, 'tests/fixture', name);

type Counts = Record<string, { created: number; updated: number; unchanged: number; refused: number }>;

both('import', (world) => {
  let cycle = 0;

  const viva = async (name: string, ...more: string[]): Promise<Json> =>
    JSON.parse(await world.database.koers(['import', 'viva', fixture(name), '--json', ...more])) as Json;
  const objectives = async (): Promise<Json[]> =>
    (await world.admin.get(`/api/v1/objectives?cycle_id=${cycle}&limit=200`)).is(200).items;
  const titled = (rows: Json[], title: string): Json => {
    const found = rows.find((row) => row.title === title);
    assert.ok(found, `no objective "${title}"`);
    return found;
  };

  world.step('a dry run says what would be and writes nothing', async () => {
    const report = await viva('viva-first.csv', '--dry-run');
    assert.equal(report.dry_run, true);
    assert.equal((report.counts as Counts).objectives?.created, 7);
    assert.deepEqual((await world.admin.get('/api/v1/cycles')).is(200).items, []);
  });

  world.step('the import says the same and writes it', async () => {
    const report = await viva('viva-first.csv');
    const counts = report.counts as Counts;
    assert.deepEqual(counts.objectives, { created: 7, updated: 0, unchanged: 0, refused: 1 });
    assert.deepEqual(counts['key results'], { created: 5, updated: 0, unchanged: 0, refused: 2 });
    assert.equal(report.refused.length, 3);
    assert.equal(report.differs.length, 1);
    cycle = (await world.admin.get('/api/v1/cycles')).is(200).items[0].id;
  });

  world.step('the tree shows true progress', async () => {
    const rows = await objectives();
    assert.equal(rows.length, 7);
    assert.equal(titled(rows, 'Customers come back (by themselves)').progress, 0.4);
    assert.equal(titled(rows, 'Every parcel is followed').progress, 0.8);
    (await world.admin.get(`/api/v1/tree?cycle_id=${cycle}`)).is(200);
    const why = await world.admin.get(
      `/api/v1/objectives/${titled(rows, 'Customers come back (by themselves)').id}/why`,
    );
    assert.equal(why.is(200).ppm, 400_000);
  });

  world.step('days before it are worked out from its check-ins, and say so', async () => {
    const on = async (as_of: string) => {
      const rows = (await world.admin.get('/api/v1/explorer', { cycle_id: cycle, as_of, limit: 200 })).is(200).items as Json[];
      return (title: string) => {
        const { state, progress, known, last_check_in_day } = titled(rows, title);
        return [state, progress, known, last_check_in_day];
      };
    };
    const parcel = 'Every parcel is followed';
    assert.deepEqual((await on('2026-01-01'))(parcel), ['published', 0, 'rebuilt', null]);
    assert.deepEqual((await on('2026-03-30'))(parcel), ['published', 0, 'rebuilt', null]);
    assert.deepEqual((await on('2026-03-31'))(parcel), ['closed', 0.8, 'rebuilt', '2026-03-31']);
    assert.equal((await on('2026-02-14'))('Has both')[1], 0);
    assert.equal((await on('2026-02-20'))('Has both')[1], 0.5);
    assert.deepEqual((await world.admin.get('/api/v1/explorer', { cycle_id: cycle, as_of: '2025-11-30' })).is(200).items, []);
    // What hung under what counts for those days as well.
    const parents = titled(await objectives(), 'Customers come back (by themselves)').id;
    const branch = async (as_of: string): Promise<Json[]> =>
      (await world.admin.get('/api/v1/tree', { cycle_id: cycle, parent_id: `o${parents}`, as_of })).is(200).items;
    const share = (rows: Json[]): unknown => rows.find((row) => row.title.startsWith('Share of returning'))?.progress;
    assert.equal(share(await branch('2026-01-02')), null);
    assert.equal(share(await branch('2026-02-14')), 0.25);
    assert.equal(share(await branch('2026-02-15')), 0.5);
    assert.deepEqual(
      (await branch('2026-02-15')).map((row) => [row.title, row.alignment_id]),
      (await branch(today())).map((row) => [row.title, null]),
    );
  });

  world.step('the same again changes nothing', async () => {
    const counts = (await viva('viva-first.csv')).counts as Counts;
    for (const [kind, count] of Object.entries(counts))
      assert.deepEqual([count.created, count.updated], [0, 0], `${kind} changed`);
  });

  world.step('a newer one updates, and tells of new titles', async () => {
    const report = await viva('viva-newer.csv');
    assert.deepEqual(
      report.renamed.map((row: Json) => [row.old, row.new]),
      [['Customers come back (by themselves)', 'Customers come back twice']],
    );
    assert.equal(titled(await objectives(), 'Customers come back twice').progress, 0.496);
  });

  world.step('what is no export is refused with a clear word', async () => {
    await assert.rejects(
      world.database.koers(['import', 'viva', join(root, 'README.md')]),
      /not an Explorer export of Viva Goals|quotation mark/,
    );
    await assert.rejects(world.database.koers(['import', 'viva', '/nowhere.csv']), /nowhere\.csv/);
  });

  world.step('key results of every kind stand beside what came in', async () => {
    const [row] = await objectives();
    const day = (days: number) => dayFrom(today(), days);
    const make = async (path: string, body: Json) => (await world.admin.post(`/api/v1/${path}`, body)).is(201);
    const cycle = await make('cycles', { name: 'Kinds', start_day: day(-30), end_day: day(60), state: 'open' });
    const other = await make('units', { name: 'Taking part', parent_id: row?.unit_id, type: 'team' });
    const made = await make('objectives', { cycle_id: cycle.id, unit_id: row?.unit_id, title: 'All kinds', kind: 'aspirational', units: [{ unit_id: other.id }] });
    (await world.admin.post(`/api/v1/objectives/${made.id}/publish`, undefined, { ifMatch: match(made) })).is(200);
    const keyResult = (body: Json) => make('key-results', { objective_id: made.id, title: 'X', ...body });
    const checkIn = (kr: Json, body: Json) => make(`key-results/${kr.id}/check-ins`, body);
    await checkIn(await keyResult({ kind: 'range', low_value: 1, high_value: 2, period_rule: 'share' }), { value: 1.5 });
    await checkIn(await keyResult({ kind: 'zones', commit_text: 'A', target_text: 'B', stretch_text: 'C' }), { value: 0.7 });
    await keyResult({ start_value: 0, target_value: 9, interim_targets: [{ day: day(1), value: 4 }] });
    const steps = await keyResult({ kind: 'milestones', milestones: [{ title: 'A', due_day: day(3) }, { title: 'B' }, { title: 'C' }] });
    const [a, b, c] = steps.milestones;
    await checkIn(steps, { milestones: [{ id: a.id, done: true }, { id: b.id, done: true }] });
    const left = [c, a].map(({ id, title }: Json) => ({ id, title }));
    (await world.admin.patch(`/api/v1/key-results/${steps.id}`, { milestones: left }, match(steps))).is(200);
  });

  world.step('every stored number is what its parts say', async () => {
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });

  world.step('the organisation moves to the other engine without a loss', async () => {
    const folder = temporaryFolder('export');
    const other = await newDatabase(engines.find((engine) => engine !== world.engine) ?? world.engine);
    after(() => other.drop());
    await world.database.koers(['export', join(folder, 'here')]);
    await other.koers(['import', 'koers', join(folder, 'here')]);
    await other.koers(['export', join(folder, 'there')]);
    assert.ok((await readFile(join(folder, 'there'))).equals(await readFile(join(folder, 'here'))), 'the exports differ');
    const there = await readFile(join(folder, 'there'), 'utf8');
    for (const entity of ['objective_unit', 'milestone', 'interim_target', 'check_in_milestone']) assert.ok(there.includes(`
{"entity":"${entity}"`), entity);
    assert.match(await other.koers(['check']), /: 0 differences/);
    await assert.rejects(other.koers(['import', 'koers', join(folder, 'here')]), /not empty/);
  });
});
