// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AlignmentBar } from '@/api/types';

/** Why an objective cannot hang under another, as one is told before trying. */
export const barWords: Record<AlignmentBar, MessageDescriptor> = {
  forbidden: msg`Only its owners, and the leaders and OKR masters of its unit, can move it.`,
  itself: msg`An objective cannot hang under itself.`,
  linked: msg`It hangs there already.`,
  loop: msg`That would close a circle: it hangs under the one you are moving.`,
  level: msg`Your organisation does not align with this unit.`,
  ended: msg`It is closed, given up or archived, or its cycle is closed.`,
  other_cycle: msg`Its cycle is over when that of the copy begins.`,
};
