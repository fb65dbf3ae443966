// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { IconMountain, IconShieldCheck } from '@tabler/icons-react';
import type { KeyResultKind, ObjectiveKind } from '@/api/types';
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
