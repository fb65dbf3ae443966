// SPDX-License-Identifier: Apache-2.0
import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { Comment, CommentNew } from '@/api/types';

const THREADS = 20;

/** What was said of an objective, a page of threads at a time, the newest first. */
export const commentsQuery = (objectiveId: number) =>
  infiniteQueryOptions({
    queryKey: ['comments', objectiveId],
    queryFn: ({ pageParam }) => {
      const params = {
        path: { id: objectiveId },
        query: { limit: THREADS, after: pageParam ?? undefined },
      };
      return data(api.GET('/api/v1/objectives/{id}/comments', { params }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

/** What a comment said before it was changed; read anew when it was changed again. */
export const editionsQuery = ({ id, version }: Comment) =>
  queryOptions({
    queryKey: ['comment-editions', id, version],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/comments/{id}/editions', {
            params: { path: { id }, query: { limit: 200, after } },
          }),
        ),
      ),
  });

async function mentionable(objectiveId: number, q: string) {
  const params = { path: { id: objectiveId }, query: { q: q || undefined } };
  const view = await data(api.GET('/api/v1/objectives/{id}/mentionable', { params }));
  return view.people;
}

/** Who can be mentioned; without letters those who are around the objective. */
export const mentionableQuery = (objectiveId: number, q: string) =>
  queryOptions({
    queryKey: ['mentionable', objectiveId, q],
    queryFn: () => mentionable(objectiveId, q),
    placeholderData: keepPreviousData,
  });

/** Who was found so far, for whatever letters, each once. */
export function mentionableSoFar(client: QueryClient, objectiveId: number) {
  const answers = client.getQueriesData<Awaited<ReturnType<typeof mentionable>>>({
    queryKey: ['mentionable', objectiveId],
  });
  const people = answers.flatMap(([, found]) => found ?? []);
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

/** Reads again what shows comments; whoever comments follows from then on. */
export function useCommentsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['comments', 'followers', 'follows'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}

export const createComment = (objectiveId: number, body: CommentNew) =>
  data(
    api.POST('/api/v1/objectives/{id}/comments', { params: { path: { id: objectiveId } }, body }),
  );

export const updateComment = ({ id, version }: Comment, body: string) =>
  data(
    api.PATCH('/api/v1/comments/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: { body },
    }),
  );

export const deleteComment = ({ id, version }: Comment) =>
  data(api.DELETE('/api/v1/comments/{id}', { params: { path: { id }, header: ifMatch(version) } }));
