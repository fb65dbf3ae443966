// SPDX-License-Identifier: Apache-2.0
// What the rows of several parts are about.
import type { Json } from '../../support/client.ts';
import { type Company, match } from '../../support/company.ts';
import type { Cells, Row } from './table.ts';

export const owned = (cells: Cells): Json => ({
  owner_id: cells.get('owner').id,
  co_owner_ids: [cells.get('co-owner').id],
});

export const draft = (on: Company, cells: Cells) => on.draft(owned(cells));

export const published = (on: Company, cells: Cells) => on.published(owned(cells));

export const reviewed = async (on: Company, cells: Cells) => {
  const { id } = await draft(on, cells);
  return (await on.admin.post(`/api/v1/objectives/${id}/reviews`, { reviewer_ids: [cells.get('reviewer').id] })).is(201);
};

export const keyResult = async (on: Company, cells: Cells) =>
  on.keyResult((await published(on, cells)).id, { owner_id: cells.get('measurer').id });

export const step = async (on: Company, objective: Json, what: string, body?: Json) =>
  (await on.admin.post(`/api/v1/objectives/${objective.id}/${what}`, body, { ifMatch: match(objective) })).is(200);

export const nobody = (on: Company, email: boolean) => on.name(email);

export const objectiveStep = (what: string, make: Row['make'], body?: Json): Row => ({
  verb: 'objective_publish',
  make,
  call: (c, o) => c.post(`/api/v1/objectives/${o.id}/${what}`, body, { ifMatch: match(o) }),
});

export const draftUnderReview = { verb: 'draft_read', hidden: true, reviewed: true, make: reviewed } as const;
