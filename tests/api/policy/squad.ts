// SPDX-License-Identifier: Apache-2.0
// Who may do what with the way of working and the squad's work.
import { type Company, match } from '../../support/company.ts';
import { read, type Row, type Rows } from './table.ts';

/** The draft of the handbook; there is one at a time. */
const handbookDraft = async (on: Company) => {
  const [newest] = (await on.admin.get('/api/v1/handbooks?limit=1')).is(200).items;
  const path = newest?.state === 'draft' ? `/api/v1/handbooks/${newest.id}` : undefined;
  const draft = path ? (await on.admin.get(path)).is(200) : (await on.admin.post('/api/v1/handbooks', {})).is(201);
  const said = { from_cycle_id: on.cycle, change_en: 'We learnt.' };
  return (await on.admin.patch(`/api/v1/handbooks/${draft.id}`, said, match(draft))).is(200);
};

const handbook = async (on: Company) => {
  const now = (await on.admin.get('/api/v1/handbook')).is(200);
  if (now.handbook) return now.handbook;
  const draft = await handbookDraft(on);
  return (await on.admin.post(`/api/v1/handbooks/${draft.id}/publish`, {}, { ifMatch: match(draft) })).is(200);
};

const noDraft = async (on: Company) => {
  const draft = await handbookDraft(on);
  (await on.admin.delete(`/api/v1/handbooks/${draft.id}`, match(draft))).is(204);
  return draft;
};

const chapter = async (on: Company) => {
  const draft = await handbookDraft(on);
  const body = { title_en: 'Another chapter', title_nl: 'Nog een hoofdstuk' };
  return (await on.admin.post(`/api/v1/handbooks/${draft.id}/chapters`, body)).is(201);
};

const wanted = async (on: Company) => {
  const draft = await handbookDraft(on);
  return (await on.admin.post(`/api/v1/handbooks/${draft.id}/settings`, { name: 'grace_days', value: '4' })).is(200);
};

const proposal = async (on: Company) => {
  await handbookDraft(on);
  return (await on.admin.post('/api/v1/proposals', { title: 'Meet on Tuesdays' })).is(201);
};

const unit = (on: Company) => `/api/v1/units/${on.units.netherlands}`;

const squadCase = async (on: Company) => (await on.admin.post(`${unit(on)}/squad-cases`, { title: 'Silent' })).is(201);

const visit = async (on: Company) => (await on.admin.post(`${unit(on)}/interventions`, { day: on.today })).is(201);

const session = async (on: Company) => {
  const body = { title: 'Autumn', cycle_id: on.cycle, starts_at: '2031-01-10T09:00:00Z', agenda: false };
  return (await on.admin.post('/api/v1/harmonisations', body)).is(201);
};

const point = async (on: Company) =>
  (await on.admin.post(`/api/v1/harmonisations/${(await session(on)).id}/items`, { title: 'Scoring' })).is(201);

/** An OKR master of Finance who is nobody in the table. */
const freshMaster = async (on: Company) => {
  const person = await on.name(true);
  (await on.admin.post('/api/v1/grants', { person_id: person.id, role: 'okr_master', unit_id: on.units.finance })).is(201);
  return person;
};

/** Between two whom the table does not know: the squad lead and administrators see it. */
const handOver = async (on: Company) => {
  const [from, to] = [await freshMaster(on), await freshMaster(on)];
  return (await on.admin.post('/api/v1/hand-overs', { from_id: from.id, to_id: to.id, day: on.today })).is(201);
};

/** What only those who make the handbook may do; to others the draft does not exist. */
const making = (row: Omit<Row, 'verb' | 'sees' | 'whole' | 'fresh'>): Row => ({ verb: 'handbook_edit', sees: 'handbook_edit', whole: true, fresh: true, ...row });

