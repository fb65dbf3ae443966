// SPDX-License-Identifier: Apache-2.0
// Who may do what with the process.
import { type Company, match } from '../../support/company.ts';
import { read, type Row, type Rows } from './table.ts';

const api = '/api/v1';

const template = async (on: Company) => (await on.admin.post(`${api}/process-templates`, { name_en: 'Test' })).is(201);

/** A draft with a phase and a step. */
const draft = async (on: Company) => {
  const { versions } = await template(on);
  const phase = (await on.admin.post(`${api}/process-versions/${versions[0].id}/phases`, { name_en: 'Phase' })).is(201);
  (await on.admin.post(`${api}/process-phases/${phase.id}/rules`, { name_en: 'Step' })).is(201);
  return (await on.admin.get(`${api}/process-versions/${versions[0].id}`)).is(200);
};

const phase = async (on: Company) => (await draft(on)).phases[0];
const rule = async (on: Company) => (await phase(on)).rules[0];

const published = async (on: Company) => {
  const one = await draft(on);
  return (await on.admin.post(`${api}/process-versions/${one.id}/publish`, undefined, { ifMatch: match(one) })).is(200);
};

/** A later draft can be thrown away; the first one of a template stays. */
const second = async (on: Company) => {
  const one = await published(on);
  return (await on.admin.post(`${api}/process-templates/${one.template_id}/versions`, {})).is(201);
};

/** No two calendars of an organisation have the same name. */
const calendars = new WeakMap<Company, number>();
const calendarName = (on: Company): string => {
  const number = (calendars.get(on) ?? 0) + 1;
  calendars.set(on, number);
  return `Calendar ${number}`;
};
const calendar = async (on: Company) => (await on.admin.post(`${api}/holiday-calendars`, { name: calendarName(on) })).is(201);
const holiday = async (on: Company) => {
  const { id } = await calendar(on);
  return (await on.admin.post(`${api}/holiday-calendars/${id}/holidays`, { text: '2026-12-25;Christmas' })).is(200).holidays[0];
};

/** The process of the cycle, put to use once; who asks for it later finds it. */
const running = async (on: Company) => {
  const there = (await on.admin.get(`${api}/processes?limit=200`)).is(200).items;
  const whole = there.find((one: { unit_id: number | null }) => one.unit_id === null);
  if (whole) return whole;
  const [{ published_id }] = (await on.admin.get(`${api}/process-templates`)).is(200).items;
  return (await on.admin.post(`${api}/processes`, { version_id: published_id, cycle_id: on.cycle })).is(201);
};

const step = async (on: Company) => {
  const { id } = await running(on);
  return (await on.admin.get(`${api}/steps?process_id=${id}&limit=1`)).is(200).items[0];
};

/** A step whose evidence Koers knows by itself. */
const known = async (on: Company) => {
  const { id } = await running(on);
  const steps = (await on.admin.get(`${api}/steps?process_id=${id}&limit=200`)).is(200).items;
  const { id: found } = steps.find((one: { evidence: string }) => one.evidence === 'objectives_drafted');
  return (await on.admin.get(`${api}/steps/${found}`)).is(200);
};

/** One in use below a unit of its own, to be ended. */
const ending = async (on: Company) => {
  const unit = await on.unit(`Branch ${calendarName(on)}`, on.units.top);
  const { id } = await published(on);
  return (await on.admin.post(`${api}/processes`, { version_id: id, cycle_id: on.cycle, unit_id: unit })).is(201);
};

/** What OKR masters of the whole organisation and administrators do. */
const keeping = (row: Omit<Row, 'verb' | 'top' | 'fresh'>): Row => ({ verb: 'process_edit', top: true, fresh: true, ...row });

