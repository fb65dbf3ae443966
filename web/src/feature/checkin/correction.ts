// SPDX-License-Identifier: Apache-2.0
import type { CheckIn, CheckInPatch, KeyResult, MilestoneTick, OwnStatus } from '@/api/types';

/** What a correction may change, as the form holds it. */
export type CorrectionValues = {
  value: number | null;
  milestones: MilestoneTick[];
  confidence: number | null;
  own_status: OwnStatus | null;
  note: string | null;
  reason: string | null;
};

/** A check-in as the form begins; its ticks in the order of the list. */
export function correctionValues(keyResult: KeyResult, checkIn: CheckIn): CorrectionValues {
  return {
    value: checkIn.value,
    milestones: keyResult.milestones.flatMap(({ id }) => {
      const said = checkIn.milestones.find((one) => one.milestone_id === id);
      return said ? [{ id, done: said.done }] : [];
    }),
    confidence: checkIn.confidence,
    own_status: checkIn.own_status,
    note: checkIn.note,
    reason: null,
  };
}

/** Was it done already, as the check-ins before this one say? These come the newest first. */
export function doneBefore(earlier: readonly CheckIn[], milestoneId: number): boolean {
  for (const one of earlier) {
    const said = one.milestones.find((tick) => tick.milestone_id === milestoneId);
    if (said) return said.done;
  }
  return false;
}

/** What is said of milestones once one of them is done, or is not: only what was otherwise before. */
export function tickedAnew(
  keyResult: KeyResult,
  earlier: readonly CheckIn[],
  ticks: readonly MilestoneTick[],
  id: number,
  done: boolean,
): MilestoneTick[] {
  return keyResult.milestones.flatMap((one) => {
    const said = one.id === id ? { id, done } : ticks.find((tick) => tick.id === one.id);
    return said && said.done !== doneBefore(earlier, one.id) ? [said] : [];
  });
}

/** The changes as the server takes them: an empty text is none. */
export function correctionBody(changes: Partial<CorrectionValues>): CheckInPatch {
  const { value, note, reason, ...rest } = changes;
  const text = (typed: string | null) => (typed?.trim() ? typed.trim() : null);
  return {
    ...rest,
    ...(value == null ? {} : { value }),
    ...(note === undefined ? {} : { note: text(note) }),
    ...(reason === undefined ? {} : { reason: text(reason) }),
  };
}
