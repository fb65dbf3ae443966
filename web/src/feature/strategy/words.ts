// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { IconEqual, IconPencil, IconPlus, IconX } from '@tabler/icons-react';

/** What became of a theme between two versions. */
export const themeChanges = {
  added: { tone: 'good', icon: IconPlus, label: msg`New` },
  changed: { tone: 'accent', icon: IconPencil, label: msg`Changed` },
  ended: { tone: 'warn', icon: IconX, label: msg`Ended` },
  unchanged: { tone: 'idle', icon: IconEqual, label: msg`Unchanged` },
} as const;
