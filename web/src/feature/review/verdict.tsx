// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCornerUpLeft,
  IconRefreshAlert,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Verdict } from '@/api/types';
import { ToneBadge } from '@/ui/ToneBadge';
import type { Tone } from '@/ui/tone';

type Look = {
  tone: Tone;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  label: MessageDescriptor;
  meaning: MessageDescriptor;
};

const verdictLook: Record<Verdict, Look> = {
  waiting: {
    tone: 'idle',
    icon: IconCircleDashed,
    label: msg`Waiting`,
    meaning: msg`Has not said anything yet, or was asked to look again.`,
  },
  accepted: {
    tone: 'good',
    icon: IconCircleCheck,
    label: msg`Accepted`,
    meaning: msg`It may be published as it stands.`,
  },
  sent_back: {
    tone: 'warn',
    icon: IconCornerUpLeft,
    label: msg`Sent back`,
    meaning: msg`Something should be better first.`,
  },
  lapsed: {
    tone: 'warn',
    icon: IconRefreshAlert,
    label: msg`Changed since`,
    meaning: msg`It was accepted, and the draft has changed since.`,
  },
};

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { t } = useLingui();
  const look = verdictLook[verdict];
  return (
    <ToneBadge tone={look.tone} icon={look.icon} label={t(look.label)} title={t(look.meaning)} />
  );
}
