// SPDX-License-Identifier: Apache-2.0
// Who may do what with the writing help.
import type { Json } from '../../support/client.ts';
import { match } from '../../support/company.ts';
import { draft, published } from './subjects.ts';
import { read, type Rows } from './table.ts';

export const writingRows: Rows = {
  'objective_writing of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/writing`) },
  objective_writing: read((_, o) => `/api/v1/objectives/${o.id}/writing`, published),
  unit_writing: read((on) => `/api/v1/units/${on.units.retail}/writing?cycle_id=${on.cycle}`),
  writing_check: { call: (c) => c.post('/api/v1/writing/check', { title: 'Customers come back' }) },
  writing_rule_list: read(() => '/api/v1/writing/rules'),
  writing_rule_history: read(() => '/api/v1/writing/rules/no_link/history'),
  writing_rule_update: {
    verb: 'setting_edit',
    whole: true,
    make: async (on) => {
      const list = (await on.admin.get('/api/v1/writing/rules')).is(200);
      return list.items.find((one: Json) => one.rule === 'no_link');
    },
    call: (c, r) => c.patch('/api/v1/writing/rules/no_link', { level: 'hint' }, match(r)),
  },
};
