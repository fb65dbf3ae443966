// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import type { BlockerType } from '@/api/types';

/** What kind of thing is in the way. */
export const blockerTypes: Record<BlockerType, ReturnType<typeof msg>> = {
  resource: msg`Too little time or money`,
  dependency: msg`Waiting for others`,
  clarity: msg`Unclear`,
  priority: msg`Other things go first`,
  external: msg`From outside`,
};
