// SPDX-License-Identifier: Apache-2.0
/* A harmonisation session: its agenda with decisions, who was there, and what follows from it. */
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconCheck, IconPlus } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Action, AgendaItem, Harmonisation } from '@/api/types';
import { ActionList } from '@/feature/action/ActionList';
import { History } from '@/feature/history/History';
import { sessionStates } from '@/feature/practice/deskWords';
import { ProposalDialog } from '@/feature/practice/ProposalDialog';
import {
  cancelSession,
  deleteItem,
  harmonisationQuery,
  holdSession,
  sessionHistoryQuery,
  useSessionChanged,
} from '@/feature/practice/session';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Markdown } from '@/ui/Markdown';
import { Page, Section } from '@/ui/Page';
import { PersonName } from '@/ui/Person';
import { ActionDialog, ItemDialog, PresentDialog, SessionDialog } from './Dialogs';
import classes from './SessionPage.module.css';
import { useItemTitle } from './useItemTitle';

type Opened =
  | 'edit'
  | 'hold'
  | 'propose'
  | 'cancel'
  | 'item'
  | 'action'
  | 'present'
  | { change: AgendaItem }
  | { takeOut: AgendaItem }
  | null;

export default function SessionPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/inside/sessions/$id' });
  const { data: session } = useSuspenseQuery(harmonisationQuery(id));
  const [opened, setOpened] = useState<Opened>(null);
  const originOf = useOriginOf(session);
  const edits = session.may_edit;
  const plus = <IconPlus size={14} aria-hidden />;
  return (
    <Page
      title={session.title}
      above={
        <Link to="/sessions">
          <Trans>Harmonisation sessions</Trans>
        </Link>
      }
      actions={
        <>
          {edits && (
            <Button variant="default" onClick={() => setOpened('edit')}>
              <Trans>Change…</Trans>
            </Button>
          )}
          {edits && session.state === 'planned' && (
            <>
              <Button variant="subtle" color="gray" onClick={() => setOpened('cancel')}>
                <Trans>Cancel the session</Trans>
              </Button>
              <Button
                leftSection={<IconCheck size={15} aria-hidden />}
                onClick={() => setOpened('hold')}
              >
                <Trans>It was held</Trans>
              </Button>
            </>
          )}
          <Button variant="default" onClick={() => setOpened('propose')}>
            <Trans>Propose a change</Trans>
          </Button>
        </>
      }
      below={<Facts session={session} />}
    >
      {session.note && <Markdown text={session.note} />}
      {session.follow_ups.length > 0 && (
        <Section title={t`Still open from earlier sessions`} count={session.follow_ups.length}>
          <ActionList actions={session.follow_ups} />
        </Section>
      )}
      <Section
        title={t`Agenda`}
        count={session.items.length}
        actions={
          edits && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={plus}
              onClick={() => setOpened('item')}
            >
              <Trans>Add a point</Trans>
            </Button>
          )
        }
      >
        <Agenda session={session} open={setOpened} />
      </Section>
      <Section
        title={t`Agreed here`}
        count={session.actions.length}
        actions={
          edits && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={plus}
              onClick={() => setOpened('action')}
            >
              <Trans>Add an action</Trans>
            </Button>
          )
        }
      >
        {session.actions.length > 0 ? (
          <ActionList actions={session.actions} originOf={originOf} />
        ) : (
          <p className={classes.dim}>
            <Trans>Who does what by when; it comes back in later sessions until it is done.</Trans>
          </p>
        )}
      </Section>
      <Section
        title={t`Who was there`}
        count={session.attendance.length}
        actions={
          edits && (
            <Button variant="subtle" size="compact-sm" onClick={() => setOpened('present')}>
              <Trans>Change</Trans>
            </Button>
          )
        }
      >
        <ul className={classes.people}>
          {session.attendance.map((one) => (
            <li key={one.person_id}>
              <PersonName name={one.name} />
            </li>
          ))}
        </ul>
      </Section>
      <History query={sessionHistoryQuery(session.id)} />
      <Dialogs session={session} opened={opened} close={() => setOpened(null)} />
    </Page>
  );
}

