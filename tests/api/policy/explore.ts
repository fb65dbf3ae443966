// SPDX-License-Identifier: Apache-2.0
// Who may do what with what is seen together.
import { type Company, match } from '../../support/company.ts';
import { read, type Rows } from './table.ts';

const privateView = async (on: Company) => (await on.admin.post('/api/v1/saved-views', { name: 'Of Ada', page: 'explore', query: '' })).is(201);

export const exploreRows: Rows = {
  search_get: read(() => '/api/v1/search?q=a'),
  explorer_list: read((on) => `/api/v1/explorer?cycle_id=${on.cycle}&limit=1`),
  alignment_map_get: read((on) => `/api/v1/alignment-map?cycle_id=${on.cycle}`),
  comparison_get: read((on) => `/api/v1/comparison?cycle_id=${on.cycle}&before_id=${on.cycle}&unit_id=${on.units.retail}`),
  heat_map_get: read((on) => `/api/v1/heat-map?cycle_id=${on.cycle}`),
  heat_map_list: read((on) => `/api/v1/heat-map/key-results?cycle_id=${on.cycle}&week=5&limit=1`),
  attention_list: read((on) => `/api/v1/attention?cycle_id=${on.cycle}&limit=1`),
  saved_view_list: read(() => '/api/v1/saved-views'),
  saved_view_create: { status: 201, call: (c) => c.post('/api/v1/saved-views', { name: 'For a test', page: 'explore', query: '' }) },
  'saved_view_update of somebody else': { status: 404, make: privateView, call: (c, v) => c.patch(`/api/v1/saved-views/${v.id}`, { name: 'X' }, match(v)) },
  'saved_view_delete of somebody else': { status: 404, make: privateView, call: (c, v) => c.delete(`/api/v1/saved-views/${v.id}`, match(v)) },
};
