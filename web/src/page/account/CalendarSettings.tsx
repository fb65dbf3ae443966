// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CalendarFeedView } from '@/api/types';
import { calendarFeedsQuery, endCalendarFeed } from '@/feature/calendar/query';
import { SubscribeButton } from '@/feature/calendar/SubscribeButton';
import { useFormat } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './AccountPage.module.css';

/** What my calendar programs read, and the end of it. */
export function CalendarSettings() {
  const { t } = useLingui();
  const client = useQueryClient();
  const feeds = useQuery(calendarFeedsQuery);
  const end = useMutation({
    mutationFn: endCalendarFeed,
    onSuccess: () => client.invalidateQueries({ queryKey: calendarFeedsQuery.queryKey }),
  });
  const rows = feeds.data?.items ?? [];
  return (
    <Section title={t`In your calendar`} actions={<SubscribeButton />}>
      <ProblemNotice error={feeds.error ?? end.error} />
      {feeds.data && rows.length === 0 && (
        <p className={classes.none}>
          <Trans>
            No calendar program reads your dates. A unit's dates are offered on its page.
          </Trans>
        </p>
      )}
      <table className={table.table}>
        <tbody>
          {rows.map((feed) => (
            <Row key={feed.id} feed={feed} end={() => end.mutate(feed.id)} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Row({ feed, end }: { feed: CalendarFeedView; end: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const made = format.relative(feed.created_at);
  const seen = feed.seen_at && format.relative(feed.seen_at);
  const of = feed.unit_name ?? t`What is asked of me`;
  return (
    <tr>
      <td dir="auto">{of}</td>
      <td className={table.dim}>
        {seen ? <Trans>read {seen}</Trans> : <Trans>made {made}, never read</Trans>}
      </td>
      <td className={table.end}>
        <Button
          variant="subtle"
          size="compact-sm"
          color="red"
          aria-label={t`End the calendar: ${of}`}
          onClick={end}
        >
          <Trans>End</Trans>
        </Button>
      </td>
    </tr>
  );
}
