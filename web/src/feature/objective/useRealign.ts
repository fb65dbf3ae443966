// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import type { AlignmentView } from '@/api/types';
import { sayWithUndo } from '@/ui/undo';
import { createLink, endLink, moveLink, type Upper } from './alignment';
import { useObjectiveChanged } from './query';

type Move = {
  childId: number;
  /** The link by which it hangs now, and where that leads; without one it hangs nowhere yet. */
  link: Pick<AlignmentView, 'id' | 'version'> | null;
  from: Upper | null;
  to: Upper;
};

const WEIGHT_USUAL = 100;

/** Hangs an objective elsewhere; for ten seconds one click takes it back. */
export function useRealign(done?: () => void) {
  const { t } = useLingui();
  const changed = useObjectiveChanged();
  return useMutation({
    mutationFn: ({ childId, link, to }: Move) => {
      const upper = { parent_id: null, parent_kr_id: null, ...to };
      return link
        ? moveLink(link, to)
        : createLink({ child_id: childId, ...upper, kind: 'supports', weight: WEIGHT_USUAL });
    },
    onSuccess: async (made, { from }) => {
      done?.();
      await changed();
      sayWithUndo(
        t`It hangs under “${made.key_result_title ?? made.objective_title}” now.`,
        async () => {
          if (from) await moveLink(made, from);
          else await endLink(made);
          await changed();
        },
      );
    },
  });
}
