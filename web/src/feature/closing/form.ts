// SPDX-License-Identifier: Apache-2.0
/*
 * What one step of a closing holds while one types, and what is sent of it. A step closes the
 * objective, writes the post-mortem as far as it was written, and decides what was decided.
 */
import type {
  Ambition,
  CarryChoice,
  CarryOverNew,
  ClosingKeyResult,
  ClosingObjective,
  ObjectiveVerdict,
  PostMortemPatch,
} from '@/api/types';
import { wantsReason } from './ScoreField';

export type CarryDraft = {
  choice: CarryChoice | 'later';
  finishBy: string;
  /** "o12" is an objective, "c3" a cycle in which one is begun. */
  place: string | null;
  /** Another target there; null: as it was. */
  target: number | null;
  targetValid: boolean;
  note: string;
};

export type ClosingDraft = {
  score: number | null;
  reason: string;
  ambition: Ambition | null;
  scores: Record<number, number>;
  reasons: Record<number, string>;
  happened: string;
  because: string;
  changes: string;
  carry: Record<number, CarryDraft>;
};

export const carryUndecided: CarryDraft = {
  choice: 'later',
  finishBy: '',
  place: null,
  target: null,
  targetValid: true,
  note: '',
};

export function firstDraft(objective: ClosingObjective): ClosingDraft {
  return {
    score: objective.suggested,
    reason: '',
    ambition: null,
    scores: {},
    reasons: {},
    happened: objective.post_mortem?.happened ?? '',
    because: objective.post_mortem?.because ?? '',
    changes: objective.post_mortem?.changes ?? '',
    carry: {},
  };
}

export const liveKeyResults = (objective: ClosingObjective) =>
  objective.key_results.filter((one) => one.dropped_at === null);

/** Still to decide: unfinished, and nothing decided, or what went on was thrown away. */
export function isUndecided({ unfinished, carry_over: carry }: ClosingKeyResult): boolean {
  return unfinished && (carry === null || (carry.choice === 'continue' && !carry.goes_on));
}

/** A promise of which not all was reached; the server decides, this only shows the questions. */
export const willMiss = (objective: ClosingObjective) =>
  objective.kind === 'committed' && objective.progress !== 1;

export const asksAmbition = (objective: ClosingObjective, draft: ClosingDraft) =>
  objective.kind === 'aspirational' && draft.score === 1;

/** What keeps the step from being saved, by field; empty when nothing does. */
export function lacks(objective: ClosingObjective, draft: ClosingDraft): Set<string> {
  const missing = new Set<string>();
  const empty = (text: string | undefined) => (text ?? '').trim() === '';
  if (objective.state === 'published') {
    if (wantsReason(objective.suggested, draft.score) && empty(draft.reason)) missing.add('reason');
    if (asksAmbition(objective, draft) && draft.ambition === null) missing.add('ambition');
    for (const one of liveKeyResults(objective)) {
      const score = draft.scores[one.id] ?? one.suggested;
      if (wantsReason(one.suggested, score) && empty(draft.reasons[one.id])) {
        missing.add(`reason.${one.id}`);
      }
    }
  }
  for (const [id, carry] of Object.entries(draft.carry)) {
    if (carry.choice === 'finish' && carry.finishBy === '') missing.add(`day.${id}`);
    if (carry.choice !== 'continue') continue;
    if (carry.place === null) missing.add(`place.${id}`);
    if (!carry.targetValid) missing.add(`target.${id}`);
  }
  return missing;
}

const text = (typed: string | undefined) =>
  (typed ?? '').trim() === '' ? null : (typed ?? '').trim();

export function verdictOf(objective: ClosingObjective, draft: ClosingDraft): ObjectiveVerdict {
  return {
    score: draft.score,
    reason: text(draft.reason),
    ambition: asksAmbition(objective, draft) ? draft.ambition : null,
    key_results: liveKeyResults(objective).map((one) => ({
      id: one.id,
      score: draft.scores[one.id] ?? one.suggested,
      reason: text(draft.reasons[one.id]),
    })),
  };
}

/** What of the post-mortem was written here; null when nothing changed. */
export function postMortemOf(
  draft: ClosingDraft,
  known: { happened: string | null; because: string | null; changes: string | null },
): PostMortemPatch | null {
  const next = {
    happened: text(draft.happened),
    because: text(draft.because),
    changes: text(draft.changes),
  };
  const same =
    next.happened === known.happened &&
    next.because === known.because &&
    next.changes === known.changes;
  return same ? null : next;
}

export function carryOverOf(carry: CarryDraft): CarryOverNew | null {
  if (carry.choice === 'later') return null;
  const place = carry.choice === 'continue' ? carry.place : null;
  return {
    choice: carry.choice,
    finish_by: carry.choice === 'finish' ? carry.finishBy : null,
    objective_id: place?.startsWith('o') ? Number(place.slice(1)) : null,
    cycle_id: place?.startsWith('c') ? Number(place.slice(1)) : null,
    target_value: carry.choice === 'continue' ? carry.target : null,
    note: text(carry.note),
  };
}
