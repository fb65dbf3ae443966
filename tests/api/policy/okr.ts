// SPDX-License-Identifier: Apache-2.0
// Who may do what with objectives, key results and what belongs to them.
import type { Json } from '../../support/client.ts';
import { type Company, match } from '../../support/company.ts';
import { draft, draftUnderReview, keyResult, objectiveStep, published, step } from './subjects.ts';
import { read, type Cells, type Rows } from './table.ts';

const initiative = async (on: Company, cells: Cells): Promise<Json & { version: number }> =>
  (await on.admin.post(`/api/v1/key-results/${(await keyResult(on, cells)).id}/initiatives`, { title: 'Test' })).is(201);

const template = async (on: Company): Promise<Json & { version: number }> =>
  (await on.admin.post('/api/v1/templates', { name: 'Test', title: 'Test', unit_id: on.units.netherlands })).is(201);

/** No two tags of an organisation have the same name. */
const tagCounts = new WeakMap<Company, number>();

function tagName(on: Company): string {
  const count = (tagCounts.get(on) ?? 0) + 1;
  tagCounts.set(on, count);
  return `Tag ${count}`;
}

const tag = async (on: Company): Promise<Json & { version: number }> =>
  (await on.admin.post('/api/v1/tags', { name: tagName(on) })).is(201);

const droppedKeyResult = async (on: Company, cells: Cells) => {
  const made = await keyResult(on, cells);
  return (await on.admin.post(`/api/v1/key-results/${made.id}/drop`, { reason: 'Test' }, { ifMatch: match(made) })).is(200);
};

const link = async (on: Company, cells: Cells) =>
  on.link((await published(on, cells)).id, (await on.published({ unit_id: on.units.finance })).id, 'supports');

