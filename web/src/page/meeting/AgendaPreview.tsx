// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Meeting } from '@/api/types';
import { useMeetingActs } from '@/feature/meeting/query';
import { itemKinds } from '@/feature/meeting/words';
import { useFormat } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Meeting.module.css';
import { MeetingNote } from './MeetingNote';

/** What the agenda would be now; it is made anew when the meeting starts. */
export function AgendaPreview({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const format = useFormat();
  const since = format.day(meeting.since_day);
  return (
    <Section title={t`Agenda`} count={meeting.items.length}>
      <MeetingNote meeting={meeting} />
      <p className={classes.dim}>
        <Trans>
          Made from what happened since {since}, and made anew when the meeting starts. The time is
          shared out over {meeting.budget_minutes} minutes.
        </Trans>
      </p>
      <ol className={classes.preview}>
        {meeting.items.map((item) => (
          <li key={item.id}>
            <span className={classes.kind}>{t(itemKinds[item.kind])}</span>
            <span className={classes.previewTitle} dir="auto">
              {item.title}
            </span>
            {item.budget_seconds > 0 && (
              <span className={classes.dim}>{minutesAndSeconds(item.budget_seconds)}</span>
            )}
          </li>
        ))}
      </ol>
      {meeting.may_run && <TopicAdd meeting={meeting} />}
    </Section>
  );
}

/** "2:30" */
export function minutesAndSeconds(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export function TopicAdd({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const acts = useMeetingActs(meeting.id);
  const [title, setTitle] = useState('');
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() === '') return;
        acts.topic.mutate(title.trim(), { onSuccess: () => setTitle('') });
      }}
    >
      <ProblemNotice error={acts.topic.error} />
      <TextInput
        aria-label={t`A topic of your own`}
        placeholder={t`A topic of your own`}
        dir="auto"
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={acts.topic.isPending}>
        <Trans>Add</Trans>
      </Button>
    </form>
  );
}
