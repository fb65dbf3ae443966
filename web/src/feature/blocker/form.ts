// SPDX-License-Identifier: Apache-2.0
import type { BlockerSaid, BlockerType } from '@/api/types';

/** What the form holds of a blocker while one types. */
export type BlockerDraft = {
  type: BlockerType;
  text: string;
  asked: 'nobody' | 'unit' | 'person';
  unitId: number | null;
  personId: number | null;
  request: string;
};

export const FIRST_BLOCKER: BlockerDraft = {
  type: 'dependency',
  text: '',
  asked: 'nobody',
  unitId: null,
  personId: null,
  request: '',
};

export function blockerBody(draft: BlockerDraft): BlockerSaid {
  const request = draft.request.trim();
  return {
    type: draft.type,
    text: draft.text.trim(),
    since_day: null,
    asked_unit_id: draft.asked === 'unit' ? draft.unitId : null,
    asked_person_id: draft.asked === 'person' ? draft.personId : null,
    request: draft.asked === 'nobody' || request === '' ? null : request,
  };
}
