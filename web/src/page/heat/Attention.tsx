// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconBarrierBlock, IconTrendingDown } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AttentionRow } from '@/api/types';
import { attentionQuery } from '@/feature/explore/query';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { useFormat } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './HeatPage.module.css';

/** Where to look first: at risk, outdated, blocked, or fallen since the check-in before. */
export function Attention({ cycleId, unitId }: { cycleId: number; unitId: number | undefined }) {
  const { t } = useLingui();
  const list = useInfiniteQuery(attentionQuery(cycleId, unitId));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={t`Needs a look`}>
      <ProblemNotice error={list.error} retry={() => list.refetch()} />
      {list.isPending && <RowsSkeleton rows={4} />}
      {list.data && rows.length === 0 && (
        <p className={classes.note}>
          <Trans>Nothing is at risk, outdated, blocked or fallen here.</Trans>
        </p>
      )}
      {rows.length > 0 && (
        <table className={table.table}>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key_result_id} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <div className={table.more}>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </Section>
  );
}

function Row({ row }: { row: AttentionRow }) {
  return (
    <tr>
      <td dir="auto">
        <Link
          to="/objectives/$id"
          params={{ id: row.objective_id }}
          search={(old) => ({ cycle: old.cycle, kr: row.key_result_id })}
        >
          {row.key_result_title}
        </Link>
        <div className={classes.context}>{row.objective_title}</div>
      </td>
      <td className={`${table.narrow} ${table.dim}`} dir="auto">
        {row.unit_name}
      </td>
      <td className={`${table.narrow} ${table.dim}`} dir="auto">
        {row.owner_name}
      </td>
      <td>
        <StatusBadge status={row.status} />
        {row.fell && <Fall row={row} />}
        {row.blocked_since && <Blocked since={row.blocked_since} />}
      </td>
      <td className={table.narrow}>
        <OkrProgress
          progress={row.contribution}
          expected={row.expected}
          status={row.status}
          noData={row.last_check_in_day === null}
          size="sm"
        />
      </td>
    </tr>
  );
}

/** What fell: progress, or confidence. */
function Fall({ row }: { row: AttentionRow }) {
  const { t } = useLingui();
  const format = useFormat();
  const before = row.contribution_before ?? 0;
  const last = row.contribution_last ?? 0;
  const [from, to] = [format.percent(before), format.percent(last)];
  const { confidence_before, confidence } = row;
  const words =
    last < before
      ? t`Fell from ${from} to ${to}`
      : t`Confidence fell from ${confidence_before} to ${confidence}`;
  return (
    <div className={classes.context}>
      <IconTrendingDown size={14} aria-hidden /> {words}
    </div>
  );
}

function Blocked({ since }: { since: string }) {
  const format = useFormat();
  const day = format.day(since);
  return (
    <div className={classes.context}>
      <IconBarrierBlock size={14} aria-hidden /> <Trans>Blocked since {day}</Trans>
    </div>
  );
}
