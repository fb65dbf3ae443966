// SPDX-License-Identifier: Apache-2.0
// Who may do what with check-ins and what comes of them.
import { type Company, match } from '../../support/company.ts';
import { draft, keyResult, published } from './subjects.ts';
import { read, type Cells, type Rows } from './table.ts';

const action = async (on: Company, owner: number) =>
  (await on.admin.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Agreed', owner_id: owner })).is(201);

const blocker = async (on: Company, cells: Cells) =>
  (await on.admin.post(`/api/v1/key-results/${(await keyResult(on, cells)).id}/blockers`, { type: 'clarity', text: 'What?' })).is(201);

const checkIn = async (on: Company, cells: Cells) => on.checkIn((await keyResult(on, cells)).id, 5);

const resolved = async (on: Company, cells: Cells) => {
  const made = await blocker(on, cells);
  return (await on.admin.post(`/api/v1/blockers/${made.id}/resolve`, { resolution: 'So' }, { ifMatch: match(made) })).is(200);
};

export const checkinRows: Rows = {
  'objective_why of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/why`) },
  objective_why: read((_, o) => `/api/v1/objectives/${o.id}/why`, published),
  key_result_update: {
    verb: 'objective_edit',
    measured: true,
    make: keyResult,
    call: (c, k) => c.patch(`/api/v1/key-results/${k.id}`, { title: 'Better' }, match(k)),
  },
  check_in_create: {
    verb: 'check_in',
    measured: true,
    status: 201,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/check-ins`, { value: 5 }),
  },
  key_result_forecast: read((_, k) => `/api/v1/key-results/${k.id}/forecast`, keyResult),
  check_in_list: read((_, k) => `/api/v1/key-results/${k.id}/check-ins`, keyResult),
  check_in_get: read((_, i) => `/api/v1/check-ins/${i.id}`, checkIn),
  check_in_history: read((_, i) => `/api/v1/check-ins/${i.id}/history`, checkIn),
  check_in_update: {
    verb: 'check_in_correct',
    measured: true,
    make: checkIn,
    call: (c, i) => c.patch(`/api/v1/check-ins/${i.id}`, { value: 6 }, match(i)),
  },
  blocker_list: read((_, k) => `/api/v1/blockers?key_result_id=${k.id}`, keyResult),
  blocker_history: read((_, b) => `/api/v1/blockers/${b.id}/history`, blocker),
  blocker_create: {
    verb: 'check_in',
    measured: true,
    status: 201,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/blockers`, { type: 'clarity', text: 'What?' }),
  },
  blocker_update: {
    verb: 'check_in',
    measured: true,
    make: blocker,
    call: (c, b) => c.patch(`/api/v1/blockers/${b.id}`, { text: 'Which?' }, match(b)),
  },
  blocker_resolve: {
    verb: 'check_in',
    measured: true,
    make: blocker,
    call: (c, b) => c.post(`/api/v1/blockers/${b.id}/resolve`, { resolution: 'So' }, { ifMatch: match(b) }),
  },
  blocker_reopen: {
    verb: 'check_in',
    measured: true,
    make: resolved,
    call: (c, b) => c.post(`/api/v1/blockers/${b.id}/reopen`, undefined, { ifMatch: match(b) }),
  },
  action_list: read((on) => `/api/v1/units/${on.units.netherlands}/actions?cycle_id=${on.cycle}`),
  action_mine: read(() => '/api/v1/me/actions'),
  action_create: {
    verb: 'reflect',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post(`/api/v1/units/${on.units.netherlands}/actions`, { cycle_id: on.cycle, title: 'Agreed' }),
  },
  // Of the owner of a key result, who is a member elsewhere.
  action_update: {
    verb: 'reflect',
    fresh: true,
    measured: true,
    make: (on, cells) => action(on, cells.get('measurer').id),
    call: (c, a) => c.patch(`/api/v1/actions/${a.id}`, { title: 'Better' }, match(a)),
  },
  cycle_update: {
    verb: 'cycle_edit',
    whole: true,
    make: async (on) => (await on.admin.get(`/api/v1/cycles/${on.cycle}`)).is(200),
    call: (c, cycle) => c.patch(`/api/v1/cycles/${cycle.id}`, { name: 'This one' }, match(cycle)),
  },

  due_get: read(() => '/api/v1/me/due'),
  tree_get: read((on) => `/api/v1/tree?cycle_id=${on.cycle}&limit=1`),
};
