// SPDX-License-Identifier: Apache-2.0
// The ZIP of JSON files that Viva Goals let people take out. No real one is at hand: these are made from
// its documented keys. What strangers may have packed is refused with a clear word.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { temporaryFolder } from '../support/place.ts';
import { zip } from '../support/zip.ts';

const period = { ID: 'p1', Name: '2026 Q3' };
const teams = [
  { ID: 't3', 'Team Name': 'North', 'Parent Team': { ID: 't2', Name: 'Stores' }, 'Team Type': 'Team', Status: 'Active' },
  { ID: 't1', 'Team Name': 'Retail', 'Parent Team': null },
  { ID: 't2', 'Team Name': 'Stores', 'Parent Team': 't1' },
  { ID: 't4', 'Team Name': 'Adrift', 'Parent Team': 't9' },
  { ID: 't5', 'Team Name': 'Round', 'Parent Team': 't6' },
  { ID: 't6', 'Team Name': 'About', 'Parent Team': 't5' },
  { ID: 't7', 'Team Name': 'Idle', 'Parent Team': 't1' },
];
const users = [
  { ID: 'u1', Name: 'Ann Lee', Email: 'ann@example.org' },
  { ID: 'u2', Name: 'Bo de Wit', Email: 'Bo@Example.org' },
];
const bo = [{ ID: 'u2', Name: 'Bo de Wit', Email: 'bo@example.org' }];
const outcome = (more: Json) => ({ 'Outcome Type': 'Metric', 'Metric Name': 'Share', 'Metric Unit': '#', ...more });
const kpi = (ID: number, Title: string, more: Json) => ({
  ID, Title, Type: 'Kpi', Owner: bo, Teams: [{ ID: 't3' }], 'Time Period': period, Alignment: [{ ID: 1, Title: 'Customers come back', Weight: '50' }], ...more,
});
const objectives = [
  {
    ID: 1, Title: 'Customers come back', Type: 'Big rock', 'Created By': 'Bo de Wit', Owner: [{ ID: 'u1', Name: 'Ann Lee', Email: 'ANN@example.org' }],
    Teams: [{ ID: 't3', Name: 'North' }, 'Adrift', 'Round'], 'Time Period': period, Alignment: [], Description: { plain: 'Why it matters', HTML: '<p>Why</p>' },
    'Goal Type': 'Committed Goal', Status: 'On Track', Progress: 50, Score: '', 'Created At': '2026-07-01 08:00:00 UTC',
  },
  kpi(2, 'Returning customers', {
    'Start Date': '2026-07-01', 'End Date': '2026-09-30', Progress: '50%', Status: 'Behind',
    Outcome: outcome({ Start: '1,000', Target: '2,000', 'Target Type': 'Reach' }),
    'Phased Targets': { Interval: 'Monthly', Targets: [['2026-07-31', '1,300'], ['2026-08-31', 1600], ['2026-09-30', '2,000']].map(([day, value]) => ({ 'Target Value': value, 'Target Date': day })) },
    'Check-in Owners': [{ ID: 'u1', Name: 'Ann Lee' }],
  }),
  kpi(3, 'Complaints', { Outcome: outcome({ Start: 40, Target: 25, 'Target Type': 'At most' }), 'Last Check-in': '2026-08-03', Progress: 0 }),
  kpi(4, 'Waiting time', { Outcome: outcome({ Start: 2, Target: '10', 'Target Type': 'Keep below' }) }),
  kpi(5, 'Stock', { Outcome: outcome({ Start: '', Target: 5, 'Target Type': 'Maintain at' }), Progress: 100, 'Last Check-in': '2026-08-03' }),
  kpi(6, 'A new till', { Type: 'Project', Progress: 20, 'Last Check-in': '2026-08-03', Alignment: undefined, 'Parent IDs': [1], Children: [] }),
  { ID: 7, Title: 'Hangs under what is gone', Type: 'Big rock', Owner: [], Teams: ['North'], 'Time Period': period, Alignment: [{ ID: 99, Title: 'Gone', Weight: 'much' }] },
];
const checkIns = [
  { ID: 'c1', 'OKR ID': 2, 'CheckIn Date': '2026-08-01', 'Check In Owner': { ID: 'u1', Name: 'Ann Lee' }, 'Check In Note': { plain: 'Half; way', HTML: '<b>Half</b>' }, 'Metric Name': 'Share', Status: 'On Track', 'Current Value': '1,500', 'Activity Date': '2026-08-01 10:00:00 UTC' },
  { ID: 'c2', 'OKR ID': 2, 'CheckIn Date': '2026-07-15', 'Check In Owner': 'u2', 'Current Value': 1100.5 },
  { ID: 'c3', 'OKR ID': 3, 'CheckIn Date': '2026-08-02', 'Check In Owner': 'Bo de Wit', 'Current Value': '32.5' },
];
const periods = { ID: 'p1', Name: '2026 Q3', 'Start Date': '2026-07-01T00:00:00Z', 'End Date': '2026-09-30T00:00:00Z' };

