// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconProgress } from '@tabler/icons-react';

/** Where the work stands; it says nothing of the result. */
export const initiativeStates = {
  planned: { label: msg`Planned`, icon: IconCircleDashed, tone: 'idle' },
  doing: { label: msg`Doing`, icon: IconProgress, tone: 'accent' },
  done: { label: msg`Done`, icon: IconCircleCheck, tone: 'good' },
  stopped: { label: msg`Stopped`, icon: IconCircleX, tone: 'idle' },
} as const;
