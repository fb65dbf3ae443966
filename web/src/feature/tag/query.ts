// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type { Tag, TagPatch, TagTone } from '@/api/types';

/** Every tag by name; with `archived` also those that are offered no more. */
export const tagsQuery = (archived = false) =>
  queryOptions({
    queryKey: ['tags', archived],
    queryFn: () =>
      pages((after) =>
        data(
          api.GET('/api/v1/tags', {
            params: { query: { include_archived: archived, limit: 200, after } },
          }),
        ),
      ),
    staleTime: 60_000,
  });

/** The colour of a tag that a list names. */
export function useTagTone(): (name: string) => TagTone {
  const tags = useQuery(tagsQuery(true));
  const tones = new Map(tags.data?.map((tag) => [tag.name, tag.tone]));
  return (name) => tones.get(name) ?? 'grey';
}

export const createTag = (name: string) => data(api.POST('/api/v1/tags', { body: { name } }));

type Named = Pick<Tag, 'id' | 'version'>;
const of = ({ id, version }: Named) => ({ path: { id }, header: ifMatch(version) });

export const updateTag = (tag: Named, body: TagPatch) =>
  data(api.PATCH('/api/v1/tags/{id}', { params: of(tag), body }));
export const mergeTag = (tag: Named, into: number) =>
  data(api.POST('/api/v1/tags/{id}/merge', { params: of(tag), body: { into_id: into } }));
/** Takes back the merge of a tag as it was before it. */
export const unmergeTag = ({ id, version }: Named) =>
  data(api.POST('/api/v1/tags/{id}/unmerge', { params: of({ id, version: version + 1 }) }));

/** Reads again whatever shows tags. */
export function useTagsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['tags', 'objective', 'objectives', 'explore'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}
