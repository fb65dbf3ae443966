// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReviewRow } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './ReviewList.module.css';
import { VerdictBadge } from './verdict';

type Props = { reviews: readonly ReviewRow[]; label: string; byMe?: boolean };

/** Drafts under review as rows; each leads to its draft. */
export function ReviewList({ reviews, label, byMe = false }: Props) {
  return (
    <ul className={classes.list} aria-label={label}>
      {reviews.map((row) => (
        <ReviewItem key={row.id} row={row} byMe={byMe} />
      ))}
    </ul>
  );
}

function ReviewItem({ row, byMe }: { row: ReviewRow; byMe: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const name = row.requested_by_name;
  const day = format.moment(row.created_at);
  const { accepted_count: accepted, reviewer_count: all } = row;
  return (
    <li className={classes.item}>
      <Link
        to="/objectives/$id"
        params={{ id: row.objective_id }}
        search={(search) => ({ cycle: search.cycle })}
        className={classes.link}
      >
        <span className={classes.text}>
          <span className={classes.title} dir="auto">
            <IconLock size={13} className={classes.lock} aria-label={t`Draft`} />
            {row.title}
          </span>
          <span className={classes.more} dir="auto">
            {byMe ? (
              row.unit_name
            ) : (
              <Trans>
                {name} asked on {day}
              </Trans>
            )}
          </span>
        </span>
        {byMe && (
          <span className={classes.count}>
            <Trans>
              {accepted} of {all} accepted
            </Trans>
          </span>
        )}
        <span className={classes.verdict}>
          <VerdictBadge verdict={row.verdict} />
        </span>
      </Link>
    </li>
  );
}
