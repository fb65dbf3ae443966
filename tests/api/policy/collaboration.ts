// SPDX-License-Identifier: Apache-2.0
// Who may do what with comments and following.
import type { Json } from '../../support/client.ts';
import { type Company, match } from '../../support/company.ts';
import { draft, published } from './subjects.ts';
import { type Cells, read, type Row, type Rows } from './table.ts';

/** Said by the owner of the objective; its co-owner is a stranger to it. */
const comment = async (on: Company, cells: Cells): Promise<Json & { version: number }> => {
  const { id } = await published(on, cells);
  return (await cells.get('owner').client.post(`/api/v1/objectives/${id}/comments`, { body: 'Well?' })).is(201);
};

const commentOfDraft = async (on: Company, cells: Cells): Promise<Json & { version: number }> => {
  const { id } = await draft(on, cells);
  return (await cells.get('owner').client.post(`/api/v1/objectives/${id}/comments`, { body: 'Well?' })).is(201);
};

const ofDraft = { verb: 'draft_read', hidden: true, make: draft } as const;
const follow = (noun: string, what: string, make?: Row['make']): Row => ({
  make,
  call: (c, one, on) => c.post(`/api/v1/${noun}/${one?.id ?? on.units.netherlands}/${what}`),
});

export const collaborationRows: Rows = {
  comment_list: read((_, o) => `/api/v1/objectives/${o.id}/comments`, published),
  'comment_list of a draft': { ...ofDraft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/comments`) },
  comment_create: { status: 201, make: published, call: (c, o) => c.post(`/api/v1/objectives/${o.id}/comments`, { body: 'Why?' }) },
  'comment_create of a draft': { ...ofDraft, status: 201, call: (c, o) => c.post(`/api/v1/objectives/${o.id}/comments`, { body: 'Why?' }) },
  comment_get: read((_, one) => `/api/v1/comments/${one.id}`, comment),
  'comment_get of a draft': { ...ofDraft, make: commentOfDraft, call: (c, one) => c.get(`/api/v1/comments/${one.id}`) },
  comment_edition_list: read((_, one) => `/api/v1/comments/${one.id}/editions`, comment),
  'comment_edition_list of a draft': { ...ofDraft, make: commentOfDraft, call: (c, one) => c.get(`/api/v1/comments/${one.id}/editions`) },
  comment_update: { verb: 'comment_edit', alone: true, make: comment, call: (c, one) => c.patch(`/api/v1/comments/${one.id}`, { body: 'Better?' }, match(one as { version: number })) },
  comment_delete: { verb: 'comment_delete', alone: true, status: 204, make: comment, call: (c, one) => c.delete(`/api/v1/comments/${one.id}`, match(one as { version: number })) },
  mentionable_list: read((_, o) => `/api/v1/objectives/${o.id}/mentionable`, published),
  'mentionable_list of a draft': { ...ofDraft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/mentionable`) },
  objective_followers: read((_, o) => `/api/v1/objectives/${o.id}/followers`, published),
  'objective_followers of a draft': { ...ofDraft, call: (c, o) => c.get(`/api/v1/objectives/${o.id}/followers`) },
  objective_follow: follow('objectives', 'follow', published),
  'objective_follow of a draft': { ...ofDraft, call: (c, o) => c.post(`/api/v1/objectives/${o.id}/follow`) },
  objective_unfollow: follow('objectives', 'unfollow', published),
  unit_followers: read((on) => `/api/v1/units/${on.units.netherlands}/followers`),
  unit_follow: follow('units', 'follow'),
  unit_unfollow: follow('units', 'unfollow'),
  my_follow_list: read(() => '/api/v1/me/follows?limit=1'),
};
