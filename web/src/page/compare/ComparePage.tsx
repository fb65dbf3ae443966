// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ComparisonObjective, ComparisonRow, Cycle, Status } from '@/api/types';
import { useCycle, useCycles } from '@/feature/cycle/query';
import { ExploreTabs } from '@/feature/explore/ExploreTabs';
import { comparisonQuery } from '@/feature/explore/query';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge, statusLook } from '@/feature/okr/status';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { EmptyState } from '@/ui/EmptyState';
import { Page, Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './ComparePage.module.css';

/** The cycle that ended last before this one began. */
const cycleBefore = (cycles: readonly Cycle[], cycle: Cycle | null) =>
  cycles.find((one) => cycle !== null && one.end_day <= cycle.start_day && one.id !== cycle.id) ??
  null;

/** What became of a unit's objectives from one cycle to another. */
export default function ComparePage() {
  const { t } = useLingui();
  const cycle = useCycle();
  const cycles = useCycles();
  const navigate = useNavigate({ from: '/explore/compare' });
  const { unit, before } = useSearch({ from: '/inside/explore/compare' });
  const other = cycles.find((one) => one.id === before) ?? cycleBefore(cycles, cycle);
  return (
    <Page title={t`Compare two cycles`}>
      <ExploreTabs />
      <div className={classes.toolbar}>
        <UnitSelect
          aria-label={t`Unit and everything below it`}
          placeholder={t`Choose a unit`}
          value={unit ?? null}
          onChange={(id) => navigate({ search: (old) => ({ ...old, unit: id ?? undefined }) })}
        />
        <Select
          aria-label={t`Compare with`}
          placeholder={t`Compare with`}
          data={cycles
            .filter((one) => one.id !== cycle?.id)
            .map((one) => ({ value: String(one.id), label: one.name }))}
          value={other ? String(other.id) : null}
          onChange={(id) => navigate({ search: (old) => ({ ...old, before: Number(id) }) })}
        />
      </div>
      {unit !== undefined && cycle && other ? (
        <Comparison unit={unit} cycle={cycle} other={other} />
      ) : (
        <EmptyState icon={IconArrowsLeftRight} title={t`Which unit, and which two cycles?`}>
          <Trans>
            Choose a unit and the cycle to compare with; the other one is the cycle above.
          </Trans>
        </EmptyState>
      )}
    </Page>
  );
}

function Comparison(props: { unit: number; cycle: Cycle; other: Cycle }) {
  const { t } = useLingui();
  const { unit, cycle, other } = props;
  const list = useQuery(comparisonQuery(unit, cycle.id, other.id));
  if (list.isPending) return <RowsSkeleton rows={6} />;
  if (!list.data) return <ProblemNotice error={list.error} retry={() => list.refetch()} />;
  const { rows } = list.data;
  const both = rows.filter((row) => row.before && row.after);
  return (
    <>
      <Counts rows={rows} cycle={cycle} other={other} />
      <Lines title={t`In both`} rows={both} cycle={cycle} other={other} />
      <Lines
        title={t`New in ${cycle.name}`}
        rows={rows.filter((row) => !row.before)}
        cycle={cycle}
        other={other}
      />
      <Lines
        title={t`Only in ${other.name}`}
        rows={rows.filter((row) => !row.after)}
        cycle={cycle}
        other={other}
      />
    </>
  );
}

type Sides = { rows: readonly ComparisonRow[]; cycle: Cycle; other: Cycle };

/** How many objectives are where, side by side. */
function Counts({ rows, cycle, other }: Sides) {
  const { t } = useLingui();
  const count = (side: 'before' | 'after', status: Status) =>
    rows.filter((row) => row[side]?.status === status).length;
  const statuses = (Object.keys(statusLook) as Status[]).filter(
    (status) => count('before', status) + count('after', status) > 0,
  );
  return (
    <table className={`${table.table} ${classes.counts}`}>
      <caption className="visually-hidden">
        <Trans>Objectives by status</Trans>
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Status</Trans>
          </th>
          <th scope="col" className={table.end}>
            {other.name}
          </th>
          <th scope="col" className={table.end}>
            {cycle.name}
          </th>
        </tr>
      </thead>
      <tbody>
        {statuses.map((status) => (
          <tr key={status}>
            <td>{t(statusLook[status].label)}</td>
            <td className={table.end}>{count('before', status)}</td>
            <td className={table.end}>{count('after', status)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lines({ title, rows, cycle, other }: Sides & { title: string }) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={rows.length}>
      <table className={table.table}>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.before?.id}.${row.after?.id}`}>
              {row.before && <Side objective={row.before} cycle={other} />}
              {row.after && <Side objective={row.after} cycle={cycle} />}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Side({ objective, cycle }: { objective: ComparisonObjective; cycle: Cycle }) {
  return (
    <td>
      <Link
        to="/objectives/$id"
        params={{ id: objective.id }}
        search={() => ({ cycle: cycle.id })}
        dir="auto"
      >
        {objective.title}
      </Link>
      <div className={classes.facts}>
        <span dir="auto">{cycle.name}</span>
        <StatusBadge status={objective.status} />
        <OkrProgress progress={objective.progress} status={objective.status} size="sm" />
      </div>
    </td>
  );
}
