// SPDX-License-Identifier: Apache-2.0
// People and units from an HR export: brought in, brought in again, refused, undone.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match } from '../support/company.ts';

const path = '/api/v1/imports/people/hr';
const head = 'Employee ID,First name,Last name,Work email,Job title,Department path,Country,Manager ID,Cost centre';
const ana = '1,Ana,Bakker,Ana@Example.org,"Buyer, Home",Stores / North,Netherlands,3,77';
const bo = '2,Bo,de Wit,bo@example.org,Buyer,Stores / North,Netherlands,3,77';
const cas = '3,Cas,Dijk,cas@example.org,Head of stores,Stores,Belgium,,78';
const dee = '4,Dee,Erens,,Analyst,Data & insight,,3,79';
const file = (...rows: string[]) => `\ufeff${[head, ...rows].join('\r\n')}\r\n`;

both('an import of people', (world) => {
  let on: Company;
  const send = async (csv: string, query: Json = {}) => world.admin.post(path, undefined, { csv, query });
  const counts = (report: Json) => [report.created_count, report.updated_count, report.unchanged_count, report.left_count, report.refused_count];
  const person = async (q: string) => {
    const [found] = (await world.admin.get('/api/v1/people', { q })).is(200).items;
    return (await world.admin.get(`/api/v1/people/${found.id}`)).is(200);
  };
  const units = async (id: number) =>
    (await world.admin.get(`/api/v1/people/${id}/memberships`)).is(200).items.filter((one: Json) => one.valid_until === null).map((one: Json) => one.unit_name);

  world.step('says beforehand what it would do, and writes nothing', async () => {
    on = await company(world);
    const report = (await send(file(ana, bo, cas, dee), { dry_run: true, file: 'people.csv' })).is(200);
    assert.deepEqual(counts(report), [4, 0, 0, 0, 0]);
    assert.deepEqual([report.import_id, report.problem, report.unit_count], [null, null, 3]);
    assert.deepEqual(report.columns.at(-1), { header: 'Cost centre', field: null });
    assert.deepEqual(report.columns.slice(0, 4).map((one: Json) => one.field), ['employee_id', 'first_name', 'last_name', 'email']);
    assert.deepEqual((await world.admin.get('/api/v1/people', { q: 'Bakker' })).is(200).items, []);
    assert.deepEqual((await world.admin.get('/api/v1/imports')).is(200).items, []);
  });

  world.step('brings people, managers and units in', async () => {
    const report = (await send(file(ana, bo, cas, dee), { file: 'people.csv' })).is(200);
    assert.deepEqual(counts(report), [4, 0, 0, 0, 0]);
    const seen = await person('Ana Bakker');
    assert.deepEqual(
      [seen.email, seen.employee_id, seen.job_title, seen.country, seen.manager_name, seen.state],
      ['ana@example.org', '1', 'Buyer, Home', 'Netherlands', 'Cas Dijk', 'invited'],
    );
    assert.deepEqual(await units(seen.id), ['North']);
    assert.equal((await person('Dee')).state, 'imported');
    const [north] = (await world.admin.get('/api/v1/units', { q: 'North' })).is(200).items;
    const view = (await world.admin.get(`/api/v1/units/${north.id}`)).is(200);
    assert.deepEqual(view.ancestors.map((one: Json) => one.name), ['Acme', 'Stores']);
    const [run] = (await world.admin.get('/api/v1/imports')).is(200).items;
    assert.deepEqual([run.source, run.files, run.person_name, run.created_count, run.may_undo], ['people:hr', 'people.csv', 'Ada Admin', 4, true]);
  });

  world.step('the same again changes nothing', async () => {
    const report = (await send(file(ana, bo, cas, dee))).is(200);
    assert.deepEqual(counts(report), [0, 0, 4, 0, 0]);
    assert.deepEqual([report.import_id, report.lines], [null, []]);
  });

  world.step('upserts by number, moves people and deactivates who is missing', async () => {
    const moved = ana.replace('Ana,Bakker', 'Ana,Smit').replace('Stores / North', 'Stores / South');
    const report = (await send(file(moved, cas, dee, '5,Eli,Faas,bo@example.org,,,,,'))).is(200);
    assert.deepEqual(counts(report), [0, 1, 2, 1, 1]);
    assert.deepEqual(
      report.lines.map((one: Json) => [one.line, one.outcome, one.name, one.column]),
      [[5, 'refused', 'Eli Faas', 'Work email'], [2, 'updated', 'Ana Smit', null], [0, 'left', 'Bo de Wit', null]],
    );
    const seen = await person('Ana Smit');
    assert.deepEqual(await units(seen.id), ['South']);
    const gone = await person('Bo de Wit');
    assert.deepEqual([gone.state, await units(gone.id)], ['deactivated', []]);
    const back = (await send(file(moved, bo, cas, dee))).is(200);
    assert.deepEqual(counts(back), [0, 1, 3, 0, 0]);
    assert.equal((await person('Bo de Wit')).state, 'invited');
  });

  world.step('rows that cannot be kept say why, with line and column', async () => {
    const report = (await send(
      file(ana, bo, cas, dee, '6,,,x@example.org,,,,,', ',No,Key,,,,,,', '7,Bad,Mail,nobody,,,,,', '1,Twice,Over,,,,,,', '8,No,Manager,,,,,99,', '9,In,Circle,,,,,10,', '10,Circle,In,,,,,9,'),
      { dry_run: true },
    )).is(200);
    assert.deepEqual(
      report.lines.filter((one: Json) => ['refused', 'doubtful'].includes(one.outcome)).map((one: Json) => [one.line, one.outcome, one.column]).sort(),
      [[10, 'doubtful', 'Manager ID'], [11, 'doubtful', 'Manager ID'], [6, 'refused', null], [7, 'refused', 'Employee ID'], [8, 'refused', 'Work email'], [9, 'refused', 'Employee ID']],
    );
    assert.ok(report.lines.every((one: Json) => one.outcome === 'created' || one.outcome === 'updated' || one.reason));
  });

  world.step('files that are none are refused whole', async () => {
    for (const csv of [`${head}\n1,"Ana`, 'a\xff\n', '1,2\n3\n']) {
      const reply = await send(csv);
      assert.ok([409, 422].includes(reply.status), reply.text);
    }
    assert.equal((await send('Who,What\nAna,1\n')).is(409).code, 'cannot_import');
    assert.match((await send('Who,What\nAna,1\n', { dry_run: true })).is(200).problem, /name/);
    assert.equal((await world.admin.post(path)).is(422).code, 'no_file');
    (await world.admin.post(path, { not: 'csv' })).is(415);
    assert.equal((await send(file(ana), {})).is(200).left_count, 3, 'few may always be missing');
    (await send(file(ana, bo, cas, dee))).is(200);
  });

  world.step('columns are said once and remembered', async () => {
    const columns = '/api/v1/imports/people/payroll/columns';
    assert.deepEqual((await world.admin.get(columns)).is(200).items, []);
    const csv = 'Nummer;Wie;Plek\n50;Finn Groen;Stores > North\n';
    const payroll = (query: Json = {}) => world.admin.post('/api/v1/imports/people/payroll', undefined, { csv, query });
    assert.match((await payroll({ dry_run: true })).is(200).problem, /name/);
    (await world.admin.put(columns, { columns: [{ field: 'name', header: 'Wie' }, { field: 'employee_id', header: 'Nummer' }, { field: 'department_path', header: 'Plek' }] })).is(204);
    assert.deepEqual((await world.admin.get(columns)).is(200).items.map((one: Json) => [one.field, one.header]), [['department_path', 'Plek'], ['employee_id', 'Nummer'], ['name', 'Wie']]);
    assert.deepEqual(counts((await payroll()).is(200)), [1, 0, 0, 0, 0]);
    const finn = await person('Finn Groen');
    assert.deepEqual(await units(finn.id), ['North']);
    (await world.admin.put(columns, { columns: [] })).faultAt('/columns');
    (await world.admin.put(columns, { columns: [{ field: 'salary', header: 'Salaris' }] })).faultAt('/columns/0/field');
  });

  world.step('finds units that a reorganisation merged', async () => {
    const [north] = (await world.admin.get('/api/v1/units', { q: 'North' })).is(200).items;
    const [south] = (await world.admin.get('/api/v1/units', { q: 'South' })).is(200).items;
    const day = dayFrom(on.today, 1);
    // Units of today cannot end today; a reorganisation of tomorrow is planned and shows what it will do.
    const steps = [{ kind: 'merge', unit_id: north.id, into_id: south.id }];
    const plan = (await world.admin.post('/api/v1/reorganisations', { name: 'One', effective_on: day, steps })).is(201);
    assert.deepEqual((await world.admin.get(`/api/v1/reorganisations/${plan.id}/preview`)).is(200).problems, []);
  });

  world.step('the newest import is taken back, but for what somebody changed since', async () => {
    const report = (await send(
      file(ana.replace('Buyer, Home', 'Planner').replace('Netherlands', 'Spain'), cas.replace('Head of stores', 'Director'), dee, bo, '11,Gus,Haan,gus@example.org,,Stores / West,,,'),
    )).is(200);
    assert.deepEqual(counts(report), [1, 2, 2, 0, 0]);
    const changed = await person('Ana');
    (await world.admin.patch(`/api/v1/people/${changed.id}`, { job_title: 'Planner of homes' }, match(changed))).is(200);
    const undone = (await world.admin.post('/api/v1/imports/undo')).is(200);
    assert.equal(undone.import_id, report.import_id);
    assert.ok(undone.restored_count >= 4 && undone.kept_count === 1, JSON.stringify(undone));
    assert.deepEqual(undone.lines.map((one: Json) => one.name), ['Ana Bakker']);
    const seen = await person('Ana');
    assert.deepEqual([seen.job_title, seen.country], ['Planner of homes', 'Netherlands']);
    assert.equal((await person('Cas')).job_title, 'Head of stores');
    assert.equal((await person('Gus')).state, 'deactivated');
    assert.deepEqual((await world.admin.get('/api/v1/units', { q: 'West' })).is(200).items, []);
    const list = await all(world.admin, '/api/v1/imports', { limit: 1 });
    assert.ok(list[0]?.undone_at && !list[0]?.may_undo && list[1]?.may_undo);
  });

  world.step('many missing people need a word', async () => {
    const many = Array.from({ length: 30 }, (_, i) => `${100 + i},P${i},Q,p${i}@example.org,,,,,`);
    const other = '/api/v1/imports/people/other';
    (await world.admin.post(other, undefined, { csv: file(...many) })).is(200);
    const few = { csv: file(...many.slice(0, 10)) };
    assert.equal((await world.admin.post(other, undefined, few)).is(409).code, 'cannot_import');
    assert.match((await world.admin.post(other, undefined, { ...few, query: { dry_run: true } })).is(200).problem, /20 of 30/);
    assert.equal((await world.admin.post(other, undefined, { ...few, query: { leavers: true } })).is(200).left_count, 20);
    assert.equal((await world.admin.post('/api/v1/imports/undo')).is(200).restored_count, 20);
    assert.equal((await person('p29@')).state, 'invited');
    const undone = (await world.admin.post('/api/v1/imports/undo')).is(200); // what the other one did to them, and its taking back, is no work of people
    assert.deepEqual([undone.restored_count, undone.kept_count], [30, 0]);
    (await world.admin.post(other, undefined, { csv: file(...many) })).is(200);
  });

  world.step('a unit of another import is met by a name that is one, not by one of many', async () => {
    const okrs = 'Id,Title,Team,Period,Start Date,End Date,Object Type\n1,A,Frontend,2031 Q1,2031-01-01,2031-03-31,Objective\n2,B,Radio,2031 Q1,2031-01-01,2031-03-31,Objective\n';
    (await world.admin.post('/api/v1/imports/okrs/viva', undefined, { csv: okrs })).is(200);
    const rows = ['90,Amy,A,a90@example.org,,Make / Plan / Frontend,,,', '91,Ben,B,b91@example.org,,Make / Ship / Frontend,,,', '92,Cis,C,c92@example.org,,Make / Radio,,,'];
    const report = (await world.admin.post('/api/v1/imports/people/names', undefined, { csv: file(...rows) })).is(200);
    const doubts = report.lines.filter((one: Json) => one.outcome === 'doubtful');
    assert.deepEqual(doubts.map((one: Json) => [one.line, one.name]), [[2, 'Frontend'], [4, 'Radio']]);
    assert.equal(report.unit_count, 5, 'Make, Plan, Ship, and a Frontend in each');
    assert.equal((await world.admin.get('/api/v1/units', { q: 'Frontend' })).is(200).items.length, 3);
  });

  world.step('is for administrators', async () => {
    const leo = await on.person('Leo Leader', { role: ['admin', on.units.retail] });
    (await leo.client.post(path, undefined, { csv: file(ana) })).is(403);
    (await leo.client.post('/api/v1/imports/undo')).is(403);
    (await leo.client.get('/api/v1/imports')).is(403);
  });
});