export const okrRows: Rows = {
  'objective_get of a draft': { verb: 'draft_read', hidden: true, make: draft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}`) },
  objective_get: read((_, o) => `/api/v1/objectives/${o.id}`, published),
  objective_list: read((on) => `/api/v1/objectives?cycle_id=${on.cycle}&limit=1`),
  objective_create: {
    verb: 'objective_create',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post('/api/v1/objectives', { cycle_id: on.cycle, unit_id: on.units.netherlands, title: 'New' }),
  },
  initiative_create: {
    verb: 'initiative_edit',
    measured: true,
    status: 201,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/initiatives`, { title: 'New' }),
  },
  initiative_update: { verb: 'initiative_edit', measured: true, make: initiative, call: (c, one) => c.patch(`/api/v1/initiatives/${one.id}`, { state: 'doing' }, match(one)) },
  initiative_delete: { verb: 'initiative_edit', measured: true, status: 204, make: initiative, call: (c, one) => c.delete(`/api/v1/initiatives/${one.id}`, match(one)) },
  initiative_restore: {
    verb: 'initiative_edit',
    measured: true,
    make: async (on, cells) => {
      const made = await initiative(on, cells);
      (await on.admin.delete(`/api/v1/initiatives/${made.id}`, match(made))).is(204);
      return { ...made, version: 2 };
    },
    call: (c, one) => c.post(`/api/v1/initiatives/${one.id}/restore`, undefined, { ifMatch: match(one as { version: number }) }),
  },
  initiative_mine: read(() => '/api/v1/me/initiatives?limit=1'),
  template_list: read(() => '/api/v1/templates?limit=1'),
  template_get: read((_, one) => `/api/v1/templates/${one.id}`, template),
  template_create: {
    verb: 'template_edit',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post('/api/v1/templates', { name: 'New', title: 'New', unit_id: on.units.netherlands }),
  },
  'template_create for everybody': { verb: 'template_edit', whole: true, status: 201, call: (c) => c.post('/api/v1/templates', { name: 'New', title: 'New' }) },
  template_update: { verb: 'template_edit', fresh: true, make: template, call: (c, one) => c.patch(`/api/v1/templates/${one.id}`, { name: 'Better' }, match(one)) },
  template_save: {
    verb: 'template_edit',
    fresh: true,
    status: 201,
    make: published,
    call: (c, o, on) => c.post(`/api/v1/objectives/${o.id}/template`, { name: 'New', unit_id: on.units.netherlands }),
  },
  tag_list: read(() => '/api/v1/tags'),
  tag_create: { status: 201, call: (c, _, on) => c.post('/api/v1/tags', { name: tagName(on) }) },
  tag_update: { verb: 'tag_edit', whole: true, make: tag, call: (c, one) => c.patch(`/api/v1/tags/${one.id}`, { tone: 'blue' }, match(one)) },
  tag_merge: {
    verb: 'tag_edit',
    whole: true,
    make: async (on) => ({ ...(await tag(on)), into: (await tag(on)).id }),
    call: (c, one) => c.post(`/api/v1/tags/${one.id}/merge`, { into_id: one.into }, { ifMatch: match(one as { version: number }) }),
  },
  tag_unmerge: {
    verb: 'tag_edit',
    whole: true,
    make: async (on) => {
      const gone = await tag(on);
      const into_id = (await tag(on)).id;
      (await on.admin.post(`/api/v1/tags/${gone.id}/merge`, { into_id }, { ifMatch: match(gone) })).is(200);
      return { ...gone, version: gone.version + 1 };
    },
    call: (c, one) => c.post(`/api/v1/tags/${one.id}/unmerge`, undefined, { ifMatch: match(one as { version: number }) }),
  },
  objective_duplicate: {
    verb: 'objective_create',
    fresh: true,
    status: 201,
    make: published,
    call: (c, o, on) => c.post(`/api/v1/objectives/${o.id}/duplicate`, { cycle_id: on.cycle, unit_id: on.units.netherlands }),
  },
  objective_update: {
    verb: 'objective_edit',
    make: published,
    call: (c, o) => c.patch(`/api/v1/objectives/${o.id}`, { title: 'Better' }, match(o)),
  },
  'objective_update of a draft': {
    verb: 'objective_edit',
    hidden: true,
    make: draft,
    call: (c, o) => c.patch(`/api/v1/objectives/${o.id}`, { title: 'Better' }, match(o)),
  },
  objective_delete: {
    verb: 'objective_edit',
    hidden: true,
    status: 204,
    make: draft,
    call: (c, o) => c.delete(`/api/v1/objectives/${o.id}`, match(o)),
  },
  objective_drop: objectiveStep('drop', published, { reason: 'Test' }),
  objective_archive: objectiveStep('archive', published, { reason: 'Test' }),
  objective_restore: objectiveStep('restore', async (on, cells) =>
    step(on, await published(on, cells), 'drop', { reason: 'Test' }),
  ),
  'objective_get of a draft under review': { ...draftUnderReview, call: (c, r) => c.get(`/api/v1/objectives/${r.objective_id}`) },
  'objective_update of a draft under review': {
    ...draftUnderReview,
    verb: 'objective_edit',
    call: (c, r) => c.patch(`/api/v1/objectives/${r.objective_id}`, { title: 'Better' }, '"1"'),
  },
  key_result_get: read((_, k) => `/api/v1/key-results/${k.id}`, keyResult),
  'key_result_get of a draft': {
    verb: 'draft_read',
    hidden: true,
    make: async (on, cells) => on.keyResult((await draft(on, cells)).id),
    call: (c, k) => c.get(`/api/v1/key-results/${k.id}`),
  },
  key_result_create: {
    verb: 'objective_edit',
    status: 201,
    make: published,
    call: (c, o) => c.post('/api/v1/key-results', { objective_id: o.id, title: 'New', start_value: 0, target_value: 1 }),
  },
  key_result_delete: {
    verb: 'objective_edit',
    hidden: true,
    status: 204,
    make: async (on, cells) => on.keyResult((await draft(on, cells)).id),
    call: (c, k) => c.delete(`/api/v1/key-results/${k.id}`, match(k)),
  },
  key_result_drop: {
    verb: 'objective_edit',
    measured: true,
    make: keyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/drop`, { reason: 'Test' }, { ifMatch: match(k) }),
  },
  key_result_restore: {
    verb: 'objective_edit',
    measured: true,
    make: droppedKeyResult,
    call: (c, k) => c.post(`/api/v1/key-results/${k.id}/restore`, undefined, { ifMatch: match(k) }),
  },
  alignment_create: {
    verb: 'align',
    status: 201,
    make: async (on, cells) => ({
      child_id: (await published(on, cells)).id,
      parent_id: (await on.published({ unit_id: on.units.finance })).id,
    }),
    call: (c, body) => c.post('/api/v1/alignments', body),
  },
  alignment_update: {
    verb: 'align',
    make: link,
    call: (c, a) => c.patch(`/api/v1/alignments/${a.id}`, { weight: 50 }, match(a)),
  },
  alignment_delete: { verb: 'align', status: 204, make: link, call: (c, a) => c.delete(`/api/v1/alignments/${a.id}`, match(a)) },

  alignment_move: {
    verb: 'align',
    make: async (on, cells) => ({ ...(await link(on, cells)), to: (await on.published({ unit_id: on.units.finance })).id }),
    call: (c, a) => c.post(`/api/v1/alignments/${a.id}/move`, { parent_id: a.to }, { ifMatch: match(a as { version: number }) }),
  },
  alignment_check: read((_, o) => `/api/v1/objectives/${o.id}/alignment-check?parent_id=${o.id}`, published),
  'alignment_check of a draft': {
    verb: 'draft_read',
    hidden: true,
    make: draft,
    call: (c, o) => c.get(`/api/v1/objectives/${o.id}/alignment-check?parent_id=${o.id}`),
  },
  alignment_target_list: read((_, o) => `/api/v1/objectives/${o.id}/alignment-targets?limit=1`, published),
  'alignment_target_list of a draft': {
    verb: 'draft_read',
    hidden: true,
    make: draft,
    call: (c, o) => c.get(`/api/v1/objectives/${o.id}/alignment-targets?limit=1`),
  },
  parent_suggestion_list: read((_, o) => `/api/v1/objectives/${o.id}/parent-suggestions?limit=1`, published),
  'parent_suggestion_list of a draft': {
    verb: 'draft_read',
    hidden: true,
    make: draft,
    call: (c, o) => c.get(`/api/v1/objectives/${o.id}/parent-suggestions?limit=1`),
  },

  cycle_list: read(() => '/api/v1/cycles'),
  cycle_get: read((on) => `/api/v1/cycles/${on.cycle}`),
  cycle_create: {
    verb: 'cycle_edit',
    whole: true,
    status: 201,
    call: (c) => c.post('/api/v1/cycles', { name: 'Next', start_day: '2031-01-01', end_day: '2031-03-31' }),
  },
};
