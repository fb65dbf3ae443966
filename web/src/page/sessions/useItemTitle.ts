// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import type { AgendaItem } from '@/api/types';
import { signalWords } from '@/feature/practice/health';

/** What a point is about, in words. */
export function useItemTitle() {
  const { t } = useLingui();
  return ({ kind, title, proposal_title, signal }: AgendaItem) => {
    if (kind === 'proposal') return proposal_title ?? '';
    if (kind === 'spread' && signal)
      return t`Business units lie far apart: ${t(signalWords[signal].name)}`;
    return title ?? '';
  };
}
