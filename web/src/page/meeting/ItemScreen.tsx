// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Meeting, MeetingItem } from '@/api/types';
import { blockersQuery } from '@/feature/blocker/query';
import { blockerTypes } from '@/feature/blocker/words';
import { checkInsQuery } from '@/feature/checkin/query';
import { agreedBefore, agreedIn, changeOf } from '@/feature/meeting/minutes';
import { useNote } from '@/feature/meeting/useNote';
import { StatusBadge } from '@/feature/okr/status';
import { useMe } from '@/feature/session/query';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { ActionAdd, ActionList } from './ActionList';
import classes from './Meeting.module.css';

type Props = { meeting: Meeting; item: MeetingItem };

/** What the beamer shows of one item, with its minutes below. */
export function ItemScreen({ meeting, item }: Props) {
  const { t } = useLingui();
  return (
    <>
      {item.key_result_id !== null && <KeyResultFacts item={item} />}
      {item.kind === 'actions' && (
        <>
          <h2 className={classes.big}>{t`What did we agree last time?`}</h2>
          <ActionList meeting={meeting} actions={agreedBefore(meeting)} />
        </>
      )}
      {item.kind === 'topic' && (
        <h2 className={classes.big} dir="auto">
          {item.title}
        </h2>
      )}
      {item.kind === 'round' && (
        <>
          <h2 className={classes.big}>{t`What do we take with us, and what must others know?`}</h2>
          <ActionList meeting={meeting} actions={agreedIn(meeting)} />
        </>
      )}
      <Note meeting={meeting} item={item} />
      {meeting.may_run && <ActionAdd meeting={meeting} />}
      {item.kind !== 'round' && item.kind !== 'actions' && (
        <ActionList meeting={meeting} actions={agreedIn(meeting)} />
      )}
    </>
  );
}

function KeyResultFacts({ item }: { item: MeetingItem }) {
  const { t } = useLingui();
  const format = useFormat();
  const id = item.key_result_id ?? 0;
  const checkIns = useQuery(checkInsQuery(id));
  const blockers = useQuery(blockersQuery({ key_result_id: id, state: 'open' }));
  const newest = checkIns.data?.[0];
  const before = item.confidence_before;
  const now = item.confidence_now;
  return (
    <>
      <div>
        {item.objective_id !== null && (
          <Link
            to="/objectives/$id"
            params={{ id: item.objective_id }}
            search={(search) => ({ cycle: search.cycle, kr: id })}
            className={classes.objective}
            dir="auto"
          >
            {item.objective_title}
          </Link>
        )}
        <h2 className={classes.big} dir="auto">
          {item.title}
        </h2>
      </div>
      <p className={classes.figures}>
        <strong>{changeOf(item, format) ?? t`no data`}</strong>
        {now !== null && (
          <span>
            {before !== null && before !== now ? (
              <Trans>
                confidence {before} → {now}
              </Trans>
            ) : (
              <Trans>confidence {now}</Trans>
            )}
          </span>
        )}
        {item.status && <StatusBadge status={item.status} />}
      </p>
      {blockers.data?.map((one) => (
        <div key={one.id} className={classes.blocker}>
          <strong>{t(blockerTypes[one.type])}</strong>
          <Markdown text={one.text} />
        </div>
      ))}
      {newest?.note && (
        <div className={classes.said}>
          <span className={classes.dim}>
            {newest.person_name} · {format.dayShort(newest.day)}
          </span>
          <Markdown text={newest.note} />
        </div>
      )}
    </>
  );
}

function Note({ meeting, item }: Props) {
  const { t } = useLingui();
  const { person } = useMe();
  const note = useNote(person.id, item);
  if (!meeting.may_run) {
    return item.note ? <Markdown text={item.note} /> : null;
  }
  return (
    <Textarea
      label={t`Minutes`}
      description={
        note.state === 'saving'
          ? t`saving…`
          : note.state === 'unsaved'
            ? t`not saved yet; kept in this browser`
            : t`saved as you type, for everybody`
      }
      inputWrapperOrder={['label', 'input', 'description']}
      dir="auto"
      autosize
      minRows={3}
      maxRows={12}
      maxLength={10_000}
      value={note.text}
      onChange={(event) => note.type(event.currentTarget.value)}
    />
  );
}
