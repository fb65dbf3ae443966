// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDotted,
  IconClockExclamation,
  IconFlame,
  IconLock,
  IconPencil,
  IconPlayerPause,
  IconX,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { OwnStatus, Status } from '@/api/types';
import { ToneBadge } from '@/ui/ToneBadge';
import type { Tone } from '@/ui/tone';

type Look = {
  tone: Tone;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  label: MessageDescriptor;
  /** What it means, in a sentence. */
  meaning: MessageDescriptor;
};

/** Silence is never green: outdated and no data have a look of their own. */
export const statusLook: Record<Status, Look> = {
  draft: {
    tone: 'idle',
    icon: IconPencil,
    label: msg`Draft`,
    meaning: msg`Not published yet; only its people see it.`,
  },
  closed: {
    tone: 'idle',
    icon: IconLock,
    label: msg`Closed`,
    meaning: msg`It takes no more check-ins.`,
  },
  dropped: {
    tone: 'idle',
    icon: IconX,
    label: msg`Dropped`,
    meaning: msg`It was given up and counts no more.`,
  },
  postponed: {
    tone: 'idle',
    icon: IconPlayerPause,
    label: msg`Postponed`,
    meaning: msg`Put off; it counts no more until resumed.`,
  },
  not_started: {
    tone: 'idle',
    icon: IconCircleDotted,
    label: msg`Not started`,
    meaning: msg`Its period has not begun.`,
  },
  outdated: {
    tone: 'warn',
    icon: IconClockExclamation,
    label: msg`Outdated`,
    meaning: msg`Nobody has checked in for too long.`,
  },
  no_data: {
    tone: 'idle',
    icon: IconCircleDashed,
    label: msg`No data`,
    meaning: msg`There is no check-in yet.`,
  },
  on_track: {
    tone: 'good',
    icon: IconCircleCheck,
    label: msg`On track`,
    meaning: msg`At or close to where it was expected today.`,
  },
  behind: {
    tone: 'warn',
    icon: IconAlertTriangle,
    label: msg`Behind`,
    meaning: msg`More than 10 points below what was expected today.`,
  },
  at_risk: {
    tone: 'bad',
    icon: IconFlame,
    label: msg`At risk`,
    meaning: msg`More than 25 points below what was expected today.`,
  },
};

export function StatusBadge({ status, compact }: { status: Status; compact?: boolean | 'narrow' }) {
  const { t } = useLingui();
  const look = statusLook[status];
  const label = t(look.label);
  const meaning = t(look.meaning);
  return (
    <ToneBadge
      tone={look.tone}
      icon={look.icon}
      label={label}
      title={compact ? `${label}: ${meaning}` : meaning}
      compact={compact}
    />
  );
}

/** The owner's own word, shown beside the computed one where the two differ. */
export function OwnStatusNote({ own, status }: { own: OwnStatus | null; status: Status }) {
  const { t } = useLingui();
  if (!own || own === status) return null;
  const word = t(statusLook[own].label);
  return <ToneBadge {...statusLook[own]} label={t`Owner says: ${word}`} wraps />;
}
