// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FollowRow } from '@/api/types';
import { followsQuery, setFollowing, useFollowsChanged } from '@/feature/follow/query';
import { followReasons } from '@/feature/follow/words';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { sayWithUndo } from '@/ui/undo';
import classes from './FollowSettings.module.css';

/** What I follow, why, and the way out. */
export function FollowSettings() {
  const { t } = useLingui();
  const units = useQuery(followsQuery('unit'));
  const objectives = useQuery(followsQuery('objective'));
  const rows = [...(units.data ?? []), ...(objectives.data ?? [])];
  const isRead = units.isSuccess && objectives.isSuccess;
  return (
    <Section title={t`What I follow`} count={isRead ? rows.length : null}>
      <ProblemNotice error={units.error} retry={() => units.refetch()} />
      <ProblemNotice error={objectives.error} retry={() => objectives.refetch()} />
      {isRead && rows.length === 0 && (
        <p className={classes.none}>
          <Trans>
            Nothing. You follow by yourself what you own, comment on or are mentioned in, and the
            units you belong to.
          </Trans>
        </p>
      )}
      <ul className={classes.list}>
        {rows.map((row) => (
          <FollowItem key={`${row.kind}-${row.id}`} row={row} />
        ))}
      </ul>
    </Section>
  );
}

function FollowItem({ row }: { row: FollowRow }) {
  const { t } = useLingui();
  const changed = useFollowsChanged();
  const { title } = row;
  const end = useMutation({
    mutationFn: () => setFollowing(row, false),
    onSuccess: async () => {
      await changed();
      sayWithUndo(t`You follow ${title} no more.`, async () => {
        await setFollowing(row, true);
        await changed();
      });
    },
  });
  return (
    <li className={classes.item}>
      <div className={classes.what}>
        <Link
          to={row.kind === 'unit' ? '/units/$id' : '/objectives/$id'}
          params={{ id: row.id }}
          dir="auto"
        >
          {title}
        </Link>
        <span className={classes.why}>
          {row.unit_name && <span dir="auto">{row.unit_name}</span>}
          {row.cycle_name && <span dir="auto">{row.cycle_name}</span>}
          <span>{t(followReasons[row.reason])}</span>
        </span>
        <ProblemNotice error={end.error} />
      </div>
      <Button
        className={classes.end}
        variant="subtle"
        size="compact-sm"
        aria-label={t`Unfollow ${title}`}
        loading={end.isPending}
        onClick={() => end.mutate()}
      >
        <Trans>Unfollow</Trans>
      </Button>
    </li>
  );
}
