// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import type { KeyResult, Objective } from '@/api/types';
import { asDraft } from './query';
import { WritingHelp } from './WritingHelp';

type Typed = Parameters<typeof asDraft>[0];

type Props = {
  objective: Objective;
  typed: Typed;
  /** Of the one that is being changed; none: it is new and comes last. */
  id?: KeyResult['id'];
};

/** Help with one key result: it is judged among its siblings, and what is about them all is said too. */
export function KeyResultHelp({ objective, typed, id }: Props) {
  const { t } = useLingui();
  const siblings = objective.key_results.filter((one) => !one.dropped_at);
  const found = siblings.findIndex((one) => one.id === id);
  const place = found < 0 ? siblings.length : found;
  const drafts = siblings.map(asDraft);
  drafts[place] = asDraft(typed);
  // A new one without a word would be praised for what the objective is without it.
  if (found < 0 && typed.title.trim() === '') return null;
  return (
    <WritingHelp
      draft={{ title: objective.title, kind: objective.kind, key_results: drafts }}
      label={t`Strength of the objective`}
      shows={({ pointer }) =>
        pointer === '/key_results' || pointer.startsWith(`/key_results/${place}/`)
      }
    />
  );
}
