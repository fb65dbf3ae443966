// SPDX-License-Identifier: Apache-2.0
import { api, data } from '@/api/client';
import type { AlignmentKind } from '@/api/types';

type NewLink = {
  child_id: number;
  parent_id: number | null;
  parent_kr_id: number | null;
  kind: AlignmentKind;
  weight: number;
};

export const createLink = (body: NewLink) => data(api.POST('/api/v1/alignments', { body }));

export const endLink = (id: number) =>
  data(api.DELETE('/api/v1/alignments/{id}', { params: { path: { id } } }));
