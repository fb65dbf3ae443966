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

/** What only those who make the handbook may do; to others the draft does not exist. */
const making = (row: Omit<Row, 'verb' | 'whole' | 'fresh'>): Row => ({ verb: 'handbook_edit', whole: true, fresh: true, ...row });

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
};