export const squadRows: Rows = {
  practice_health_get: read((on) => `/api/v1/units/${on.units.netherlands}/practice-health?cycle_id=${on.cycle}`),
  practice_health_level: read((on) => `/api/v1/practice-health?cycle_id=${on.cycle}`),
  handbook_now_get: read(() => '/api/v1/handbook'),
  handbook_list: read(() => '/api/v1/handbooks'),
  handbook_get: read((_, h) => `/api/v1/handbooks/${h.id}`, handbook),
  handbook_compare: read((_, h) => `/api/v1/handbooks/${h.id}/compare?with=${h.id}`, handbook),
  'handbook_get of the draft': making({ hidden: true, make: handbookDraft, call: (c, h) => c.get(`/api/v1/handbooks/${h.id}`) }),
  'handbook_compare of the draft': making({
    hidden: true,
    make: handbookDraft,
    call: (c, h) => c.get(`/api/v1/handbooks/${h.id}/compare?with=${h.id}`),
  }),
  handbook_create: making({ status: 201, make: noDraft, call: (c) => c.post('/api/v1/handbooks', {}) }),
  handbook_update: making({
    hidden: true,
    make: handbookDraft,
    call: (c, h) => c.patch(`/api/v1/handbooks/${h.id}`, { change_nl: 'Wij leerden.' }, match(h)),
  }),
  handbook_delete: making({
    hidden: true,
    status: 204,
    make: handbookDraft,
    call: (c, h) => c.delete(`/api/v1/handbooks/${h.id}`, match(h)),
  }),
  handbook_chapter_create: making({
    hidden: true,
    status: 201,
    make: handbookDraft,
    call: (c, h) => c.post(`/api/v1/handbooks/${h.id}/chapters`, { title_en: 'More', title_nl: 'Meer' }),
  }),
  handbook_chapter_update: making({
    hidden: true,
    make: chapter,
    call: (c, h) => c.patch(`/api/v1/handbook-chapters/${h.id}`, { title_en: 'Better' }, match(h)),
  }),
  handbook_chapter_delete: making({
    hidden: true,
    status: 204,
    make: chapter,
    call: (c, h) => c.delete(`/api/v1/handbook-chapters/${h.id}`, match(h)),
  }),
  handbook_setting_set: making({
    hidden: true,
    make: handbookDraft,
    call: (c, h) => c.post(`/api/v1/handbooks/${h.id}/settings`, { name: 'cadence_days', value: '7' }),
  }),
  handbook_setting_delete: making({
    hidden: true,
    status: 204,
    make: wanted,
    call: (c, s) => c.delete(`/api/v1/handbook-settings/${s.id}`),
  }),
  handbook_publish: making({
    hidden: true,
    make: handbookDraft,
    call: (c, h) => c.post(`/api/v1/handbooks/${h.id}/publish`, {}, { ifMatch: match(h) }),
  }),
  proposal_list: read(() => '/api/v1/proposals?limit=1'),
  proposal_get: read((_, p) => `/api/v1/proposals/${p.id}`, proposal),
  proposal_create: { status: 201, call: (c) => c.post('/api/v1/proposals', { title: 'Shorter meetings' }) },
  proposal_update: making({
    make: proposal,
    call: (c, p) => c.patch(`/api/v1/proposals/${p.id}`, { title: 'Meet on Mondays' }, match(p)),
  }),
  proposal_decide: making({
    make: proposal,
    call: (c, p) => c.post(`/api/v1/proposals/${p.id}/decide`, { accept: true }, { ifMatch: match(p) }),
  }),
  case_list: { verb: 'squad_read', fresh: true, call: (c, _, on) => c.get(`/api/v1/squad-cases?unit_id=${on.units.netherlands}`) },
  case_get: { verb: 'squad_read', fresh: true, hidden: true, make: squadCase, call: (c, s) => c.get(`/api/v1/squad-cases/${s.id}`) },
  case_history: { verb: 'squad_read', fresh: true, hidden: true, make: squadCase, call: (c, s) => c.get(`/api/v1/squad-cases/${s.id}/history`) },
  case_create: { verb: 'squad_work', fresh: true, status: 201, call: (c, _, on) => c.post(`${unit(on)}/squad-cases`, { title: 'Silent' }) },
  case_update: {
    verb: 'squad_work',
    fresh: true,
    hidden: true,
    sees: 'squad_read',
    make: squadCase,
    call: (c, s) => c.patch(`/api/v1/squad-cases/${s.id}`, { title: 'Still silent' }, match(s)),
  },
  intervention_list: {
    verb: 'squad_read',
    fresh: true,
    call: (c, _, on) => c.get(`/api/v1/interventions?unit_id=${on.units.netherlands}`),
  },
  intervention_get: { verb: 'squad_read', fresh: true, hidden: true, make: visit, call: (c, s) => c.get(`/api/v1/interventions/${s.id}`) },
  intervention_history: { verb: 'squad_read', fresh: true, hidden: true, make: visit, call: (c, s) => c.get(`/api/v1/interventions/${s.id}/history`) },
  intervention_create: {
    verb: 'squad_work',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post(`${unit(on)}/interventions`, { day: on.today }),
  },
  intervention_update: {
    verb: 'squad_work',
    fresh: true,
    hidden: true,
    sees: 'squad_read',
    make: visit,
    call: (c, s) => c.patch(`/api/v1/interventions/${s.id}`, { note: 'Sit in.' }, match(s)),
  },
  squad_desk_get: read((on) => `/api/v1/squad/desk?cycle_id=${on.cycle}`),
  'squad_desk_get of another': making({
    make: (on) => freshMaster(on),
    call: (c, master, on) => c.get(`/api/v1/squad/desk?cycle_id=${on.cycle}&person_id=${master.id}`),
  }),
  squad_load_list: making({ call: (c) => c.get('/api/v1/squad/load') }),
  hand_over_list: read(() => '/api/v1/hand-overs'),
  harmonisation_list: read(() => '/api/v1/harmonisations?limit=1'),
  harmonisation_get: read((_, s) => `/api/v1/harmonisations/${s.id}`, session),
  harmonisation_history: read((_, s) => `/api/v1/harmonisations/${s.id}/history`, session),
  harmonisation_create: making({
    status: 201,
    call: (c, _, on) => c.post('/api/v1/harmonisations', { title: 'Next', cycle_id: on.cycle, starts_at: '2031-01-10T09:00:00Z' }),
  }),
  harmonisation_update: making({
    make: session,
    call: (c, s) => c.patch(`/api/v1/harmonisations/${s.id}`, { place: 'Utrecht' }, match(s)),
  }),
  harmonisation_hold: making({
    make: session,
    call: (c, s) => c.post(`/api/v1/harmonisations/${s.id}/hold`, undefined, { ifMatch: match(s) }),
  }),
  harmonisation_cancel: making({
    make: session,
    call: (c, s) => c.post(`/api/v1/harmonisations/${s.id}/cancel`, undefined, { ifMatch: match(s) }),
  }),
  harmonisation_item_create: making({
    status: 201,
    make: session,
    call: (c, s) => c.post(`/api/v1/harmonisations/${s.id}/items`, { title: 'Scoring' }),
  }),
  harmonisation_item_update: making({
    make: point,
    call: (c, p) => c.patch(`/api/v1/harmonisation-items/${p.id}`, { decision: 'Yes.' }, match(p)),
  }),
  harmonisation_item_delete: making({
    status: 204,
    make: point,
    call: (c, p) => c.delete(`/api/v1/harmonisation-items/${p.id}`, match(p)),
  }),
  harmonisation_action_add: making({
    status: 201,
    make: session,
    call: (c, s, on, cells) =>
      c.post(`/api/v1/harmonisations/${s.id}/actions`, { title: 'Write it', owner_id: cells.get('owner').id, due_day: on.today }),
  }),
  'hand_over_answer by somebody else': making({
    status: 403,
    hidden: true,
    make: handOver,
    call: (c, s) => c.post(`/api/v1/hand-overs/${s.id}/answer`, { accept: true }, { ifMatch: match(s) }),
  }),
  hand_over_create: making({
    status: 201,
    make: async (on) => ({ from: (await freshMaster(on)).id, to: (await freshMaster(on)).id }),
    call: (c, s, on) => c.post('/api/v1/hand-overs', { from_id: s.from, to_id: s.to, day: on.today }),
  }),
  hand_over_get: making({ hidden: true, make: handOver, call: (c, s) => c.get(`/api/v1/hand-overs/${s.id}`) }),
  hand_over_withdraw: making({
    hidden: true,
    make: handOver,
    call: (c, s) => c.post(`/api/v1/hand-overs/${s.id}/withdraw`, undefined, { ifMatch: match(s) }),
  }),
};
