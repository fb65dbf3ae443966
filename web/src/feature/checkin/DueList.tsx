// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { DueRow } from '@/api/types';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './DueList.module.css';

/** Key results that wait for a check-in; each row leads straight to its form. */
export function DueList({ rows }: { rows: readonly DueRow[] }) {
  return (
    <ul className={classes.list}>
      {rows.map((row) => (
        <DueItem key={row.key_result.id} row={row} />
      ))}
    </ul>
  );
}

function DueItem({ row }: { row: DueRow }) {
  const { t } = useLingui();
  const format = useFormat();
  const { key_result: keyResult } = row;
  const day = format.dayShort(row.due_on);
  const last = keyResult.last_check_in_day && format.dayShort(keyResult.last_check_in_day);
  return (
    <li className={classes.item}>
      <Link
        to="/check-in"
        search={(search) => ({ cycle: search.cycle, kr: keyResult.id })}
        className={classes.link}
        aria-label={t`Check in: ${keyResult.title}`}
      >
        <span className={classes.text}>
          <span className={classes.title} dir="auto">
            {keyResult.title}
          </span>
          <span className={classes.objective} dir="auto">
            {row.for_name && (
              <span className={classes.for}>
                <Trans>for {row.for_name}</Trans>
              </span>
            )}
            {row.objective_title}
          </span>
        </span>
        <span className={classes.status}>
          <StatusBadge status={keyResult.status} />
        </span>
        <span className={classes.progress}>
          <OkrProgress
            progress={keyResult.contribution}
            expected={keyResult.expected}
            status={keyResult.status}
            noData={keyResult.raw === null}
          />
        </span>
        <span className={classes.due} data-state={row.state}>
          {row.state === 'overdue' ? <Trans>since {day}</Trans> : <Trans>by {day}</Trans>}
          <span className={classes.last}>
            {last ? <Trans>last {last}</Trans> : <Trans>never yet</Trans>}
          </span>
        </span>
      </Link>
    </li>
  );
}
