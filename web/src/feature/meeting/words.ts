// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import type { MeetingItemKind } from '@/api/types';

/** Why something is on the agenda. */
export const itemKinds: Record<MeetingItemKind, ReturnType<typeof msg>> = {
  actions: msg`Agreed earlier`,
  blocked: msg`Blocked`,
  fell: msg`Fell`,
  outdated: msg`Silent`,
  moved: msg`Moved`,
  steady: msg`Unchanged`,
  topic: msg`Topic`,
  round: msg`To close`,
};
