// SPDX-License-Identifier: Apache-2.0

import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { KeyResult, WritingDraft, WritingLevel, WritingRule } from '@/api/types';

const TYPING_MS = 400;

type Language = 'en' | 'nl';

/** Every rule with its words; they change only when an administrator changes a level. */
export const rulesQuery = (language: Language) =>
  queryOptions({
    queryKey: ['writing', 'rules', language],
    queryFn: () =>
      data(api.GET('/api/v1/writing/rules', { params: { query: { language, limit: 200 } } })),
    staleTime: 60_000,
  });

export const ruleHistoryQuery = (rule: string) =>
  queryOptions({
    queryKey: ['writing', 'rules', rule, 'history'],
    queryFn: () =>
      data(api.GET('/api/v1/writing/rules/{rule}/history', { params: { path: { rule } } })),
  });

export const updateRule = ({ rule, version }: WritingRule, level: WritingLevel) =>
  data(
    api.PATCH('/api/v1/writing/rules/{rule}', {
      params: { path: { rule }, header: ifMatch(version) },
      body: { level },
    }),
  );

export const objectiveWritingQuery = (id: number, language: Language) =>
  queryOptions({
    queryKey: ['objective', id, 'writing', language],
    queryFn: () =>
      data(
        api.GET('/api/v1/objectives/{id}/writing', {
          params: { path: { id }, query: { language } },
        }),
      ),
  });

export const unitWritingQuery = (id: number, cycleId: number, language: Language) =>
  queryOptions({
    queryKey: ['objectives', 'writing', id, cycleId, language],
    queryFn: () =>
      data(
        api.GET('/api/v1/units/{id}/writing', {
          params: { path: { id }, query: { cycle_id: cycleId, language } },
        }),
      ),
  });

/** What the rules say of what is being typed, asked when the typing pauses. */
export function useWritingCheck(typed: WritingDraft, language: Language) {
  const [draft] = useDebouncedValue(typed, TYPING_MS);
  return useQuery({
    queryKey: ['writing', 'check', language, draft],
    queryFn: () =>
      data(api.POST('/api/v1/writing/check', { params: { query: { language } }, body: draft })),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
}

type Measured = Pick<
  KeyResult,
  'title' | 'kind' | 'unit_of_measure' | 'start_value' | 'target_value'
>;

/** A key result as the rules are asked about it. */
export const asDraft = (one: Measured) => ({
  title: one.title,
  kind: one.kind,
  unit_of_measure: one.unit_of_measure,
  start_value: one.start_value,
  target_value: one.target_value,
});
