// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { IconCheck, IconClock, IconX } from '@tabler/icons-react';

/** Where a proposal stands. */
export const proposalStates = {
  open: { tone: 'accent', icon: IconClock, label: msg`Open` },
  accepted: { tone: 'good', icon: IconCheck, label: msg`Accepted` },
  declined: { tone: 'idle', icon: IconX, label: msg`Declined` },
} as const;
