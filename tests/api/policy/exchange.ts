// SPDX-License-Identifier: Apache-2.0
// Who may do what with what comes in and goes out.
import type { Json } from '../../support/client.ts';
import { type Company, match } from '../../support/company.ts';
import { nobody } from './subjects.ts';
import type { Cells, Rows } from './table.ts';

const merged = async (on: Company, cells: Cells) => {
  const made = await nobody(on, false);
  const body = { into_id: cells.get('stranger').id };
  return (await on.admin.post(`/api/v1/people/${made.id}/merge`, body, { ifMatch: match(made) })).is(200);
};

/** A mapping that is kept. */
async function keptMapping(on: Company): Promise<Json> {
  (await on.admin.put('/api/v1/imports/okrs/kept/mapping', { columns: [{ field: 'title', header: 'Title' }] })).is(204);
  return {};
}

export const exchangeRows: Rows = {
  import_list: { verb: 'okr_import', whole: true, call: (c) => c.get('/api/v1/imports') },
  people_import: {
    verb: 'organisation_edit',
    whole: true,
    call: (c) => c.post('/api/v1/imports/people/hr', undefined, { csv: 'Name,Email\nAn,an@example.net\n', query: { dry_run: true } }),
  },
  people_columns_get: { verb: 'organisation_edit', whole: true, call: (c) => c.get('/api/v1/imports/people/hr/columns') },
  people_columns_set: {
    verb: 'organisation_edit',
    whole: true,
    status: 204,
    call: (c) => c.put('/api/v1/imports/people/hr/columns', { columns: [{ field: 'name', header: 'Name' }] }),
  },
  okr_import: {
    verb: 'okr_import',
    whole: true,
    call: (c) => c.post('/api/v1/imports/okrs/sheet', undefined, { csv: 'Title,Cycle\nGrow,None\n', query: { dry_run: true } }),
  },
  okr_mapping_list: { verb: 'okr_import', whole: true, call: (c) => c.get('/api/v1/imports/okrs') },
  okr_mapping_get: { verb: 'okr_import', whole: true, make: keptMapping, call: (c) => c.get('/api/v1/imports/okrs/kept/mapping') },
  okr_mapping_set: {
    verb: 'okr_import',
    whole: true,
    status: 204,
    call: (c) => c.put('/api/v1/imports/okrs/sheet/mapping', { columns: [{ field: 'title', header: 'Title' }] }),
  },
  okr_mapping_delete: { verb: 'okr_import', whole: true, status: 204, make: keptMapping, call: (c) => c.delete('/api/v1/imports/okrs/kept/mapping') },
  // The company of these tests is no empty one, so that who may is told that it does not fit.
  example_get: { verb: 'organisation_edit', whole: true, call: (c) => c.get('/api/v1/example') },
  example_fill: { verb: 'organisation_edit', whole: true, status: 409, call: (c) => c.post('/api/v1/example') },
  example_remove: { verb: 'organisation_edit', whole: true, status: 409, call: (c) => c.delete('/api/v1/example?own_count=0') },
  import_undo: {
    verb: 'organisation_edit',
    whole: true,
    make: async (on) => {
      const csv = `Name,Email\nNew,new${(await nobody(on, true)).id}@example.net\n`;
      return (await on.admin.post('/api/v1/imports/people/undo-me', undefined, { csv })).is(200);
    },
    call: (c) => c.post('/api/v1/imports/undo'),
  },
  person_merge: {
    verb: 'person_edit',
    whole: true,
    make: (on) => nobody(on, false),
    call: (c, p, _, cells) => c.post(`/api/v1/people/${p.id}/merge`, { into_id: cells.get('stranger').id }, { ifMatch: match(p) }),
  },
  person_unmerge: {
    verb: 'person_edit',
    whole: true,
    make: merged,
    call: (c, p) => c.post(`/api/v1/people/${p.id}/unmerge`, undefined, { ifMatch: match(p) }),
  },
};
