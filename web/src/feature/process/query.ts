// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, data, ifMatch } from '@/api/client';
import { pages } from '@/api/pages';
import type {
  ProcessPhase,
  ProcessPhaseNew,
  ProcessPhasePatch,
  ProcessRule,
  ProcessRuleNew,
  ProcessRulePatch,
  ProcessRungNew,
  ProcessTemplateNew,
  ProcessVersionNew,
  ProcessVersionPatch,
} from '@/api/types';

type Known = { id: number; version: number };
const path = (id: number) => ({ params: { path: { id } } });
const known = ({ id, version }: Known) => ({ params: { path: { id }, header: ifMatch(version) } });

// -- templates and their versions -------------------------------------------------------------------

export const processTemplatesQuery = queryOptions({
  queryKey: ['process-templates'],
  queryFn: () =>
    pages((after) =>
      data(api.GET('/api/v1/process-templates', { params: { query: { limit: 200, after } } })),
    ),
});

export const processTemplateQuery = (id: number) =>
  queryOptions({
    queryKey: ['process-templates', id],
    queryFn: () => data(api.GET('/api/v1/process-templates/{id}', path(id))),
  });

export const processVersionQuery = (id: number) =>
  queryOptions({
    queryKey: ['process-version', id],
    queryFn: () => data(api.GET('/api/v1/process-versions/{id}', path(id))),
  });

export const processComparisonQuery = (id: number, olderId: number) =>
  queryOptions({
    queryKey: ['process-version', id, 'compare', olderId],
    queryFn: () =>
      data(
        api.GET('/api/v1/process-versions/{id}/compare', {
          params: { path: { id }, query: { older_id: olderId } },
        }),
      ),
  });

export const evidenceQuery = queryOptions({
  queryKey: ['process-evidence'],
  queryFn: async () => (await data(api.GET('/api/v1/process-evidence'))).items,
});

/** Reads again whatever shows templates or what is made of them. */
export function useProcessChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    const keys = ['process-templates', 'process-version', 'process', 'holiday-calendars'];
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })));
  }, [client]);
}

export const createProcessTemplate = (body: ProcessTemplateNew) =>
  data(api.POST('/api/v1/process-templates', { body }));

export const addBuiltInTemplate = () => data(api.POST('/api/v1/process-templates/built-in'));

export const createProcessVersion = (templateId: number, body: ProcessVersionNew) =>
  data(api.POST('/api/v1/process-templates/{id}/versions', { ...path(templateId), body }));

export const updateProcessVersion = (version: Known, body: ProcessVersionPatch) =>
  data(api.PATCH('/api/v1/process-versions/{id}', { ...known(version), body }));

export const deleteProcessVersion = (version: Known) =>
  data(api.DELETE('/api/v1/process-versions/{id}', known(version)));

export const publishProcessVersion = (version: Known) =>
  data(api.POST('/api/v1/process-versions/{id}/publish', known(version)));

export const retireProcessVersion = (version: Known) =>
  data(api.POST('/api/v1/process-versions/{id}/retire', known(version)));

export const setProcessLadder = (versionId: number, rungs: ProcessRungNew[]) =>
  data(api.PUT('/api/v1/process-versions/{id}/rungs', { ...path(versionId), body: { rungs } }));

// -- phases and steps -------------------------------------------------------------------------------

export const createProcessPhase = (versionId: number, body: ProcessPhaseNew) =>
  data(api.POST('/api/v1/process-versions/{id}/phases', { ...path(versionId), body }));

export const updateProcessPhase = (phase: Known, body: ProcessPhasePatch) =>
  data(api.PATCH('/api/v1/process-phases/{id}', { ...known(phase), body }));

export const deleteProcessPhase = (phase: ProcessPhase) =>
  data(api.DELETE('/api/v1/process-phases/{id}', known(phase)));

export const createProcessRule = (phaseId: number, body: ProcessRuleNew) =>
  data(api.POST('/api/v1/process-phases/{id}/rules', { ...path(phaseId), body }));

export const updateProcessRule = (rule: Known, body: ProcessRulePatch) =>
  data(api.PATCH('/api/v1/process-rules/{id}', { ...known(rule), body }));

export const deleteProcessRule = (rule: ProcessRule) =>
  data(api.DELETE('/api/v1/process-rules/{id}', known(rule)));
