// SPDX-License-Identifier: Apache-2.0
import { randomKey } from '@/api/random';
import type { CheckInNew, KeyResult, Milestone, OwnStatus } from '@/api/types';
import { type BlockerDraft, blockerBody } from '@/feature/blocker/form';

/** What the form holds while one types. `valid` is false while the number cannot be read. */
export type CheckInDraft = {
  value: number | null;
  valid: boolean;
  /** Milestones that were ticked, or from which a tick was taken. */
  ticks: Record<number, boolean>;
  confidence: number;
  ownStatus: OwnStatus | null;
  note: string;
  reason: string;
  /** Something is in the way. */
  blocker: BlockerDraft | null;
  /** One for each check-in, so that sending it twice saves it once. */
  key: string;
};

/** Where confidence starts when nobody has told any yet. */
const CONFIDENCE_START = 5;
/** A fall of this much wants a line that says why. */
const CONFIDENCE_FALL = 2;

export function firstDraft(keyResult: KeyResult): CheckInDraft {
  const inWords = keyResult.kind === 'yes_no' || keyResult.kind === 'zones';
  const fallback = inWords ? 0 : keyResult.start_value;
  return {
    value: keyResult.current_value ?? fallback,
    valid: true,
    ticks: {},
    confidence: keyResult.confidence ?? CONFIDENCE_START,
    ownStatus: keyResult.own_status,
    note: '',
    reason: '',
    blocker: null,
    key: randomKey(),
  };
}

export function wantsReason(keyResult: KeyResult, draft: CheckInDraft): boolean {
  return (
    keyResult.confidence !== null && keyResult.confidence - draft.confidence >= CONFIDENCE_FALL
  );
}

/** Is it done, as the form says? */
export function isDone(milestone: Milestone, draft: CheckInDraft): boolean {
  return draft.ticks[milestone.id] ?? milestone.done;
}

/** Which field keeps the draft from being saved; null when nothing does. */
export function missing(
  keyResult: KeyResult,
  draft: CheckInDraft,
): 'value' | 'reason' | 'blocker' | null {
  const wantsValue = keyResult.kind !== 'milestones';
  if (wantsValue && (!draft.valid || draft.value === null)) return 'value';
  if (wantsReason(keyResult, draft) && draft.reason.trim() === '') return 'reason';
  if (draft.blocker && draft.blocker.text.trim() === '') return 'blocker';
  return null;
}

export function bodyOf(keyResult: KeyResult, draft: CheckInDraft): CheckInNew {
  const text = (typed: string) => (typed.trim() === '' ? null : typed.trim());
  const steps = keyResult.kind === 'milestones';
  return {
    value: steps ? null : (draft.value ?? 0),
    milestones: steps
      ? keyResult.milestones
          .filter((one) => isDone(one, draft) !== one.done)
          .map((one) => ({ id: one.id, done: !one.done }))
      : [],
    confidence: draft.confidence,
    own_status: draft.ownStatus,
    note: text(draft.note),
    reason: wantsReason(keyResult, draft) ? text(draft.reason) : null,
    day: null,
    blocker: draft.blocker ? blockerBody(draft.blocker) : null,
  };
}
