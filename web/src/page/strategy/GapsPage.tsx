// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconCircleCheck, IconCompass } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useCycle } from '@/feature/cycle/query';
import { gapObjectivesQuery, gapUnitsQuery } from '@/feature/strategy/query';
import { EmptyState } from '@/ui/EmptyState';
import { Page, Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';

/** Everything in a cycle that the strategy does not reach: its objectives, or its units. */
export default function GapsPage() {
  const { t } = useLingui();
  const cycle = useCycle();
  const { of } = useSearch({ from: '/inside/strategy/gaps' });
  return (
    <Page
      title={
        of === 'units'
          ? t`Units that the strategy does not reach`
          : t`Objectives that lead to no theme`
      }
      above={
        <Link to="/strategy" search={(search) => ({ cycle: search.cycle })}>
          <Trans>Strategy</Trans>
        </Link>
      }
      below={cycle && <span dir="auto">{cycle.name}</span>}
    >
      {cycle === null ? (
        <EmptyState icon={IconCompass} title={t`No cycle yet`}>
          <Trans>The strategy is traced in a cycle. Plan the first one in the picker above.</Trans>
        </EmptyState>
      ) : of === 'units' ? (
        <Units cycleId={cycle.id} />
      ) : (
        <Objectives cycleId={cycle.id} />
      )}
    </Page>
  );
}

function Objectives({ cycleId }: { cycleId: number }) {
  const { t } = useLingui();
  const gaps = useQuery(gapObjectivesQuery(cycleId));
  return (
    <Section title={t`Objectives`} count={gaps.data?.length}>
      <ProblemNotice error={gaps.error} retry={() => gaps.refetch()} />
      {gaps.isPending && <RowsSkeleton rows={6} />}
      {gaps.data?.length === 0 && <AllReached />}
      <table className={table.table}>
        <tbody>
          {gaps.data?.map((one) => (
            <tr key={one.id}>
              <td>
                <Link
                  to="/objectives/$id"
                  params={{ id: one.id }}
                  search={(search) => ({ cycle: search.cycle })}
                  dir="auto"
                >
                  {one.title}
                </Link>
              </td>
              <td className={table.dim} dir="auto">
                {one.unit_name}
              </td>
              <td className={`${table.dim} ${table.narrow}`} dir="auto">
                {one.owner_name}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Units({ cycleId }: { cycleId: number }) {
  const { t } = useLingui();
  const gaps = useQuery(gapUnitsQuery(cycleId));
  return (
    <Section title={t`Units`} count={gaps.data?.length}>
      <ProblemNotice error={gaps.error} retry={() => gaps.refetch()} />
      {gaps.isPending && <RowsSkeleton rows={6} />}
      {gaps.data?.length === 0 && <AllReached />}
      <table className={table.table}>
        <tbody>
          {gaps.data?.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to="/units/$id" params={{ id: one.id }} dir="auto">
                  {one.name}
                </Link>
              </td>
              <td className={`${table.dim} ${table.narrow}`} dir="auto">
                {one.parent_name}
              </td>
              <td className={table.dim}>
                {one.objective_count === 0 ? t`no objectives` : t`no link to a theme`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function AllReached() {
  const { t } = useLingui();
  return (
    <EmptyState icon={IconCircleCheck} title={t`No gaps`}>
      <Trans>In this cycle the strategy reaches all of them.</Trans>
    </EmptyState>
  );
}
