// SPDX-License-Identifier: Apache-2.0
// Who may do what with the strategy.
import { type Company, match } from '../../support/company.ts';
import { read, type Cells, type Row, type Rows } from './table.ts';

/** A theme that holds, owned by the owner; the version it stands in. */
const strategy = async (on: Company, cells: Cells) => {
  const now = (await on.admin.get('/api/v1/strategy')).is(200);
  if (now.strategy) return now.strategy;
  const draft = await on.strategyDraft(['Reliable']);
  const [theme] = draft.themes;
  (await on.admin.patch(`/api/v1/strategy-themes/${theme.id}`, { owner_id: cells.get('owner').id }, match(theme))).is(200);
  return (await on.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(draft) })).is(200);
};

const strategyDraft = (on: Company) => on.strategyDraft([]);

const strategyTheme = async (on: Company) => (await on.strategyDraft(['Green'])).themes.at(-1);

const health = async (on: Company, cells: Cells) => {
  const { theme_id } = (await strategy(on, cells)).themes[0];
  const body = { name: 'Parcels on time', low_value: 95 };
  return (await on.admin.post(`/api/v1/themes/${theme_id}/health-measures`, body)).is(201);
};

/** What only those who make the strategy may do; to others a draft does not exist. */
const making = (row: Omit<Row, 'verb' | 'top' | 'fresh'>): Row => ({ verb: 'strategy_edit', top: true, fresh: true, ...row });

export const strategyRows: Rows = {
  strategy_now_get: read(() => '/api/v1/strategy'),
  strategy_list: read(() => '/api/v1/strategies?limit=1'),
  strategy_get: read((_, s) => `/api/v1/strategies/${s.id}`, strategy),
  strategy_history: read((_, s) => `/api/v1/strategies/${s.id}/history`, strategy),
  strategy_compare: read((_, s) => `/api/v1/strategies/${s.id}/compare?with=${s.id}`, strategy),
  'strategy_get of a draft': making({ hidden: true, make: strategyDraft, call: (c, s) => c.get(`/api/v1/strategies/${s.id}`) }),
  'strategy_history of a draft': making({ hidden: true, make: strategyDraft, call: (c, s) => c.get(`/api/v1/strategies/${s.id}/history`) }),
  'strategy_compare of a draft': making({
    hidden: true,
    make: strategyDraft,
    call: (c, s) => c.get(`/api/v1/strategies/${s.id}/compare?with=${s.based_on_id}`),
  }),
  strategy_create: making({
    status: 201,
    call: (c, _, on) => c.post('/api/v1/strategies', { name: 'Next', session_day: on.today }),
  }),
  strategy_update: making({
    hidden: true,
    make: strategyDraft,
    call: (c, s) => c.patch(`/api/v1/strategies/${s.id}`, { name: 'Better' }, match(s)),
  }),
  strategy_delete: making({
    hidden: true,
    status: 204,
    make: strategyDraft,
    call: (c, s) => c.delete(`/api/v1/strategies/${s.id}`, match(s)),
  }),
  strategy_theme_create: making({
    hidden: true,
    status: 201,
    make: strategyDraft,
    call: (c, s) => c.post(`/api/v1/strategies/${s.id}/themes`, { name: 'Green', from_year: 2026, until_year: 2027 }),
  }),
  strategy_theme_update: making({
    hidden: true,
    make: strategyTheme,
    call: (c, t) => c.patch(`/api/v1/strategy-themes/${t.id}`, { name: 'Greener' }, match(t)),
  }),
  strategy_theme_delete: making({
    hidden: true,
    status: 204,
    make: strategyTheme,
    call: (c, t) => c.delete(`/api/v1/strategy-themes/${t.id}`, match(t)),
  }),
  theme_list: read(() => '/api/v1/themes?limit=1'),
  theme_get: read((_, s) => `/api/v1/themes/${s.themes[0].theme_id}`, strategy),
  'theme_get of a proposal': making({ hidden: true, make: strategyTheme, call: (c, t) => c.get(`/api/v1/themes/${t.theme_id}`) }),
  health_measure_create: making({
    status: 201,
    make: strategy,
    call: (c, s) => c.post(`/api/v1/themes/${s.themes[0].theme_id}/health-measures`, { name: 'X', high_value: 1 }),
  }),
  health_measure_update: making({
    make: health,
    call: (c, m) => c.patch(`/api/v1/health-measures/${m.id}`, { name: 'Y' }, match(m)),
  }),
  health_measure_end: making({ status: 204, make: health, call: (c, m) => c.delete(`/api/v1/health-measures/${m.id}`, match(m)) }),
  health_value_list: read((_, m) => `/api/v1/health-measures/${m.id}/values`, health),
  health_value_create: {
    verb: 'health_record',
    top: true,
    alone: true,
    status: 201,
    make: health,
    call: (c, m) => c.post(`/api/v1/health-measures/${m.id}/values`, { value: 96 }),
  },
  strategy_publish: making({
    hidden: true,
    make: strategyDraft,
    call: (c, s) => c.post(`/api/v1/strategies/${s.id}/publish`, undefined, { ifMatch: match(s) }),
  }),
};
