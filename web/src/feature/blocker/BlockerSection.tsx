// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { BlockerList } from './BlockerList';
import { askedOfMeQuery, blockersQuery } from './query';

/** The open blockers of an objective; nothing when there are none. */
export function ObjectiveBlockers({ objectiveId }: { objectiveId: number }) {
  const { t } = useLingui();
  const blockers = useQuery(blockersQuery({ objective_id: objectiveId, state: 'open' }));
  if (!blockers.error && !blockers.data?.length) return null;
  return (
    <Section title={t`Blockers`} count={blockers.data?.length}>
      <ProblemNotice error={blockers.error} retry={() => blockers.refetch()} />
      {blockers.data && <BlockerList blockers={blockers.data} />}
    </Section>
  );
}

/** Those of a unit and of all below it, in a cycle. */
export function UnitBlockers({ unitId, cycleId }: { unitId: number; cycleId: number }) {
  const { t } = useLingui();
  const blockers = useQuery(blockersQuery({ unit_id: unitId, cycle_id: cycleId, state: 'open' }));
  if (!blockers.error && !blockers.data?.length) return null;
  return (
    <Section title={t`Blockers here and below`} count={blockers.data?.length}>
      <ProblemNotice error={blockers.error} retry={() => blockers.refetch()} />
      {blockers.data && <BlockerList blockers={blockers.data} withPlace />}
    </Section>
  );
}

/** Those in which help is asked of me, or of a unit I lead. */
export function AskedOfMe() {
  const { t } = useLingui();
  const blockers = useQuery(askedOfMeQuery);
  if (!blockers.data?.length) return null;
  return (
    <Section title={t`Asked of you`} count={blockers.data.length}>
      <BlockerList blockers={blockers.data} withPlace />
    </Section>
  );
}
