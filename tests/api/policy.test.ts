// SPDX-License-Identifier: Apache-2.0
// Who may do what: every operation for every role in every relation, on both engines. The table of
// verbs stands in policy/table.ts a second time; the two must agree. The rows of a part are in
// policy/<part>.ts. An operation that has no row fails.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { both } from '../support/both.ts';
import { type Company, company } from '../support/company.ts';
import { contract } from '../support/contract.ts';
import { accessRows } from './policy/access.ts';
import { checkinRows } from './policy/checkin.ts';
import { closingRows } from './policy/closing.ts';
import { collaborationRows } from './policy/collaboration.ts';
import { exchangeRows } from './policy/exchange.ts';
import { exploreRows } from './policy/explore.ts';
import { feedRows } from './policy/feed.ts';
import { meetingRows } from './policy/meeting.ts';
import { noticeRows } from './policy/notice.ts';
import { okrRows } from './policy/okr.ts';
import { orgRows } from './policy/org.ts';
import { processRows } from './policy/process.ts';
import { reorgRows } from './policy/reorg.ts';
import { reviewRows } from './policy/review.ts';
import { squadRows } from './policy/squad.ts';
import { strategyRows } from './policy/strategy.ts';
import { type Cell, Cells, type Relation, type Role, type Row, verbs } from './policy/table.ts';
import { traceRows } from './policy/trace.ts';
import { writingRows } from './policy/writing.ts';

/** Strategy and the process come first, before others make a second unit at the top, with which no role for one unit is a role for all. */
const parts = [
  strategyRows,
  processRows,
  accessRows,
  orgRows,
  noticeRows,
  feedRows,
  okrRows,
  checkinRows,
  traceRows,
  writingRows,
  reviewRows,
  meetingRows,
  closingRows,
  reorgRows,
  collaborationRows,
  squadRows,
  exploreRows,
  exchangeRows,
];
const rows: [string, Row][] = parts.flatMap((part) => Object.entries(part));

async function people(on: Company): Promise<Cells> {
  const { top, retail, netherlands, finance } = on.units;
  const cells = new Cells();
  const add = async (name: string, role: Role, relation: Relation, unit: number | null, more: Partial<Cell> = {}) => {
    const place = role === 'member' ? { memberOf: [unit as number] } : { role: [role, unit] as [string, number | null] };
    cells.list.push({ name, role, relation, ...more, person: await on.person(`Pat ${name}`, place) });
  };
  await add('owner', 'member', 'own', finance);
  await add('co-owner', 'member', 'own', finance);
  await add('measurer', 'member', 'elsewhere', finance, { measureOnly: true });
  await add('mate', 'member', 'own_unit', netherlands);
  await add('member above', 'member', 'elsewhere', retail);
  await add('stranger', 'member', 'elsewhere', finance);
  await add('reviewer', 'member', 'elsewhere', finance, { reviewer: true });
  for (const role of ['leader', 'okr_master', 'admin'] as const) {
    await add(`${role} here`, role, 'own_unit', netherlands);
    await add(`${role} above`, role, 'below', top);
    await add(`${role} aside`, role, 'elsewhere', finance);
    await add(`${role} of all`, role, 'below', null, { whole: true });
  }
  return cells;
}

/** What the table says. */
function allowed(cell: Cell, row: Row): boolean {
  if (!row.verb) return true;
  const relations: Relation[] = verbs[row.verb][cell.role];
  let relation = cell.relation;
  if (row.reviewed && cell.reviewer) relation = 'invited';
  if (row.fresh && relation === 'own') relation = 'elsewhere';
  if (row.alone && cell.name === 'co-owner') relation = 'elsewhere';
  if (row.measured && cell.measureOnly) relation = 'own';
  if (row.whole && !cell.whole) relation = 'elsewhere';
  if (row.top && !['own', 'below'].includes(relation)) relation = 'elsewhere';
  return relations.includes(relation);
}

/** May they read it at all? */
const reads = (cell: Cell, row: Row): boolean => allowed(cell, { ...row, verb: row.sees ?? 'draft_read' });

/** Of nobody in particular, or of oneself alone: session.test.ts and token.test.ts have them. */
const elsewhere = ['session_create', 'session_delete', 'my_session_delete_all', 'link_redeem', 'password_update'];
/** No operations of the practice. */
const plain = ['openapi_get', 'health_get', 'ready_get', 'metrics_get', 'event_stream'];
/** Their success holds a secret, or what the last look of the process saw, which a minute's job does: not compared here. */
const different = ['person_link_create', 'practice_health_get', 'practice_health_level', 'squad_desk_get'];

both('who may do what', (world) => {
  let on: Company;
  let cells: Cells;

  world.step('people of every role and relation', async () => {
    on = await company(world);
    cells = await people(on);
    assert.equal(cells.list.length, 19);
  });

  for (const [name, row] of rows) {
    world.step(name, async () => {
      let subject = await row.make?.(on, cells);
      for (const cell of cells.list) {
        const may = allowed(cell, row);
        let client = cell.person.client;
        if (may && different.includes(name)) {
          client = world.unheard();
          client.cookie = cell.person.client.cookie;
        }
        const reply = await row.call(client, subject, on, cells);
        const expected = may ? (row.status ?? 200) : row.hidden && !reads(cell, row) ? 404 : 403;
        assert.equal(reply.status, expected, `${cell.name}, ${reply.request}: ${reply.text}`);
        if (reply.request.startsWith('GET')) continue;
        if (may) subject = await row.make?.(on, cells);
      }
    });
  }
}, { args: ['--public-url', 'http://koers.example'] });

test('every operation has its row', () => {
  const there = new Set([...rows.map(([name]) => name.split(' ')[0]), ...elsewhere, ...plain]);
  assert.deepEqual(
    contract()
      .operations.map((operation) => operation.id)
      .filter((id) => !there.has(id)),
    [],
  );
});
