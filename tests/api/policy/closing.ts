// SPDX-License-Identifier: Apache-2.0
// Who may do what with closing a cycle.
import { type Company, match } from '../../support/company.ts';
import { draft, keyResult, objectiveStep, published, step } from './subjects.ts';
import { read, type Cells, type Rows } from './table.ts';

const postMortem = async (on: Company, cells: Cells) => {
  const { id } = await step(on, await published(on, cells), 'close');
  return (await on.admin.get(`/api/v1/objectives/${id}/closing`)).is(200).post_mortem;
};

const openCycle = async (on: Company) =>
  (await on.admin.post('/api/v1/cycles', { name: 'Another', start_day: '2031-01-01', end_day: '2031-03-31', state: 'open' })).is(201);

const retrospective = async (on: Company) =>
  (await on.admin.post(`/api/v1/units/${on.units.netherlands}/retrospectives`, { cycle_id: (await openCycle(on)).id })).is(201);

export const closingRows: Rows = {
  'objective_history of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/history`) },
  objective_history: read((_, o) => `/api/v1/objectives/${o.id}/history`, published),
  objective_close: objectiveStep('close', published),
  objective_reopen: objectiveStep('reopen', async (on, cells) => step(on, await published(on, cells), 'close')),
  objective_closing_get: read((_, o) => `/api/v1/objectives/${o.id}/closing`, published),
  'objective_closing_get of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/closing`) },
  unit_closing_get: read((on) => `/api/v1/units/${on.units.netherlands}/closing?cycle_id=${on.cycle}`),
  post_mortem_list: read((on) => `/api/v1/post-mortems?cycle_id=${on.cycle}&limit=1`),
  post_mortem_mine: read(() => '/api/v1/me/post-mortems?limit=1'),
  post_mortem_get: read((_, m) => `/api/v1/post-mortems/${m.id}`, postMortem),
  post_mortem_update: {
    verb: 'objective_edit',
    make: postMortem,
    call: (c, m) => c.patch(`/api/v1/post-mortems/${m.id}`, { happened: 'Much' }, match(m)),
  },
  carry_over_decide: {
    verb: 'objective_edit',
    measured: true,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/carry-over`, { choice: 'stop' }),
  },
  retrospective_list: read((on) => `/api/v1/retrospectives?cycle_id=${on.cycle}&limit=1`),
  retrospective_get: read((_, r) => `/api/v1/retrospectives/${r.id}`, retrospective),
  retrospective_create: {
    verb: 'reflect',
    fresh: true,
    status: 201,
    make: openCycle,
    call: (c, cycle, on) => c.post(`/api/v1/units/${on.units.netherlands}/retrospectives`, { cycle_id: cycle.id }),
  },
  retrospective_update: {
    verb: 'reflect',
    fresh: true,
    make: retrospective,
    call: (c, r) => c.patch(`/api/v1/retrospectives/${r.id}`, { worked: 'Much' }, match(r)),
  },
};
