// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { IconCalendarEvent, IconCircleCheck, IconPencil } from '@tabler/icons-react';
import type { ReorgKind, ReorgState, ReorgSubject } from '@/api/types';

type Word = ReturnType<typeof msg>;

export const reorgKinds: Record<ReorgKind, Word> = {
  rename: msg`Rename`,
  move: msg`Move`,
  merge: msg`Merge`,
  split: msg`Split`,
  close: msg`Close down`,
};

export const reorgStates = {
  draft: { tone: 'idle', icon: IconPencil, label: msg`Draft` },
  scheduled: { tone: 'accent', icon: IconCalendarEvent, label: msg`Scheduled` },
  applied: { tone: 'good', icon: IconCircleCheck, label: msg`Applied` },
} as const satisfies Record<ReorgState, { tone: string; icon: unknown; label: Word }>;

export const reorgSubjects: Record<ReorgSubject, Word> = {
  unit: msg`Unit`,
  objective: msg`Objective`,
  membership: msg`Member`,
  role: msg`Role`,
};