/** The point of the agenda that an action follows from. */
function useOriginOf(session: Harmonisation) {
  const titleOf = useItemTitle();
  return (action: Action) => {
    const origin = session.origins.find((one) => one.action_id === action.id);
    const item = session.items.find((one) => one.id === origin?.item_id);
    return item ? titleOf(item) : null;
  };
}

function Facts({ session }: { session: Harmonisation }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <>
      <strong>{t(sessionStates[session.state])}</strong>
      <span>{format.moment(session.starts_at)}</span>
      {session.place && <span dir="auto">{session.place}</span>}
      {session.lead_name && (
        <span>
          <Trans>
            led by <span dir="auto">{session.lead_name}</span>
          </Trans>
        </span>
      )}
      <span dir="auto">{session.cycle_name}</span>
    </>
  );
}

type AgendaProps = { session: Harmonisation; open: (what: Opened) => void };

function Agenda({ session, open }: AgendaProps) {
  const { t } = useLingui();
  const titleOf = useItemTitle();
  return (
    <ol className={classes.agenda}>
      {session.items.map((item) => (
        <li key={item.id} className={classes.item}>
          <h3 className={classes.title} dir="auto">
            {item.kind === 'proposal' ? (
              <Link to="/way-of-working/proposals">{titleOf(item)}</Link>
            ) : item.kind === 'spread' && item.signal ? (
              <Link to="/practice-health" search={(search) => ({ cycle: search.cycle })}>
                {titleOf(item)}
              </Link>
            ) : (
              titleOf(item)
            )}
          </h3>
          {item.note && <Markdown text={item.note} />}
          {item.decision && (
            <p className={classes.decision} dir="auto">
              <strong>
                <Trans>Decided:</Trans>
              </strong>{' '}
              {item.decision}
            </p>
          )}
          {session.may_edit && (
            <>
              <Button variant="subtle" size="compact-sm" onClick={() => open({ change: item })}>
                {item.decision ? <Trans>Change</Trans> : <Trans>Note the decision</Trans>}
              </Button>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                aria-label={t`Take ${titleOf(item)} out`}
                onClick={() => open({ takeOut: item })}
              >
                <Trans>Take out</Trans>
              </Button>
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

type DialogsProps = { session: Harmonisation; opened: Opened; close: () => void };

function Dialogs({ session, opened, close }: DialogsProps) {
  const { t } = useLingui();
  const changed = useSessionChanged();
  const titleOf = useItemTitle();
  const ending = (act: (one: Harmonisation) => Promise<unknown>) => async () => {
    await act(session);
    await changed();
  };
  if (opened === null) return null;
  switch (opened) {
    case 'edit':
      return <SessionDialog cycleId={session.cycle_id} session={session} close={close} />;
    case 'hold':
      return (
        <ConfirmDialog
          title={t`Was the session held?`}
          verb={t`It was held`}
          act={ending(holdSession)}
          close={close}
        >
          <Trans>
            The step of the process counts as done. Decisions and who was there can still be noted.
          </Trans>
        </ConfirmDialog>
      );
    case 'cancel':
      return (
        <ConfirmDialog
          title={t`Cancel ${session.title}?`}
          verb={t`Cancel the session`}
          danger
          act={ending(cancelSession)}
          close={close}
        >
          <Trans>It cannot be undone; plan another one instead.</Trans>
        </ConfirmDialog>
      );
    case 'item':
      return <ItemDialog session={session} close={close} />;
    case 'action':
      return <ActionDialog session={session} close={close} />;
    case 'present':
      return <PresentDialog session={session} close={close} />;
    case 'propose':
      return <ProposalDialog sessionId={session.id} close={close} />;
  }
  if ('change' in opened)
    return <ItemDialog session={session} item={opened.change} close={close} />;
  const title = titleOf(opened.takeOut);
  return (
    <ConfirmDialog
      title={t`Take ${title} out?`}
      verb={t`Take out`}
      danger
      act={() => deleteItem(opened.takeOut).finally(changed)}
      close={close}
    >
      <Trans>Its note and its decision go with it. What was agreed to be done stays.</Trans>
    </ConfirmDialog>
  );
}
