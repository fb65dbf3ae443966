// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Meeting, MeetingItem } from '@/api/types';
import { agreedIn, changeOf, saysSomething } from '@/feature/meeting/minutes';
import { saveItem } from '@/feature/meeting/query';
import { itemKinds } from '@/feature/meeting/words';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { Section } from '@/ui/Page';
import { ActionList } from './ActionList';
import classes from './Meeting.module.css';
import { MeetingNote } from './MeetingNote';
import { NoteDialog } from './NoteDialog';

/** What was said and agreed; everybody may read it, and who may run the meeting mends it. */
export function Minutes({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const [all, setAll] = useState(false);
  const [edited, setEdited] = useState<number | null>(null);
  const names = meeting.attendance.map((one) => one.person_name).join(', ');
  const items = all ? meeting.items : meeting.items.filter(saysSomething);
  const actions = agreedIn(meeting);
  const item = meeting.items.find((one) => one.id === edited);
  const title = item && (item.title ?? t(itemKinds[item.kind]));
  return (
    <div className={classes.minutes}>
      <p className={classes.dim}>
        {names ? <Trans>Present: {names}</Trans> : <Trans>Nobody was noted as present.</Trans>}
        {meeting.previous_id !== null && (
          <>
            {' '}
            <Link to="/meetings/$id" params={{ id: meeting.previous_id }}>
              {t`The meeting before`}
            </Link>
          </>
        )}
      </p>
      {meeting.mailed_at && <Mailed meeting={meeting} at={meeting.mailed_at} />}
      <MeetingNote meeting={meeting} />
      {actions.length > 0 && (
        <Section title={t`Actions`} count={actions.length}>
          <ActionList meeting={meeting} actions={actions} />
        </Section>
      )}
      <Section title={t`Minutes`}>
        {items.length === 0 && (
          <p className={classes.dim}>
            <Trans>Nothing was noted.</Trans>
          </p>
        )}
        <ol className={classes.noted}>
          {items.map((one) => (
            <NotedItem
              key={one.id}
              item={one}
              edit={meeting.may_run ? () => setEdited(one.id) : undefined}
            />
          ))}
        </ol>
        {meeting.may_run && items.length < meeting.items.length && (
          <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(true)}>
            <Trans>Show the rest of the agenda</Trans>
          </Button>
        )}
      </Section>
      {item && (
        <NoteDialog
          key={item.id}
          meetingId={meeting.id}
          title={t`Minutes: ${title}`}
          draft={`minutes:${item.id}`}
          noted={item}
          find={(now) => now.items.find((one) => one.id === item.id)}
          save={(version, note) => saveItem(item.id, version, note)}
          close={() => setEdited(null)}
        />
      )}
    </div>
  );
}

function Mailed({ meeting, at }: { meeting: Meeting; at: string }) {
  const { moment } = useFormat();
  const when = moment(at);
  const who = meeting.mailed_name;
  return (
    <p className={classes.dim}>
      <Trans>
        Mailed by {who} to <Plural value={meeting.mailed_count} one="# person" other="# people" />,{' '}
        {when}
      </Trans>
    </p>
  );
}

function NotedItem({ item, edit }: { item: MeetingItem; edit?: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const title = item.title ?? t(itemKinds[item.kind]);
  return (
    <li>
      <div className={classes.notedHead}>
        <h3 className={classes.notedTitle} dir="auto">
          {title}
        </h3>
        {edit && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={t`Edit the minutes of ${title}`}
            onClick={edit}
          >
            <Trans>Edit</Trans>
          </Button>
        )}
      </div>
      <p className={classes.dim}>
        {item.title && <span className={classes.kind}>{t(itemKinds[item.kind])}</span>}{' '}
        {changeOf(item, format)}
      </p>
      {item.note && <Markdown text={item.note} />}
    </li>
  );
}
