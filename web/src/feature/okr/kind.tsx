// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { IconMountain, IconShieldCheck } from '@tabler/icons-react';
import type { KeyResultKind, ObjectiveKind, ObjectiveState, PeriodRule } from '@/api/types';
import classes from './kind.module.css';

export const objectiveKinds = {
  committed: {
    icon: IconShieldCheck,
    label: msg`Committed`,
    meaning: msg`A promise: it is met only at 100%.`,
  },
  aspirational: {
    icon: IconMountain,
    label: msg`Aspirational`,
    meaning: msg`A stretch: 70% is a good end.`,
  },
} as const;

/** Where an objective is in its life. */
export const objectiveStates: Record<ObjectiveState, ReturnType<typeof msg>> = {
  draft: msg`Draft`,
  published: msg`Published`,
  closed: msg`Closed`,
};

/** How a key result is measured, in words, with what is asked of it. */
export const keyResultKinds: Record<KeyResultKind, ReturnType<typeof msg>> = {
  increase: msg`Increase to a target`,
  decrease: msg`Decrease to a target`,
  at_least: msg`Stay at or above`,
  at_most: msg`Stay at or below`,
  range: msg`Stay within a range`,
  yes_no: msg`Done or not`,
  milestones: msg`Milestones`,
  zones: msg`Zones in words`,
};

/** What each kind is for, in a line. */
export const keyResultMeanings: Record<KeyResultKind, ReturnType<typeof msg>> = {
  increase: msg`The way come so far, from a start up to a target.`,
  decrease: msg`The way come so far, from a start down to a target.`,
  at_least: msg`A value to be held, such as availability.`,
  at_most: msg`A value to be held, such as a waiting time.`,
  range: msg`A value to be held between two, such as stock in days.`,
  yes_no: msg`One thing that is reached or not.`,
  milestones: msg`A few steps with weights, where nothing can be counted yet.`,
  zones: msg`Where a number would be false: what is commit, target and stretch.`,
};

/** Which check-ins of the period decide, of what is held. */
export const periodRules: Record<
  PeriodRule,
  { label: ReturnType<typeof msg>; meaning: ReturnType<typeof msg> }
> = {
  latest: {
    label: msg`The latest`,
    meaning: msg`Where it stands at the latest check-in is what counts.`,
  },
  worst: {
    label: msg`The worst`,
    meaning: msg`The worst check-in of the whole period counts, however well it goes later.`,
  },
  share: {
    label: msg`The share`,
    meaning: msg`How many check-in intervals ended well, of those that have a check-in.`,
  },
};

/** At least, at most and range hold a value instead of moving one. */
export const holds = (kind: KeyResultKind): boolean =>
  kind === 'at_least' || kind === 'at_most' || kind === 'range';

export function ObjectiveKindIcon({ kind, size = 16 }: { kind: ObjectiveKind; size?: number }) {
  const { t } = useLingui();
  const { icon: Icon, label, meaning } = objectiveKinds[kind];
  const words = `${t(label)}. ${t(meaning)}`;
  return (
    <span className={classes.icon} title={words} data-kind={kind}>
      <Icon size={size} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{t(label)}</span>
    </span>
  );
}
