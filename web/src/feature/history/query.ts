// SPDX-License-Identifier: Apache-2.0
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { HistoryEntry, Page } from '@/api/types';

/** The history of something, page after page; `read` asks for the one behind `after`. */
export const historyQuery = (
  key: readonly (string | number)[],
  read: (after: string | undefined) => Promise<Page<HistoryEntry>>,
) =>
  infiniteQueryOptions({
    queryKey: [...key, 'history'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => read(pageParam),
    getNextPageParam: (page) => page.next ?? undefined,
  });
