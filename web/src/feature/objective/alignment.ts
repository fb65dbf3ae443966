// SPDX-License-Identifier: Apache-2.0
import { api, data, ifMatch } from '@/api/client';
import type { AlignmentKind, AlignmentView } from '@/api/types';

type NewLink = {
  child_id: number;
  parent_id: number | null;
  parent_kr_id: number | null;
  kind: AlignmentKind;
  weight: number;
};

export const createLink = (body: NewLink) => data(api.POST('/api/v1/alignments', { body }));

export const endLink = ({ id, version }: Pick<AlignmentView, 'id' | 'version'>) =>
  data(
    api.DELETE('/api/v1/alignments/{id}', { params: { path: { id }, header: ifMatch(version) } }),
  );
