// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { Review, ReviewSide } from '@/api/types';

/** The newest review of an objective; an older one is history. */
export const reviewQuery = (objectiveId: number) =>
  queryOptions({
    queryKey: ['review', objectiveId],
    queryFn: async () => {
      const params = { path: { id: objectiveId }, query: { limit: 1 } };
      const page = await data(api.GET('/api/v1/objectives/{id}/reviews', { params }));
      return page.items[0] ?? null;
    },
  });

/** Open reviews that wait for me, or that I asked for. */
export const myReviewsQuery = (side: ReviewSide) =>
  queryOptions({
    queryKey: ['my-reviews', side],
    queryFn: () =>
      pages((after) =>
        data(api.GET('/api/v1/me/reviews', { params: { query: { side, limit: 200, after } } })),
      ),
  });

/** Reads again whatever shows reviews; a reviewed draft has other readers than before. */
export function useReviewChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['review', 'my-reviews', 'objective'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}

export const requestReview = (id: number, reviewer_ids: number[], message: string) =>
  data(
    api.POST('/api/v1/objectives/{id}/reviews', {
      params: { path: { id } },
      body: { reviewer_ids, message: message || null },
    }),
  );

export const updateReview = ({ id, version }: Review, reviewer_ids: number[]) =>
  data(
    api.PATCH('/api/v1/reviews/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: { reviewer_ids },
    }),
  );

export const acceptReview = ({ id, edition }: Review, body: string) =>
  data(
    api.POST('/api/v1/reviews/{id}/accept', {
      params: { path: { id } },
      body: { edition, body: body || null },
    }),
  );

export const sendReviewBack = ({ id, edition }: Review, body: string) =>
  data(
    api.POST('/api/v1/reviews/{id}/send-back', {
      params: { path: { id } },
      body: { edition, body },
    }),
  );

export const askReviewAgain = ({ id }: Review, body: string) =>
  data(
    api.POST('/api/v1/reviews/{id}/ask-again', {
      params: { path: { id } },
      body: { body: body || null },
    }),
  );

export const commentOnReview = ({ id }: Review, body: string) =>
  data(api.POST('/api/v1/reviews/{id}/comments', { params: { path: { id } }, body: { body } }));

export const withdrawReview = ({ id }: Review) =>
  data(api.POST('/api/v1/reviews/{id}/withdraw', { params: { path: { id } } }));
