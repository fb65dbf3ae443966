// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { HistoryEntry } from '@/api/types';
import { blockerTypes } from '@/feature/blocker/words';
import { initiativeStates } from '@/feature/initiative/state';
import { keyResultKinds, objectiveKinds, periodRules } from '@/feature/okr/kind';
import { statusLook } from '@/feature/okr/status';
import { interventionKinds, interventionStates } from '@/feature/practice/deskWords';
import { roles, unitTypes } from '@/feature/unit/words';

/** What the words of the API mean to people. */
const words: Record<string, MessageDescriptor> = {
  ...interventionKinds,
  ...interventionStates,
  ...keyResultKinds,
  ...unitTypes,
  ...roles,
  ...blockerTypes,
  committed: objectiveKinds.committed.label,
  aspirational: objectiveKinds.aspirational.label,
  draft: statusLook.draft.label,
  closed: statusLook.closed.label,
  on_track: statusLook.on_track.label,
  behind: statusLook.behind.label,
  at_risk: statusLook.at_risk.label,
  latest: periodRules.latest.label,
  worst: periodRules.worst.label,
  share: periodRules.share.label,
  open: msg`Open`,
  published: msg`Published`,
  planned: initiativeStates.planned.label,
  doing: initiativeStates.doing.label,
  done: initiativeStates.done.label,
  stopped: initiativeStates.stopped.label,
  supports: msg`supports`,
  contributes: msg`contributes`,
  stop: msg`Stop`,
  finish: msg`Finish`,
  continue: msg`Continue`,
};

export type Said =
  | { kind: 'word'; word: MessageDescriptor }
  | { kind: 'day' | 'moment' | 'number' | 'text' };

/** How a value of the history is said: as a word, a day, a moment, a number or as it stands. */
export function saidOf(field: string, value: string): Said {
  const word = /kind|state|type|role|rule|status|choice/.test(field) ? words[value] : undefined;
  if (word) return { kind: 'word', word };
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { kind: 'day' };
  if (/^\d{4}-\d{2}-\d{2}T/.test(value)) return { kind: 'moment' };
  // A year is no quantity: it has no thousands.
  if (field.endsWith('_year')) return { kind: 'text' };
  if (/^-?\d+(\.\d+)?$/.test(value)) return { kind: 'number' };
  return { kind: 'text' };
}

/** What a person is not told: numbers by which the database knows things, and places in a list. */
export function isInner(field: string): boolean {
  return field === 'rank' || (field.endsWith('_id') && !(field in namedIds));
}

/** Ids whose change is worth telling, by the name of what they stand for. */
export const namedIds = {
  owner_id: true,
  master_id: true,
  lead_id: true,
  unit_id: true,
  theme_id: true,
} as const;

/** From what to what; a person or unit by its name. */
export function saidEnds(entry: HistoryEntry): { from: string | null; to: string | null } {
  return entry.field !== null && entry.field in namedIds
    ? { from: entry.old_name, to: entry.new_name }
    : { from: entry.old_value, to: entry.new_value };
}

/** Texts that people write in Markdown: shown as it means, not as it was typed. */
export const isMarkdown = (field: string): boolean =>
  /^(mission|starting_point|change_note|success|description|note|guidance_(en|nl))$/.test(field);
