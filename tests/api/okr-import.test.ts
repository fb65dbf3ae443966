// SPDX-License-Identifier: Apache-2.0
// OKRs from any tool's CSV file, read as a kept mapping says: looked at, brought in, brought in again, taken back.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminEmail, adminPassword, both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, match } from '../support/company.ts';
import { temporaryFolder } from '../support/place.ts';
import { zip } from '../support/zip.ts';

const base = '/api/v1/imports/okrs';
const WRITERS = 2; // who check in while an import comes in
const typed = [
  'Soort;Nr;Naam;Onder;Afdeling;Eigenaar;Mail;Kwartaal;Van;Tot;Begin;Doel;Nu;Stand;Dag;Opmerking;Kleur',
  'Doel;D1;Klanten komen terug;;Retail;Ann Alder;ann@example.org;2031 Q1;01-01-2031;31-03-2031;;;;;;;rood',
  'KR;K1;Terugkerende klanten;D1;Retail;Ann Alder;ann@example.org;2031 Q1;01-01-2031;31-03-2031;40;60,5;;Groen;;;',
  'KR;K2;Klachten;D1;Retail;Bo Birch;;2031 Q1;01-01-2031;31-03-2031;1.000;600;;Oranje;;;',
  'Stand;;;K1;;Ann Alder;ann@example.org;;;;;;45,125;Groen;15-01-2031;Goed begin;',
  'Stand;;;K1;;Ann Alder;ann@example.org;;;;;;50,25;Groen;31-01-2031;;',
  'Stand;;;K9;;;;;;;;;1;;31-01-2031;Waarvan?;',
];
const file = (rows: readonly string[]) => `\ufeff${rows.join('\r\n')}\r\n`;
const columns = Object.entries({
  type: 'Soort', id: 'Nr', title: 'Naam', parent_id: 'Onder', unit: 'Afdeling', owner: 'Eigenaar', owner_email: 'Mail', cycle: 'Kwartaal', start_day: 'Van', end_day: 'Tot',
  start_value: 'Begin', target_value: 'Doel', current_value: 'Nu', status: 'Stand', check_in_day: 'Dag', note: 'Opmerking',
}).map(([field, header]) => ({ field, header }));
const words = [
  ['type', 'Doel', 'objective'], ['type', 'KR', 'key_result'], ['type', 'Stand', 'check_in'], ['status', 'Groen', 'on_track'], ['status', 'Oranje', 'behind'],
].map(([field, word, meaning]) => ({ field, word, meaning }));
const mapping = { columns: [...columns, { field: 'unit_of_measure', constant: 'klanten' }], words, day_order: 'dmy', decimal_sign: 'comma' };

