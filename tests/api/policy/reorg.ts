// SPDX-License-Identifier: Apache-2.0
// Who may do what with reorganisations.
import { type Company, match } from '../../support/company.ts';
import { read, type Rows } from './table.ts';

/** A plan for the far future, about a unit of its own. */
const reorg = async (on: Company) => {
  const unit_id = await on.unit('Renamed', on.units.netherlands);
  const steps = [{ kind: 'rename', unit_id, name: 'Another name' }];
  return (await on.admin.post('/api/v1/reorganisations', { name: 'Plan', effective_on: '2031-01-01', steps })).is(201);
};

export const reorgRows: Rows = {
  reorganisation_list: read(() => '/api/v1/reorganisations'),
  reorganisation_get: { verb: 'organisation_edit', sees: 'organisation_edit', whole: true, hidden: true, make: reorg, call: (c, r) => c.get(`/api/v1/reorganisations/${r.id}`) },
  reorganisation_preview: { verb: 'organisation_edit', whole: true, make: reorg, call: (c, r) => c.get(`/api/v1/reorganisations/${r.id}/preview`) },
  reorganisation_create: {
    verb: 'organisation_edit',
    whole: true,
    status: 201,
    call: (c, _, on) => c.post('/api/v1/reorganisations', { name: 'Plan', effective_on: on.today, steps: [] }),
  },
  reorganisation_update: {
    verb: 'organisation_edit',
    whole: true,
    make: reorg,
    call: (c, r) => c.patch(`/api/v1/reorganisations/${r.id}`, { name: 'Another' }, match(r)),
  },
  reorganisation_delete: {
    verb: 'organisation_edit',
    whole: true,
    status: 204,
    make: reorg,
    call: (c, r) => c.delete(`/api/v1/reorganisations/${r.id}`, match(r)),
  },
  reorganisation_schedule: {
    verb: 'organisation_edit',
    whole: true,
    make: reorg,
    call: (c, r) => c.post(`/api/v1/reorganisations/${r.id}/schedule`, undefined, { ifMatch: match(r) }),
  },
  reorganisation_withdraw: {
    verb: 'organisation_edit',
    whole: true,
    make: async (on) =>
      (await on.admin.post(`/api/v1/reorganisations/${(await reorg(on)).id}/schedule`, undefined, { ifMatch: '"1"' })).is(200),
    call: (c, r) => c.post(`/api/v1/reorganisations/${r.id}/withdraw`, undefined, { ifMatch: match(r) }),
  },
};
