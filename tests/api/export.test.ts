// SPDX-License-Identifier: Apache-2.0
// Lists as files: any list, as CSV or XLSX, with its filters, its rights and all its pages.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Client, Json } from '../support/client.ts';
import { type Company, company, type Person } from '../support/company.ts';
import { unzip } from '../support/zip.ts';

/** The rows of a CSV without commas in its cells. */
const rows = (text: string) =>
  text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));

/** The texts and numbers of the only sheet, row by row. */
async function cells(client: Client, path: string): Promise<(string | number)[][]> {
  const headers = { Cookie: client.cookie ?? '' };
  const response = await fetch(client.url + path, { headers });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  const sheet = unzip(new Uint8Array(await response.arrayBuffer())).get('xl/worksheets/sheet1.xml') ?? '';
  return [...sheet.matchAll(/<row .*?<\/row>/gs)].map(([row]) =>
    [...row.matchAll(/<c [^>]*?(?:t="(\w+)")?>(?:<is><t[^>]*>(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gs)].map(([, kind, text, value]) =>
      kind === 'inlineStr' ? (text ?? '') : Number(value),
    ),
  );
}

both('lists as files', (world) => {
  let on: Company;
  let mia: Person;
  let objective: Json;
  const csv = async (path: string, query: Json = {}, client = world.admin) => {
    const reply = await client.get(path, { ...query, format: 'csv' });
    reply.is(200);
    return reply;
  };

  world.step('have every member of an item as a column, but what no reply carries', async () => {
    on = await company(world);
    mia = await on.person('Mia Member', { memberOf: [on.units.netherlands] });
    objective = await on.published({ title: '=1+1', owner_id: mia.id });
    const reply = await csv('/api/v1/objectives', { cycle_id: on.cycle });
    assert.equal(reply.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.equal(reply.headers.get('content-disposition'), 'attachment; filename="objectives.csv"');
    assert.equal(reply.headers.get('cache-control'), 'no-store');
    const [heading, row] = rows(reply.text);
    assert.ok(heading && row);
    for (const name of ['id', 'title', 'unit_name', 'status', 'progress']) assert.ok(heading.includes(name), name);
    for (const name of ['unit_path', 'zone', 'key_results']) assert.ok(!heading.includes(name), name);
    assert.equal(row[heading.indexOf('title')], "'=1+1");
    assert.equal(row[heading.indexOf('owner_name')], 'Mia Member');
  });

  world.step('are whole, however many pages', async () => {
    for (let i = 0; i < 7; i++) await on.unit(`Team ${i}`, on.units.finance);
    const list = (await world.admin.get('/api/v1/units', { limit: 200 })).is(200).items as Json[];
    const reply = await csv('/api/v1/units', { columns: 'name' });
    assert.deepEqual(rows(reply.text).slice(1).flat(), list.map((unit) => unit.name));
    const many = await on.published({ title: 'Many' });
    const kr = await on.keyResult(many.id);
    const unheard = on.quiet;
    for (let i = 0; i < 205; i++) (await unheard.post(`/api/v1/key-results/${kr.id}/check-ins`, { value: i })).is(201);
    const values = rows((await csv(`/api/v1/key-results/${kr.id}/check-ins`, { columns: 'value', limit: 3 })).text);
    assert.deepEqual(values.slice(1).flat(), Array.from({ length: 205 }, (_, i) => String(204 - i)));
  });

  world.step('take columns and headings, and name what is none', async () => {
    const reply = await csv('/api/v1/people', { columns: 'name:Naam,email' });
    assert.deepEqual(rows(reply.text)[0], ['Naam', 'email']);
    assert.ok(rows(reply.text).some((row) => row[0] === 'Mia Member'));
    const wrong = await world.admin.get('/api/v1/people', { format: 'csv', columns: 'name,password_hash,name' });
    assert.deepEqual(wrong.is(400).errors.map((one: Json) => [one.pointer, one.code]), [
      ['?columns', 'no_such_column'],
      ['?columns', 'repeated'],
    ]);
    (await world.admin.get('/api/v1/people', { format: 'pdf' })).faultAt('?format', 400);
    (await world.admin.get('/api/v1/people', { columns: 'name' })).faultAt('?columns', 400);
    (await world.admin.get('/api/v1/people', { format: 'csv', hope: 1 })).faultAt('?hope', 400);
    (await world.admin.get('/api/v1/people', { format: 'csv', after: 'nonsense' })).faultAt('?after', 400);
    assert.equal((await world.admin.get('/api/v1/me', { format: 'csv' })).status, 400);
    (await world.admin.get('/api/v1/people', { format: 'json', limit: 1 })).is(200);
  });

  world.step('keep numbers numbers, days days and shares shares', async () => {
    const kr = await on.keyResult(objective.id, { start_value: 0, target_value: 80 });
    await on.checkIn(kr.id, 10.5, { day: on.today, note: '+31 6 is no sum' });
    const client = on.quiet;
    const sheet = await cells(client, `/api/v1/key-results/${kr.id}/check-ins?format=xlsx&columns=day:Dag,value,note,raw`);
    const serial = Math.round(Date.parse(`${on.today}T00:00:00Z`) / 86_400_000) + 25_569;
    assert.deepEqual(sheet, [['Dag', 'value', 'note', 'raw'], [serial, 10.5, '+31 6 is no sum', 0.13125]]);
  });

  world.step('show nobody more than the list itself', async () => {
    const draft = await on.draft({ title: 'Secret draft' });
    const titles = async (client: Client) =>
      rows((await csv('/api/v1/objectives', { columns: 'title' }, client)).text).flat();
    assert.ok((await titles(world.admin)).includes(draft.title));
    assert.ok(!(await titles(mia.client)).includes(draft.title));
    (await world.anonymous().get('/api/v1/objectives', { format: 'csv' })).is(401);
    (await mia.client.get('/api/v1/units/999999/members', { format: 'xlsx' })).is(404);
  });
});
