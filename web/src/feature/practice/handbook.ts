// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type {
  HandbookChapterNew,
  HandbookChapterPatch,
  HandbookPatch,
  HandbookSettingNew,
  ProposalDecision,
  ProposalNew,
  ProposalPatch,
} from '@/api/types';

export const handbookNowQuery = queryOptions({
  queryKey: ['handbook', 'now'],
  queryFn: () => data(api.GET('/api/v1/handbook')),
});

export const handbooksQuery = queryOptions({
  queryKey: ['handbook', 'versions'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/handbooks', { params: { query: { limit: 200, after } } })),
    ),
});

export const handbookQuery = (id: number) =>
  queryOptions({
    queryKey: ['handbook', 'version', id],
    queryFn: () => data(api.GET('/api/v1/handbooks/{id}', { params: { path: { id } } })),
  });

export const handbookComparisonQuery = (id: number, older: number) =>
  queryOptions({
    queryKey: ['handbook', 'compare', id, older],
    queryFn: () =>
      data(
        api.GET('/api/v1/handbooks/{id}/compare', {
          params: { path: { id }, query: { with: older } },
        }),
      ),
  });

export const proposalQuery = (id: number) =>
  queryOptions({
    queryKey: ['handbook', 'proposals', id],
    queryFn: () => data(api.GET('/api/v1/proposals/{id}', { params: { path: { id } } })),
  });

export const proposalsQuery = queryOptions({
  queryKey: ['handbook', 'proposals'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/proposals', { params: { query: { limit: 200, after } } })),
    ),
});

/** Reads again whatever shows the way of working. */
export function useHandbookChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['handbook'] }), [client]);
}

type Versioned = { id: number; version: number };
const of = ({ id, version }: Versioned) => ({ path: { id }, header: ifMatch(version) });

export const createHandbook = () =>
  data(api.POST('/api/v1/handbooks', { body: { from_cycle_id: null } }));
export const updateHandbook = (handbook: Versioned, body: HandbookPatch) =>
  data(api.PATCH('/api/v1/handbooks/{id}', { params: of(handbook), body }));
export const deleteHandbook = (handbook: Versioned) =>
  data(api.DELETE('/api/v1/handbooks/{id}', { params: of(handbook) }));
export const publishHandbook = (handbook: Versioned, apply_settings: boolean) =>
  data(
    api.POST('/api/v1/handbooks/{id}/publish', {
      params: of(handbook),
      body: { apply_settings },
    }),
  );

export const createChapter = (id: number, body: HandbookChapterNew) =>
  data(api.POST('/api/v1/handbooks/{id}/chapters', { params: { path: { id } }, body }));
export const updateChapter = (chapter: Versioned, body: HandbookChapterPatch) =>
  data(api.PATCH('/api/v1/handbook-chapters/{id}', { params: of(chapter), body }));
export const deleteChapter = (chapter: Versioned) =>
  data(api.DELETE('/api/v1/handbook-chapters/{id}', { params: of(chapter) }));

export const wantSetting = (id: number, body: HandbookSettingNew) =>
  data(api.POST('/api/v1/handbooks/{id}/settings', { params: { path: { id } }, body }));
export const unwantSetting = (id: number) =>
  data(api.DELETE('/api/v1/handbook-settings/{id}', { params: { path: { id } } }));

export const createProposal = (body: ProposalNew) => data(api.POST('/api/v1/proposals', { body }));
export const updateProposal = (proposal: Versioned, body: ProposalPatch) =>
  data(api.PATCH('/api/v1/proposals/{id}', { params: of(proposal), body }));
export const decideProposal = (proposal: Versioned, body: ProposalDecision) =>
  data(api.POST('/api/v1/proposals/{id}/decide', { params: of(proposal), body }));