const archive = (more: Record<string, string | Buffer> = {}): Buffer =>
  zip({
    'Viva/../../Teams.json': `\ufeff${JSON.stringify(teams)}`,
    'users.json': JSON.stringify({ Users: users }),
    'C:\\TimePeriods.json': JSON.stringify(periods),
    'everything-else.json': objectives.map((row) => JSON.stringify(row)).join('\n'),
    'CheckIns.json': JSON.stringify(checkIns, null, 2),
    ...more,
  });

both('import archive', (world) => {
  const folder = temporaryFolder('archive');
  const path = join(folder, 'okrs.zip');
  const bring = async (bytes: Buffer, ...more: string[]): Promise<Json> => {
    writeFileSync(path, bytes);
    return JSON.parse(await world.database.koers(['import', 'viva', path, '--json', ...more])) as Json;
  };
  const refused = (bytes: Buffer, word: RegExp): Promise<void> => assert.rejects(bring(bytes), word);
  const keyResults = async (): Promise<Record<string, Json>> => {
    const cycle = (await world.admin.get('/api/v1/cycles')).is(200).items[0].id;
    const rows = (await world.admin.get(`/api/v1/objectives?cycle_id=${cycle}`)).is(200).items as Json[];
    const top = rows.find((row) => row.title === 'Customers come back');
    const one = (await world.admin.get(`/api/v1/objectives/${top?.id}`)).is(200);
    return { objective: one, ...Object.fromEntries(one.key_results.map((kr: Json) => [kr.title, kr])) };
  };
  let dry: Json;

  world.step('somebody with an address is here already', async () => {
    await world.account('ann@example.org', 'Ann Lee-Smith', 'member');
  });

  world.step('a dry run says what would be and writes nothing', async () => {
    dry = await bring(archive(), '--dry-run');
    assert.deepEqual(dry.counts.objectives, { created: 2, updated: 0, unchanged: 0, refused: 0 });
    assert.deepEqual((await world.admin.get('/api/v1/cycles')).is(200).items, []);
  });

  world.step('the import says the same and writes it', async () => {
    const report = await bring(archive());
    assert.deepEqual({ ...report, dry_run: true }, dry);
    assert.equal(report.counts['key results'].created, 5);
    assert.equal(report.counts['check-ins'].created, 5);
    assert.equal(report.counts.people.created, 1);
    const doubts = report.doubtful.map((row: Json) => row.reason).join('\n');
    for (const word of [/neither in the files nor here/, /weight of link 1/, /not in the archive, or below it/]) assert.match(doubts, word);
  });

  world.step('each kind of target becomes its kind of key result', async () => {
    const rows = await keyResults();
    const of = (title: string, ...names: string[]) => names.map((name) => rows[title]?.[name]);
    assert.deepEqual(of('Returning customers', 'kind', 'start_value', 'target_value', 'weight', 'raw'), ['increase', 1000, 2000, 50, 0.5]);
    assert.deepEqual(of('Complaints', 'kind', 'start_value', 'target_value', 'worst_value', 'raw'), ['at_most', null, 25, 40, 0.5]);
    assert.deepEqual(of('Waiting time', 'kind', 'target_value', 'worst_value', 'check_in_count'), ['at_most', 10, null, 0]);
    assert.deepEqual(of('Stock', 'kind', 'low_value', 'high_value', 'raw'), ['range', 5, 5, 1]);
    assert.deepEqual(of('A new till', 'kind', 'unit_of_measure', 'current_value', 'source_kind'), ['increase', '%', 20, 'Deliverable']);
    assert.deepEqual(rows['Returning customers']?.interim_targets.map((one: Json) => [one.day, one.value]), [['2026-07-31', 1300], ['2026-08-31', 1600]]);
    assert.equal(rows.objective?.description, 'Why it matters');
    assert.equal(rows.objective?.kind, 'committed');
  });

  world.step('check-ins found their key result, their person and their note', async () => {
    const { 'Returning customers': kr } = await keyResults();
    const rows = (await world.admin.get(`/api/v1/key-results/${kr?.id}/check-ins`)).is(200).items as Json[];
    assert.deepEqual(rows.map((row) => [row.day, row.value, row.note, row.person_name]), [
      ['2026-08-01', 1500, 'Half; way', 'Ann Lee-Smith'],
      ['2026-07-15', 1100.5, null, 'Bo de Wit'],
    ]);
  });

  world.step('people are matched by address before name, units stand in their tree', async () => {
    const { objective } = await keyResults();
    assert.equal(objective?.owner_name, 'Ann Lee-Smith');
    const people = (await world.admin.get('/api/v1/people?q=Bo de Wit')).is(200).items as Json[];
    assert.deepEqual(people.map((row) => row.email), ['bo@example.org']);
    const units = (await world.admin.get('/api/v1/units?limit=200')).is(200).items as Json[];
    const upper = (name: string) => units.find((row) => row.id === units.find((one) => one.name === name)?.parent_id)?.name;
    assert.deepEqual(['North', 'Stores', 'Round'].map(upper), ['Stores', 'Retail', 'About']);
    assert.ok(!units.some((row) => row.name === 'Idle'), 'a team nobody names');
  });

  world.step('the same again changes nothing', async () => {
    const { counts } = await bring(archive());
    for (const [kind, count] of Object.entries(counts as Record<string, Json>)) assert.deepEqual([count.created, count.updated], [0, 0], kind);
  });

  world.step('a newer one changes targets on the way and adds a check-in', async () => {
    const rows = structuredClone(objectives) as Json[];
    rows[1]['Phased Targets'].Targets[0]['Target Value'] = '1,250';
    const later = [...checkIns, { ...checkIns[0], 'CheckIn Date': '2026-08-15', 'Activity Date': '2026-08-15 10:00:00 UTC', 'Current Value': '1,750' }];
    const { counts } = await bring(archive({ 'everything-else.json': JSON.stringify(rows), 'CheckIns.json': JSON.stringify(later) }));
    assert.deepEqual([counts['key results'].updated, counts['check-ins'].created], [1, 1]);
    const { 'Returning customers': kr } = await keyResults();
    assert.deepEqual([kr?.raw, kr?.interim_targets[0].value], [0.75, 1250]);
  });

  world.step('missing files are no matter, but for the objectives', async () => {
    const { doubtful } = await bring(zip({ 'o.json': JSON.stringify(objectives), 'logo.png': 'PNG', 'odd.json': '[{"Colour":"red"}]' }), '--dry-run');
    assert.match(JSON.stringify(doubtful), /No JSON; left aside.*1 objects are nothing Koers knows/);
    await refused(zip({ 'teams.json': JSON.stringify(teams) }), /no file in it holds objectives/);
    await refused(zip({}), /no file in it holds objectives/);
  });

  world.step('what is broken or hostile is refused with a clear word', async () => {
    const one = JSON.stringify(objectives[0]);
    await refused(archive().subarray(0, 900), /cannot be read as a ZIP .*cut off/);
    await refused(zip({ 'o.json': `[${one}` }), /okrs\.zip, o\.json: in or behind object 1: it ends in the middle/);
    await refused(zip({ 'o.json': `[${one},]` }), /behind object 1: an object was expected/);
    await refused(zip({ 'o.json': `[${one},{"Title":nul}]` }), /o\.json: in or behind object 2: /);
    await refused(zip({ 'o.json': Buffer.concat([Buffer.from('[{"Title":"'), Buffer.from([0xff]), Buffer.from('"}]')]) }), /in or behind object 1: .*UTF-8/);
    await refused(zip({ 'o.json': `[{"Title":${'['.repeat(40)}${']'.repeat(40)}}]` }), /in or behind object 1: .*within each other/);
    await refused(zip({ 'o.json': `[{"Title":"${'x'.repeat(17_000_000)}` }), /more than/);
    await refused(zip({ 'o.json': one }, 1), /is encrypted/);
    await refused(zip({ 'o.json': ' '.repeat(40_000_000) }), /unpacks into more than 200 times its size/);
    const files = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.txt`, '']));
    await refused(zip(files(10_001)), /holds more than 10000 files/);
    await refused(zip(files(10_000)), /no file in it holds objectives/);
    const most = 2 ** 32 - 2; // as much as an entry can say; three are more than 8 GiB
    await refused(zip({ 'o.json': one, 'p.json': '', 'q.json': '' }, 0, most), /unpacks into more than 8 GiB/);
    const flipped = archive();
    flipped.writeUInt8(flipped.readUInt8(300) ^ 0xff, 300);
    await refused(flipped, /broken|cannot be|no JSON|expected|middle/);
  });

  world.step('nothing of what was refused came in', async () => {
    assert.match(await world.database.koers(['check']), /: 0 differences/);
    assert.equal((await world.admin.get('/api/v1/cycles')).is(200).items.length, 1);
  });

  world.step('an archive comes through a pipe too', async () => {
    assert.match(await world.database.koers(['import', 'viva', '-', '--dry-run'], archive()), /key results +0 +1 +4 +0/);
  });
});
