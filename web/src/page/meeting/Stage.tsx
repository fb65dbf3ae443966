// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconMaximize } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef } from 'react';
import type { Meeting, MeetingItem } from '@/api/types';
import { useMeetingActs } from '@/feature/meeting/query';
import { itemKinds } from '@/feature/meeting/words';
import { TopicAdd } from './AgendaPreview';
import { Attendance } from './Attendance';
import { Clock } from './Clock';
import { ItemScreen } from './ItemScreen';
import classes from './Meeting.module.css';
import { MeetingNote } from './MeetingNote';

/** Keys of a keyboard and of a presenter's clicker. */
const STEPS: Record<string, number> = {
  ArrowRight: 1,
  PageDown: 1,
  ArrowLeft: -1,
  PageUp: -1,
};

/** One screen per item, the same for everybody; whoever runs the meeting moves on. */
export function Stage({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const acts = useMeetingActs(meeting.id);
  const stage = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    meeting.items.findIndex((one) => one.id === meeting.item_id),
  );
  const item = meeting.items[at];
  const step = (by: number) => {
    const next = meeting.items[at + by];
    if (next && meeting.may_run) acts.go.mutate(next);
  };
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const by = STEPS[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [role=dialog]')
      )
        return;
      event.preventDefault();
      latest.current(by);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  useShownFromItsTop(stage, item?.id);
  if (!item) return null;
  const place = at + 1;
  const count = meeting.items.length;
  return (
    <div className={classes.stage} ref={stage}>
      <Agenda meeting={meeting} current={item} go={(one) => acts.go.mutate(one)} />
      <section className={classes.screen} aria-label={t`On the screen`}>
        <div className={classes.head}>
          <span className={classes.kind}>{t(itemKinds[item.kind])}</span>
          <Clock meeting={meeting} item={item} />
        </div>
        <ItemScreen key={item.id} meeting={meeting} item={item} />
        <div className={classes.foot}>
          {meeting.may_run && (
            <>
              <Button
                variant="default"
                disabled={at === 0}
                leftSection={<IconArrowLeft size={16} aria-hidden />}
                onClick={() => step(-1)}
              >
                <Trans>Back</Trans>
              </Button>
              <Button
                disabled={place === count}
                rightSection={<IconArrowRight size={16} aria-hidden />}
                onClick={() => step(1)}
              >
                <Trans>Next</Trans>
              </Button>
            </>
          )}
          <span className={classes.place} role="status">
            <Trans>
              {place} of {count}
            </Trans>
            {meeting.presenter_name && (
              <span>
                <Trans>{meeting.presenter_name} presents</Trans>
              </span>
            )}
          </span>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={t`Full screen`}
            onClick={() => stage.current?.requestFullscreen?.()}
          >
            <IconMaximize size={16} aria-hidden />
          </ActionIcon>
        </div>
      </section>
    </div>
  );
}

/** What comes next is read from its top, wherever one was in what came before. */
function useShownFromItsTop(stage: RefObject<HTMLDivElement | null>, id: number | undefined) {
  const shown = useRef(id);
  useEffect(() => {
    if (shown.current === id) return;
    shown.current = id;
    const screen = stage.current?.querySelector('section');
    if (screen && screen.getBoundingClientRect().top < 0) screen.scrollIntoView();
  }, [stage, id]);
}

type AgendaProps = {
  meeting: Meeting;
  current: MeetingItem;
  go: (item: MeetingItem) => void;
};

function Agenda({ meeting, current, go }: AgendaProps) {
  const { t } = useLingui();
  return (
    <div className={classes.side}>
      <nav aria-label={t`Agenda`}>
        <ol className={classes.agenda}>
          {meeting.items.map((item) => (
            <li key={item.id}>
              <button
                type="button"
                className={classes.agendaItem}
                aria-current={item.id === current.id ? 'step' : undefined}
                disabled={!meeting.may_run}
                data-done={item.spent_seconds > 0 || undefined}
                onClick={() => go(item)}
              >
                <span className={classes.kind}>{t(itemKinds[item.kind])}</span>
                {item.title && <span dir="auto">{item.title}</span>}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {meeting.may_run && <TopicAdd meeting={meeting} />}
      <Attendance meeting={meeting} />
      <MeetingNote meeting={meeting} />
    </div>
  );
}