export const processRows: Rows = {
  process_template_list: read(() => `${api}/process-templates?limit=1`),
  process_template_get: read((_, t) => `${api}/process-templates/${t.id}`, template),
  process_version_get: read((_, v) => `${api}/process-versions/${v.id}`, draft),
  process_version_compare: read((_, v) => `${api}/process-versions/${v.id}/compare?older_id=${v.id}`, draft),
  process_rule_get: read((_, r) => `${api}/process-rules/${r.id}`, rule),
  evidence_list: read(() => `${api}/process-evidence`),
  holiday_calendar_list: read(() => `${api}/holiday-calendars?limit=1`),
  holiday_calendar_get: read((_, c) => `${api}/holiday-calendars/${c.id}`, calendar),
  unit_calendar_list: read(() => `${api}/unit-calendars?limit=1`),
  process_template_create: keeping({ status: 201, call: (c) => c.post(`${api}/process-templates`, { name_en: 'New' }) }),
  process_template_add: keeping({ status: 409, call: (c) => c.post(`${api}/process-templates/built-in`) }),
  process_template_update: keeping({ make: template, call: (c, t) => c.patch(`${api}/process-templates/${t.id}`, { region: 'Spain' }, match(t)) }),
  process_version_create: keeping({ status: 201, make: published, call: (c, v) => c.post(`${api}/process-templates/${v.template_id}/versions`, {}) }),
  process_version_update: keeping({ make: draft, call: (c, v) => c.patch(`${api}/process-versions/${v.id}`, { year: 2027 }, match(v)) }),
  process_version_delete: keeping({ status: 204, make: second, call: (c, v) => c.delete(`${api}/process-versions/${v.id}`, match(v)) }),
  process_version_publish: keeping({
    make: draft,
    call: (c, v) => c.post(`${api}/process-versions/${v.id}/publish`, undefined, { ifMatch: match(v) }),
  }),
  process_version_retire: keeping({
    make: published,
    call: (c, v) => c.post(`${api}/process-versions/${v.id}/retire`, undefined, { ifMatch: match(v) }),
  }),
  process_rungs_set: keeping({ make: draft, call: (c, v) => c.put(`${api}/process-versions/${v.id}/rungs`, { rungs: [] }) }),
  process_phase_create: keeping({ status: 201, make: draft, call: (c, v) => c.post(`${api}/process-versions/${v.id}/phases`, { name_en: 'New' }) }),
  process_phase_update: keeping({ make: phase, call: (c, p) => c.patch(`${api}/process-phases/${p.id}`, { name_en: 'New' }, match(p)) }),
  process_phase_delete: keeping({
    status: 204,
    make: async (on) => (await on.admin.post(`${api}/process-versions/${(await draft(on)).id}/phases`, { name_en: 'Empty' })).is(201),
    call: (c, p) => c.delete(`${api}/process-phases/${p.id}`, match(p)),
  }),
  process_rule_create: keeping({ status: 201, make: phase, call: (c, p) => c.post(`${api}/process-phases/${p.id}/rules`, { name_en: 'New' }) }),
  process_rule_update: keeping({ make: rule, call: (c, r) => c.patch(`${api}/process-rules/${r.id}`, { name_en: 'New' }, match(r)) }),
  process_rule_delete: keeping({ status: 204, make: rule, call: (c, r) => c.delete(`${api}/process-rules/${r.id}`, match(r)) }),
  holiday_calendar_create: keeping({ status: 201, call: (c, _, on) => c.post(`${api}/holiday-calendars`, { name: calendarName(on) }) }),
  holiday_calendar_update: keeping({ make: calendar, call: (c, one) => c.patch(`${api}/holiday-calendars/${one.id}`, { country: 'Spain' }, match(one)) }),
  holiday_calendar_delete: keeping({ status: 204, make: calendar, call: (c, one) => c.delete(`${api}/holiday-calendars/${one.id}`, match(one)) }),
  holiday_paste_in: keeping({ make: calendar, call: (c, one) => c.post(`${api}/holiday-calendars/${one.id}/holidays`, { text: '2027-01-01;New Year' }) }),
  holiday_delete: keeping({ status: 204, make: holiday, call: (c, day) => c.delete(`${api}/holidays/${day.id}`) }),
  process_list: read(() => `${api}/processes?limit=1`),
  // Before one is in use: what a start would refuse, a preview refuses.
  process_preview_get: keeping({
    make: published,
    call: (c, v, on) => c.post(`${api}/processes/preview`, { version_id: v.id, cycle_id: on.cycle }),
  }),
  process_get: read((_, p) => `${api}/processes/${p.id}`, running),
  process_board: read((_, p) => `${api}/processes/${p.id}/board?limit=1`, running),
  process_road_get: read((_, p) => `${api}/processes/${p.id}/road`, running),
  process_banner_get: read(() => `${api}/me/process`),
  my_step_list: read(() => `${api}/me/steps?limit=1`),
  step_list: read(() => `${api}/steps?limit=1`),
  step_get: read((_, s) => `${api}/steps/${s.id}`, step),
  step_history: read((_, s) => `${api}/steps/${s.id}/history`, step),
  step_rung_list: read((_, s) => `${api}/steps/${s.id}/rungs`, step),
  process_start: keeping({
    status: 409,
    make: running,
    call: (c, p, on) => c.post(`${api}/processes`, { version_id: p.version_id, cycle_id: on.cycle }),
  }),
  process_end: keeping({ make: ending, call: (c, p) => c.post(`${api}/processes/${p.id}/end`, undefined, { ifMatch: match(p) }) }),
  // Who signs is no role but who answers for the step (process.test.ts); what Koers knows nobody signs.
  step_sign: { status: 409, make: known, call: (c, s) => c.post(`${api}/steps/${s.id}/sign`, { note: 'Done' }, { ifMatch: match(s) }) },
  step_unsign: { status: 409, make: known, call: (c, s) => c.delete(`${api}/steps/${s.id}/sign`, match(s)) },
  step_document_put: { status: 409, make: known, call: (c, s) => c.put(`${api}/steps/${s.id}/documents`, { rank: 0, url: 'https://example.org' }) },
  unit_calendar_choose: keeping({ status: 204, call: (c, _, on) => c.put(`${api}/units/${on.units.netherlands}/calendar`, { inherit: true }) }),
};