both('an import of OKRs', (world) => {
  let on: Company;
  const send = (csv: string, query: Json = {}, source = 'werkblad', client = world.admin) => client.post(`${base}/${source}`, undefined, { csv, query });
  const counts = (report: Json, thing: string) => {
    const { created, updated, unchanged, refused } = report.counts.find((one: Json) => one.thing === thing);
    return [created, updated, unchanged, refused];
  };
  const cycles = async () => (await world.admin.get('/api/v1/cycles')).is(200).items as Json[];
  const objectives = async (cycle: string) => {
    const id = (await cycles()).find((one) => one.name === cycle)?.id;
    return id ? ((await world.admin.get('/api/v1/objectives', { cycle_id: id })).is(200).items as Json[]) : [];
  };
  const objective = async (title: string, cycle = '2031 Q1') => {
    const found = (await objectives(cycle)).find((one) => one.title === title);
    assert.ok(found, `no objective "${title}"`);
    return (await world.admin.get(`/api/v1/objectives/${found.id}`)).is(200);
  };

  const sayAndDelete = async (objective_id: number, about: Json = {}) => {
    const said = (await world.admin.post(`/api/v1/objectives/${objective_id}/comments`, { body: 'Hm', ...about })).is(201) as Json & { version: number };
    (await world.admin.delete(`/api/v1/comments/${said.id}`, match(said))).is(204);
  };

  world.step('a file whose columns say too little names what is missing', async () => {
    on = await company(world);
    await world.account('ann@example.org', 'Ann Alder-Ash', 'member');
    const report = (await send('Title;Wie\nA;B\n', { dry_run: true })).is(200);
    assert.match(report.problem, /cycle/);
    assert.deepEqual(report.columns, [{ header: 'Title', field: 'title', constant: null }, { header: 'Wie', field: null, constant: null }]);
    assert.match((await send('Wat;Wie\nA;B\n', { dry_run: true })).is(200).problem, /title/);
    assert.equal((await send('Wat;Wie\nA;B\n')).is(409).code, 'cannot_import');
  });

  world.step('a mapping is kept by its name, and shared', async () => {
    (await world.admin.get(`${base}/werkblad/mapping`)).is(404);
    (await world.admin.put(`${base}/werkblad/mapping`, mapping)).is(204);
    const kept = (await world.admin.get(`${base}/werkblad/mapping`)).is(200);
    assert.deepEqual([kept.source, kept.day_order, kept.decimal_sign, kept.new_units, kept.new_people], ['werkblad', 'dmy', 'comma', 'make', 'make']);
    assert.equal(kept.columns.length, mapping.columns.length);
    assert.deepEqual(kept.columns.find((one: Json) => one.constant), { header: '', field: 'unit_of_measure', constant: 'klanten' });
    assert.deepEqual(kept.words.length, words.length);
    (await world.admin.put(`${base}/later/mapping`, { columns: [{ field: 'title', header: 'T' }] })).is(204);
    assert.deepEqual((await all(world.admin, base, { limit: 1 })).map((one) => one.source), ['later', 'werkblad']);
    (await world.admin.delete(`${base}/later/mapping`)).is(204);
    (await world.admin.delete(`${base}/later/mapping`)).is(404);
  });

  world.step('a mapping that means nothing is refused, every fault at once', async () => {
    const bad = await world.admin.put(`${base}/bad/mapping`, {
      columns: [{ field: 'title', header: 'A' }, { field: 'title', header: 'B' }, { field: 'note' }, { field: 'type', constant: 'epic' }],
      words: [{ field: 'status', word: 'Blauw', meaning: 'blue' }],
    });
    for (const pointer of ['/columns/1', '/columns/2', '/columns/3/constant', '/words/0/meaning']) bad.faultAt(pointer);
    (await world.admin.put(`${base}/bad/mapping`, { columns: [] })).faultAt('/columns');
  });

  world.step('says beforehand what it would do, and writes nothing', async () => {
    const report = (await send(file(typed), { dry_run: true })).is(200);
    assert.deepEqual([report.import_id, report.problem], [null, null]);
    assert.deepEqual(report.columns.at(-1), { header: 'Kleur', field: null, constant: null });
    assert.deepEqual(counts(report, 'objectives'), [1, 0, 0, 0]);
    assert.deepEqual(counts(report, 'key_results'), [2, 0, 0, 0]);
    assert.deepEqual(counts(report, 'check_ins'), [2, 0, 0, 1]);
    assert.deepEqual(report.lines.map((one: Json) => [one.line, one.kind, one.column]), [[7, 'refused', 'Soort']]);
    assert.deepEqual(await objectives('2031 Q1'), []);
  });

  world.step('brings objectives, key results and check-ins in', async () => {
    const report = (await send(file(typed), { file: 'werkblad.csv' })).is(200);
    assert.ok(report.import_id);
    const one = await objective('Klanten komen terug');
    assert.deepEqual([one.unit_id, one.owner_name, one.imported], [on.units.retail, 'Ann Alder-Ash', true]);
    const [k1, k2] = ['Terugkerende klanten', 'Klachten'].map((title) => one.key_results.find((kr: Json) => kr.title === title));
    assert.deepEqual([k1.kind, k1.start_value, k1.target_value, k1.current_value, k1.raw, k1.own_status, k1.unit_of_measure], ['increase', 40, 60.5, 50.25, 0.5, 'on_track', 'klanten']);
    assert.deepEqual([k2.kind, k2.start_value, k2.target_value, k2.check_in_count], ['decrease', 1000, 600, 0]);
    const rows = (await world.admin.get(`/api/v1/key-results/${k1.id}/check-ins`)).is(200).items;
    assert.deepEqual(rows.map((row: Json) => [row.day, row.value, row.note, row.person_name]), [['2031-01-31', 50.25, null, 'Ann Alder-Ash'], ['2031-01-15', 45.125, 'Goed begin', 'Ann Alder-Ash']]);
    const [run] = (await world.admin.get('/api/v1/imports')).is(200).items;
    assert.deepEqual([run.source, run.files, run.may_undo], ['okrs:werkblad', 'werkblad.csv', true]);
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });

  world.step('the same again changes nothing', async () => {
    const report = (await send(file(typed))).is(200);
    assert.equal(report.import_id, null);
    for (const count of report.counts) assert.deepEqual([count.created, count.updated], [0, 0], count.thing);
  });

  const newer = typed.map((row) => row.replace('60,5', '80').replace('Klanten komen terug', 'Klanten blijven').replace('K1;;Ann Alder;ann@example.org;;;;;;50,25;Groen;31-01-2031', 'K1;;Ann Alder;ann@example.org;;;;;;60;Oranje;14-02-2031'));

  world.step('a newer file changes what says something else', async () => {
    const report = (await send(file([...newer, 'KR;K3;Vaste klanten;D1;Retail;;;2031 Q1;01-01-2031;31-03-2031;0;10;;;;;']))).is(200);
    assert.deepEqual([counts(report, 'objectives'), counts(report, 'key_results'), counts(report, 'check_ins')], [[0, 1, 0, 0], [1, 1, 1, 0], [1, 0, 1, 1]]);
    assert.deepEqual(report.lines.filter((one: Json) => one.kind === 'renamed').map((one: Json) => [one.old_value, one.new_value]), [['Klanten komen terug', 'Klanten blijven']]);
    const one = await objective('Klanten blijven');
    assert.deepEqual(one.key_results.map((kr: Json) => [kr.title, kr.target_value, kr.current_value]).sort(), [['Klachten', 600, null], ['Terugkerende klanten', 80, 60], ['Vaste klanten', 10, null]]);
  });

  world.step('the newest import is taken back: what it made goes, what it changed is as it was', async () => {
    const undone = (await world.admin.post('/api/v1/imports/undo')).is(200);
    assert.equal(undone.kept_count, 0, JSON.stringify(undone.lines));
    const one = await objective('Klanten komen terug');
    const kr = one.key_results.find((row: Json) => row.title === 'Terugkerende klanten');
    assert.equal(one.key_results.length, 2);
    assert.deepEqual([kr.target_value, kr.current_value, kr.raw, kr.check_in_count, kr.own_status], [60.5, 50.25, 0.5, 2, 'on_track']);
    assert.match(await world.database.koers(['check']), /: 0 differences/);
    const again = (await send(file(newer))).is(200);
    assert.deepEqual(counts(again, 'key_results'), [0, 1, 1, 0]);
    (await world.admin.post('/api/v1/imports/undo')).is(200);
  });

  world.step('what people went on with stays, and is told', async () => {
    const rows = file(typed.slice(0, 4).map((row) => row.replaceAll('2031 Q1', '2031 Q2').replaceAll('-01-', '-04-').replaceAll('31-03-', '30-06-').replace(/(D1|K1|K2)/g, '$1b').replace(/;[DK]1;/g, (id) => `${id.slice(0, -1)}b;`)));
    const report = (await send(rows)).is(200);
    assert.deepEqual(counts(report, 'objectives'), [1, 0, 0, 0], JSON.stringify(report.lines));
    const one = await objective('Klanten komen terug', '2031 Q2');
    (await world.admin.patch(`/api/v1/objectives/${one.id}`, { description: 'Ours now' }, match(one))).is(200);
    const undone = (await world.admin.post('/api/v1/imports/undo')).is(200);
    assert.deepEqual(undone.lines.map((line: Json) => line.name).sort(), ['2031 Q2', 'Klanten komen terug']);
    assert.ok((await cycles()).some((one) => one.name === '2031 Q2'));
    assert.equal((await objective('Klanten komen terug', '2031 Q2')).key_results.length, 2);
    (await world.admin.post('/api/v1/imports/undo')).is(200); // the first one, untouched
    assert.ok(!(await cycles()).some((one) => one.name === '2031 Q1')); // nothing else lived in it
    assert.equal((await world.admin.post('/api/v1/imports/undo')).is(409).code, 'nothing_to_undo');
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });

  world.step('without a type each row is a key result of the objective it repeats', async () => {
    const csv = 'Objective,Key result,Team,Owner,Cycle,Start date,Due date,Baseline,Target,Current,Objective owner\nShip faster,Lead time,Finance,Cy Cole,2031 H1,2031-01-01,2031-06-30,10,5,8,Di Dean\nShip faster,Defects,Finance,Cy Cole,2031 H1,2031-01-01,2031-06-30,40,20,,Di Dean\nHire,,Finance,,2031 H1,2031-01-01,2031-06-30,,,,\n,Alone,Finance,,2031 H1,2031-01-01,2031-06-30,0,1,,\n';
    const report = (await send(csv, {}, 'pairs')).is(200);
    assert.deepEqual([counts(report, 'objectives'), counts(report, 'key_results')], [[2, 0, 0, 0], [2, 0, 0, 1]]);
    const one = await objective('Ship faster', '2031 H1');
    assert.deepEqual([one.owner_name, one.key_results.map((kr: Json) => [kr.title, kr.raw, kr.owner_name]).sort()], ['Di Dean', [['Defects', null, 'Cy Cole'], ['Lead time', 0.4, 'Cy Cole']]]);
    const again = (await send(csv, {}, 'pairs')).is(200);
    assert.equal(again.import_id, null);
  });

  world.step('units and people that are not here may be refused or left out', async () => {
    const csv = 'Title,Team,Owner,Cycle,Start date,End date\nA,Nowhere,Nobody Known,2031 H1,2031-01-01,2031-06-30\nB,Finance,Nobody Known,2031 H1,2031-01-01,2031-06-30\n';
    const named = ['title', 'unit', 'owner', 'cycle', 'start_day', 'end_day'].map((field, i) => ({ field, header: ['Title', 'Team', 'Owner', 'Cycle', 'Start date', 'End date'][i] }));
    for (const [new_people, made] of [['leave_out', 1], ['refuse', 0]] as const) {
      (await world.admin.put(`${base}/strict/mapping`, { columns: named, words: [], new_units: 'refuse', new_people })).is(204);
      const report = (await send(csv, { dry_run: true }, 'strict')).is(200);
      assert.deepEqual(counts(report, 'objectives'), [made, 0, 0, 2 - made]);
      assert.deepEqual([counts(report, 'units')[0], counts(report, 'people')[0]], [0, 0]);
      const said = report.lines.map((one: Json) => [one.line, one.kind, one.column, one.reason]);
      assert.deepEqual(said[0], [2, 'refused', 'Team', 'There is no unit "Nowhere" here.']);
      assert.ok(said.some((one: Json[]) => one[0] === 3 && one[1] === (made ? 'doubtful' : 'refused') && one[2] === 'Owner'), JSON.stringify(said));
    }
  });

  world.step('a cycle is found by the days of a row', async () => {
    const csv = 'Title,Team,Start date,Due date\nBy days,Finance,2031-02-01,2031-05-01\n';
    assert.deepEqual(counts((await send(csv, {}, 'days')).is(200), 'objectives'), [1, 0, 0, 0]);
    await objective('By days', '2031 H1');
    assert.match(JSON.stringify((await send('Title,Team,Due date\nToo far,Finance,2055-01-01\n', { dry_run: true }, 'days')).is(200).lines), /refused/);
  });

  world.step('what Viva Goals wrote needs no mapping, as CSV or ZIP', async () => {
    const csv = 'Id,Title,Team,Period,Start Date,End Date,Object Type\n1,From Viva,Finance,2031 H1,2031-01-01,2031-06-30,Objective\n';
    assert.deepEqual(counts((await send(csv, {}, 'viva')).is(200), 'objectives'), [1, 0, 0, 0]);
    const bytes = zip({ 'o.json': JSON.stringify([{ ID: 1, Title: 'From Viva', Type: 'Big rock', Teams: ['Finance'], 'Time Period': '2031 H1' }]) });
    const reply = await world.admin.request('POST', `${base}/viva`, { raw: bytes, query: { dry_run: true }, headers: { 'Content-Type': 'application/zip' } });
    assert.deepEqual(counts(reply.is(200), 'objectives'), [0, 1, 0, 0]);
    assert.equal((await send('a,b\n1,2\n', {}, 'viva')).is(422).code, 'not_a_table');
  });

  world.step('files that are none, or too large, are refused whole', async () => {
    for (const csv of ['Title,Cycle\n1,"A', 'Title\xff\n', '']) assert.ok([409, 422].includes((await send(csv, {}, 'none')).status));
    assert.equal((await world.admin.post(`${base}/none`)).is(422).code, 'no_file');
    (await world.admin.post(`${base}/none`, { not: 'csv' })).is(415);
    const many = ['Id,Title,Team,Cycle,Start date,End date', ...Array.from({ length: 4001 }, (_, i) => `${i},O${i},Finance,2031 H1,2031-01-01,2031-06-30`)].join('\n');
    assert.match((await send(many, { dry_run: true }, 'many')).is(200).problem, /4,000/);
    assert.equal((await send(many, {}, 'many')).is(409).code, 'cannot_import');
  });

  world.step('targets on the way are as they were', async () => {
    const set = (targets: Json[], end: number) => zip({
      'o.json': JSON.stringify([
        { ID: 71, Title: 'On the way', Type: 'Big rock', Teams: ['Finance'], 'Time Period': '2031 H1' },
        {
          ID: 72, Title: 'Steps up', Type: 'Kpi', Teams: ['Finance'], 'Time Period': '2031 H1', 'Start Date': '2031-01-01', 'End Date': '2031-06-30', Alignment: [{ ID: 71, Title: 'On the way' }],
          Outcome: { 'Outcome Type': 'Metric', 'Metric Name': 'Share', 'Metric Unit': '#', Start: -10, Target: end, 'Target Type': 'Reach' },
          'Phased Targets': { Interval: 'Monthly', Targets: targets },
        },
      ]),
    });
    const bring = async (targets: Json[], end = 100) => (await world.admin.request('POST', `${base}/viva`, { raw: set(targets, end), headers: { 'Content-Type': 'application/zip' } })).is(200);
    const shown = async () => (await objective('On the way', '2031 H1')).key_results[0].interim_targets.map((one: Json) => [one.day, one.value]);
    const target = (day: string, value: number) => ({ 'Target Date': day, 'Target Value': value });
    await bring([target('2031-02-28', -5), target('2031-04-30', 60.5)]);
    const before = await shown();
    assert.equal(before.length, 2);
    await bring([target('2031-03-31', 42)]);
    assert.deepEqual(await shown(), [['2031-03-31', 42]]);
    assert.equal((await world.admin.post('/api/v1/imports/undo')).is(200).kept_count, 0);
    assert.deepEqual(await shown(), before);
    await bring([target('2031-03-31', 42)], 120); // what taking back its target leaves is no work of people
    const undone = (await world.admin.post('/api/v1/imports/undo')).is(200);
    assert.equal(undone.kept_count, 0, JSON.stringify(undone.lines));
    assert.deepEqual(await shown(), before);
    assert.equal((await objective('On the way', '2031 H1')).key_results[0].target_value, 100);
    (await world.admin.post('/api/v1/imports/undo')).is(200);
  });

  world.step('what people said something about stays', async () => {
    const csv = 'Id,Title,Team,Period,Start Date,End Date,Object Type\n91,Talked about,Finance,2031 H1,2031-01-01,2031-06-30,Objective\n92,Not talked about,Finance,2031 H1,2031-01-01,2031-06-30,Objective\n';
    (await send(csv, {}, 'viva')).is(200);
    const one = await objective('Talked about', '2031 H1');
    (await world.admin.post(`/api/v1/objectives/${one.id}/comments`, { body: 'Is this ours?' })).is(201);
    await sayAndDelete((await objective('Not talked about', '2031 H1')).id);
    assert.deepEqual((await world.admin.post('/api/v1/imports/undo')).is(200).lines.map((line: Json) => line.name), ['Talked about']);
    assert.deepEqual((await objectives('2031 H1')).map((row) => row.title).filter((title) => /alked about/.test(title)), ['Talked about']);
  });

  world.step('a check-in that people spoke about stays, with what they said', async () => {
    const [head = '', ...body] = typed;
    const csv = (rows: readonly string[]) => file([head, ...rows].map((row) => row.replaceAll('2031 Q1', '2031 Q3').replaceAll(/([DK][12])/g, '$1c')));
    (await send(csv(body.slice(0, 3)))).is(200);
    const key_result = async () => (await objective('Klanten komen terug', '2031 Q3')).key_results.find((kr: Json) => kr.title === 'Terugkerende klanten');
    const check_ins = async () => (await world.admin.get(`/api/v1/key-results/${(await key_result()).id}/check-ins`)).is(200).items;
    const said = (value: string, day: string) => (body[3] ?? '').replace('45,125', value).replace('15-01-2031', day);
    (await send(csv([...body.slice(0, 3), said('41', '10-01-2031'), said('42', '11-01-2031')]))).is(200);
    const [takenBack, spoken] = await check_ins();
    const { objective_id, id } = await key_result();
    await sayAndDelete(objective_id, { key_result_id: id, check_in_id: takenBack.id });
    (await world.admin.post(`/api/v1/objectives/${objective_id}/comments`, { body: 'Well done', key_result_id: id, check_in_id: spoken.id })).is(201);
    const undone = (await world.admin.post('/api/v1/imports/undo')).is(200);
    assert.deepEqual(undone.lines.map((line: Json) => line.name), ['Terugkerende klanten']);
    assert.deepEqual((await check_ins()).map((row: Json) => [row.day, row.value]), [['2031-01-10', 41]]);
    assert.deepEqual((await world.admin.get(`/api/v1/objectives/${objective_id}/comments`)).is(200).items.map((one: Json) => one.comment.body), ['Well done']);
    assert.match(await world.database.koers(['check']), /: 0 differences/);
    assert.deepEqual((await world.admin.post('/api/v1/imports/undo')).is(200).lines.map((line: Json) => line.name).sort(), ['2031 Q3', 'Klanten komen terug']);
  });

  world.step('one that is too large for one transaction comes in while somebody writes without a pause, and is taken back', async () => {
    const somebody = await world.unheard().signedIn(adminEmail, adminPassword);
    const moved = [];
    for (let i = 0; i < WRITERS; i++) moved.push(await on.keyResult((await on.published()).id));
    const folder = temporaryFolder('large');
    const path = join(folder, 'large.csv');
    const rows = Array.from({ length: 1_500 }, (_, i) => [
      `o${i},Objective ${i},,Finance,2032 Q1,2032-01-01,2032-03-31,objective,,`,
      ...[0, 1].map((k) => `k${i}.${k},Measure ${i} ${k},o${i},Finance,2032 Q1,2032-01-01,2032-03-31,key_result,0,10`),
    ]);
    const fields = ['id', 'title', 'parent_id', 'unit', 'cycle', 'start_day', 'end_day', 'type', 'start_value', 'target_value'];
    writeFileSync(path, [fields.join(), ...rows.flat(), ''].join('\n'));
    (await world.admin.put(`${base}/large/mapping`, { columns: fields.map((field) => ({ field, header: field })) })).is(204);
    let comesIn = true;
    const bringing = world.database.koers(['import', 'csv', path, '--mapping', 'large', '--json']).finally(() => (comesIn = false));
    let written = 0;
    const writing = moved.map(async ({ id }) => {
      for (; comesIn; written++) {
        const reply = await somebody.post(`/api/v1/key-results/${id}/check-ins`, { value: 40 + (written % 2), confidence: 7 });
        if (reply.status !== 503) reply.is(201); // who meets the others too often is asked to come again
      }
    });
    const report = JSON.parse(await bringing);
    await Promise.all(writing);
    assert.ok(written > WRITERS, `${written} check-ins meanwhile`);
    assert.deepEqual([report.counts.objectives.created, report.counts['key results'].created], [1_500, 3_000]);
    const [run] = (await world.admin.get('/api/v1/imports', { limit: 1 })).is(200).items;
    assert.deepEqual([run.source, run.may_undo], ['okrs:large', true]);
    const kept = await objective('Objective 7', '2032 Q1');
    (await world.admin.patch(`/api/v1/objectives/${kept.id}`, { description: 'Ours now' }, match(kept))).is(200);
    const undone = (await world.admin.post('/api/v1/imports/undo')).is(200);
    assert.deepEqual([undone.restored_count, undone.kept_count, undone.lines.map((line: Json) => line.name)], [4_497, 2, ['Objective 7', '2032 Q1']]);
    assert.deepEqual((await objectives('2032 Q1')).map((row) => row.title), ['Objective 7']);
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });

  world.step('is for OKR masters of the whole organisation, who bring no new people', async () => {
    const [whole, part] = [await on.person('Otto Master', { role: ['okr_master', null] }), await on.person('Ona Master', { role: ['okr_master', on.units.retail] })];
    (await send('Title,Cycle\nX,2031 H1\n', {}, 'p', part.client)).is(403);
    (await part.client.get(base)).is(403);
    (await part.client.put(`${base}/p/mapping`, mapping)).is(403);
    const csv = 'Title,Team,Owner,Cycle,Start date,End date\nMine,Finance,Some Stranger,2031 H1,2031-01-01,2031-06-30\n';
    const report = (await send(csv, {}, 'p', whole.client)).is(200);
    assert.deepEqual([counts(report, 'objectives'), counts(report, 'people')], [[1, 0, 0, 0], [0, 0, 0, 1]]);
    assert.equal((await objective('Mine', '2031 H1')).owner_id, null);
    (await whole.client.post('/api/v1/imports/undo')).is(200);
  });

  world.step('the command reads the same mapping, and keeps one from a file', async () => {
    const folder = temporaryFolder('okrs');
    const [csv, map] = [join(folder, 'okrs.csv'), join(folder, 'map.txt')];
    writeFileSync(csv, 'Wat,Wie,Hoe\nFrom a command,Finance,Groen\n');
    writeFileSync(map, '# how it is read\ntitle = Wat\nunit = Wie\nstatus = Hoe\ncycle = "2031 H1"\nstatus: Groen = on_track\nnew_units = refuse\n');
    assert.match(await world.database.koers(['import', 'csv', csv, '--mapping', 'cli', '--map', map, '--dry-run']), /objectives +1 +0 +0 +0/);
    const report = JSON.parse(await world.database.koers(['import', 'csv', csv, '--mapping', 'cli', '--json']));
    assert.deepEqual(report.counts.objectives, { created: 1, updated: 0, unchanged: 0, refused: 0 });
    assert.deepEqual((await world.admin.get(`${base}/cli/mapping`)).is(200).words, [{ field: 'status', word: 'Groen', meaning: 'on_track' }]);
    writeFileSync(map, 'colour = Kleur\n');
    await assert.rejects(world.database.koers(['import', 'csv', csv, '--mapping', 'cli', '--map', map]), /no line of a mapping/);
    await assert.rejects(world.database.koers(['import', 'csv', csv, '--mapping', 'other']), /Say which column holds the title/);
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });
});
