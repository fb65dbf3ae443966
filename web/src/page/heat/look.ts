// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { IconAlertTriangle, IconCircleCheck, IconFlame, IconVolumeOff } from '@tabler/icons-react';
import type { HeatState } from '@/api/types';

/** Silence has a look of its own: it is neither good nor bad, it is not known. */
export const heatLook = {
  on_track: {
    icon: IconCircleCheck,
    label: msg`On track`,
    meaning: msg`Most key results were at or close to where they should be.`,
  },
  behind: {
    icon: IconAlertTriangle,
    label: msg`Behind`,
    meaning: msg`Most key results were more than 10 points below where they should be.`,
  },
  at_risk: {
    icon: IconFlame,
    label: msg`At risk`,
    meaning: msg`Most key results were more than 25 points below where they should be.`,
  },
  no_check_in: {
    icon: IconVolumeOff,
    label: msg`No check-in`,
    meaning: msg`Of most key results nobody had said how they went, or not for too long.`,
  },
} as const satisfies Record<Exclude<HeatState, 'none'>, unknown>;

export const shownStates = ['on_track', 'behind', 'at_risk', 'no_check_in'] as const;
