// SPDX-License-Identifier: Apache-2.0
// Who may do what with the trace from strategy to units.
import { read, type Rows } from './table.ts';

export const traceRows: Rows = {
  strategy_map_get: read((on) => `/api/v1/strategy/map?cycle_id=${on.cycle}`),
  trace_get: read((on) => `/api/v1/strategy/trace?cycle_id=${on.cycle}&limit=1`),
  gap_objective_list: read((on) => `/api/v1/strategy/gaps/objectives?cycle_id=${on.cycle}&limit=1`),
  gap_unit_list: read((on) => `/api/v1/strategy/gaps/units?cycle_id=${on.cycle}&limit=1`),
};
