// SPDX-License-Identifier: Apache-2.0
// Who may do what with reviews and publishing.
import { match } from '../../support/company.ts';
import { draft, draftUnderReview, objectiveStep, published } from './subjects.ts';
import { read, type Rows } from './table.ts';

export const reviewRows: Rows = {
  objective_publish: { ...objectiveStep('publish', draft), hidden: true },
  review_request: {
    verb: 'objective_edit',
    hidden: true,
    status: 201,
    make: draft,
    call: (c, o, _, cells) => c.post(`/api/v1/objectives/${o.id}/reviews`, { reviewer_ids: [cells.get('reviewer').id] }),
  },
  review_list: read((_, o) => `/api/v1/objectives/${o.id}/reviews`, published),
  'review_list of a draft': { ...draftUnderReview, call: (c, r) => c.get(`/api/v1/objectives/${r.objective_id}/reviews`) },
  review_get: { ...draftUnderReview, call: (c, r) => c.get(`/api/v1/reviews/${r.id}`) },
  review_update: {
    ...draftUnderReview,
    verb: 'objective_edit',
    call: (c, r, _, cells) => c.patch(`/api/v1/reviews/${r.id}`, { reviewer_ids: [cells.get('reviewer').id] }, match(r)),
  },
  review_accept: { ...draftUnderReview, verb: 'review', call: (c, r) => c.post(`/api/v1/reviews/${r.id}/accept`, { edition: r.edition }) },
  review_send_back: {
    ...draftUnderReview,
    verb: 'review',
    call: (c, r) => c.post(`/api/v1/reviews/${r.id}/send-back`, { edition: r.edition, body: 'Why?' }),
  },
  review_ask_again: { ...draftUnderReview, verb: 'objective_edit', call: (c, r) => c.post(`/api/v1/reviews/${r.id}/ask-again`, {}) },
  review_withdraw: { ...draftUnderReview, verb: 'objective_edit', call: (c, r) => c.post(`/api/v1/reviews/${r.id}/withdraw`) },
  review_comment_create: {
    ...draftUnderReview,
    status: 201,
    call: (c, r) => c.post(`/api/v1/reviews/${r.id}/comments`, { body: 'Why?' }),
  },
  my_review_list: read(() => '/api/v1/me/reviews'),
};
