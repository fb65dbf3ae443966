// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import {
  IconCircleCheck,
  IconCircleHalf2,
  IconCircleX,
  IconFlame,
  IconMountain,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { CarryChoice, Cause, Judgement } from '@/api/types';
import { ToneBadge } from '@/ui/ToneBadge';
import type { Tone } from '@/ui/tone';

type Look = {
  tone: Tone;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  label: MessageDescriptor;
  meaning: MessageDescriptor;
};

/** A promise is met or missed; a stretch has a colour. The two are never one number. */
export const judgementLook: Record<Judgement, Look> = {
  met: {
    tone: 'good',
    icon: IconCircleCheck,
    label: msg`Met`,
    meaning: msg`The promise was kept in full.`,
  },
  missed: {
    tone: 'bad',
    icon: IconCircleX,
    label: msg`Missed`,
    meaning: msg`A promise is met only at 100%.`,
  },
  green: {
    tone: 'good',
    icon: IconMountain,
    label: msg`Green`,
    meaning: msg`A stretch from 0.7: a good end.`,
  },
  amber: {
    tone: 'warn',
    icon: IconCircleHalf2,
    label: msg`Amber`,
    meaning: msg`A stretch from 0.4 and below 0.7.`,
  },
  red: {
    tone: 'bad',
    icon: IconFlame,
    label: msg`Red`,
    meaning: msg`A stretch below 0.4.`,
  },
};

export function JudgementBadge({ judgement }: { judgement: Judgement }) {
  const { t } = useLingui();
  const look = judgementLook[judgement];
  return (
    <ToneBadge tone={look.tone} icon={look.icon} label={t(look.label)} title={t(look.meaning)} />
  );
}

export const causeWords: Record<Cause, { label: MessageDescriptor; meaning: MessageDescriptor }> = {
  unclear_goal: {
    label: msg`Unclear goal`,
    meaning: msg`Nobody could say when it would be reached.`,
  },
  too_many_goals: {
    label: msg`Too many goals`,
    meaning: msg`There was more to do than attention for it.`,
  },
  dependency: {
    label: msg`Waiting for others`,
    meaning: msg`Another unit or supplier had to deliver first.`,
  },
  capacity: {
    label: msg`Too few hands or skills`,
    meaning: msg`The people or the know-how were not there.`,
  },
  priority_shift: {
    label: msg`Priorities shifted`,
    meaning: msg`Something else became more important.`,
  },
  wrong_measure: {
    label: msg`Wrong measure`,
    meaning: msg`The number did not show what mattered.`,
  },
  ownership: {
    label: msg`No clear owner`,
    meaning: msg`It was everybody's, and so nobody's.`,
  },
  external: {
    label: msg`The world outside`,
    meaning: msg`Market, law or weather: nobody here could change it.`,
  },
};

export const carryWords: Record<CarryChoice, MessageDescriptor> = {
  stop: msg`Stop`,
  finish: msg`Finish`,
  continue: msg`Continue`,
};
