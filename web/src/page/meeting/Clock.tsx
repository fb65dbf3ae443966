// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { useEffect, useMemo, useState } from 'react';
import type { Meeting, MeetingItem } from '@/api/types';
import { minutesAndSeconds } from './AgendaPreview';
import classes from './Meeting.module.css';

/** The time of the item and of the whole meeting, each of its budget, by the server's clock. */
export function Clock({ meeting, item }: { meeting: Meeting; item: MeetingItem }) {
  const { t } = useLingui();
  // How far this computer's clock is from the server's, as of the last answer.
  const ahead = useMemo(
    () => (meeting.now === null ? 0 : Date.now() - Date.parse(meeting.now)),
    [meeting.now],
  );
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, []);
  const since = (time: string | null) =>
    time === null ? 0 : Math.max(0, (now - ahead - Date.parse(time)) / 1000);
  const budget = meeting.budget_minutes * 60;
  const whole = since(meeting.started_at);
  const here = item.spent_seconds + since(meeting.item_since);
  const itemSpent = minutesAndSeconds(here);
  const itemBudget = minutesAndSeconds(item.budget_seconds);
  const wholeSpent = minutesAndSeconds(whole);
  const wholeBudget = minutesAndSeconds(budget);
  return (
    <span className={classes.clock} role="timer" aria-live="off">
      {item.budget_seconds > 0 && (
        <span data-over={here > item.budget_seconds || undefined}>
          <strong>{itemSpent}</strong> / {itemBudget}
        </span>
      )}
      <span
        className={classes.whole}
        data-over={whole > budget || undefined}
        title={t`The whole meeting`}
      >
        {wholeSpent} / {wholeBudget}
      </span>
    </span>
  );
}
