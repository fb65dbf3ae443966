// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Kbd } from '@mantine/core';
import {
  IconCheck,
  IconChecks,
  IconCircleDashed,
  IconExclamationCircle,
  IconLoader,
} from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CheckInForm } from '@/feature/checkin/CheckInForm';
import { type CheckInDraft, firstDraft, missing } from '@/feature/checkin/form';
import { useMe } from '@/feature/session/query';
import { useFormat } from '@/locale/LocaleProvider';
import { draftKey, useDraft } from '@/ui/draft';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';
import classes from './CheckInPage.module.css';
import { type Outcome, type QueueItem, useQueue } from './queue';

/** One key result after the other: a minute for the whole set, by keyboard alone if one likes. */
export default function CheckInPage() {
  const { t } = useLingui();
  const { kr, objective } = useSearch({ from: '/inside/check-in' });
  const navigate = useNavigate({ from: '/check-in' });
  const { items, outcomes, save } = useQueue(kr, objective);
  const [finished, setFinished] = useState(false);

  const found = items.findIndex((item) => item.keyResult.id === kr);
  const index = Math.max(0, found);
  const item = items[index];
  const isOpen = (one: QueueItem) => {
    const state = outcomes.get(one.keyResult.id)?.state;
    return state === undefined || state === 'failed';
  };
  const show = (next: QueueItem) => {
    setFinished(false);
    navigate({ search: (search) => ({ ...search, kr: next.keyResult.id }), replace: true });
  };
  /** The next one that still waits, after this one and then from the front. */
  const goOn = (saved: QueueItem) => {
    const order = [...items.slice(index + 1), ...items.slice(0, index)];
    const next = order.find((one) => one !== saved && isOpen(one));
    if (next) show(next);
    else setFinished(true);
  };

  if (!item) {
    return (
      <Page title={t`Check in`}>
        <EmptyState
          icon={IconChecks}
          title={t`Nothing is due`}
          action={
            <LinkButton to="/" variant="default">
              <Trans>Go home</Trans>
            </LinkButton>
          }
        >
          <Trans>No key result of yours waits for a check-in.</Trans>
        </EmptyState>
      </Page>
    );
  }
  const failed = items.filter((one) => outcomes.get(one.keyResult.id)?.state === 'failed').length;
  return (
    <Page title={t`Check in`}>
      <div className={classes.columns}>
        <Queue items={items} outcomes={outcomes} current={finished ? null : item} show={show} />
        <div className={classes.form}>
          {failed > 0 && (
            <Notice tone="bad">
              <Plural
                value={failed}
                one="# check-in could not be saved. Its text is kept; open it to try again."
                other="# check-ins could not be saved. Their texts are kept; open them to try again."
              />
            </Notice>
          )}
          {finished ? (
            <Finished outcomes={outcomes} />
          ) : (
            <Step
              key={item.keyResult.id}
              item={item}
              place={`${index + 1}`}
              count={items.length}
              outcome={outcomes.get(item.keyResult.id)}
              save={(draft, key) => {
                save(item, draft, key);
                goOn(item);
              }}
              skip={() => goOn(item)}
            />
          )}
        </div>
      </div>
    </Page>
  );
}

type StepProps = {
  item: QueueItem;
  place: string;
  count: number;
  outcome: Outcome | undefined;
  save: (draft: CheckInDraft, key: string) => void;
  skip: () => void;
};

function Step({ item, place, count, outcome, save, skip }: StepProps) {
  const { person } = useMe();
  const key = draftKey(person.id, `check-in:${item.keyResult.id}`);
  const draft = useDraft(key, firstDraft(item.keyResult));
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (missing(item.keyResult, draft.value) || outcome?.state === 'saving') return;
    // Written even if nothing was changed, so that a failure finds what was meant.
    draft.change({});
    save(draft.value, key);
  };
  return (
    <CheckInForm
      keyResult={item.keyResult}
      objective={item.objective}
      forName={item.forName ?? null}
      draft={draft.value}
      change={draft.change}
      error={outcome?.state === 'failed' ? outcome.error : null}
      tried={tried}
      save={submit}
    >
      <div className={classes.buttons}>
        <Button type="submit">
          {count > 1 ? <Trans>Save and next</Trans> : <Trans>Save</Trans>}
        </Button>
        {count > 1 && (
          <Button variant="subtle" color="gray" onClick={skip}>
            <Trans>Skip</Trans>
          </Button>
        )}
        <span className={classes.place}>
          {count > 1 && (
            <Trans>
              {place} of {count}
            </Trans>
          )}
          <Kbd size="xs">Ctrl</Kbd>
          <Kbd size="xs">Enter</Kbd>
        </span>
      </div>
    </CheckInForm>
  );
}

type QueueProps = {
  items: readonly QueueItem[];
  outcomes: ReadonlyMap<number, Outcome>;
  current: QueueItem | null;
  show: (item: QueueItem) => void;
};

function Queue({ items, outcomes, current, show }: QueueProps) {
  const { t } = useLingui();
  if (items.length < 2) return null;
  return (
    <nav className={classes.queue} aria-label={t`Key results to check in`}>
      <ol>
        {items.map((item) => (
          <li key={item.keyResult.id}>
            <button
              type="button"
              className={classes.item}
              aria-current={item === current ? 'step' : undefined}
              onClick={() => show(item)}
            >
              <OutcomeIcon outcome={outcomes.get(item.keyResult.id)} />
              <span className={classes.itemText}>
                <span className={classes.itemTitle} dir="auto">
                  {item.keyResult.title}
                </span>
                <OutcomeWords outcome={outcomes.get(item.keyResult.id)} />
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className={classes.latest} role="status">
        <OutcomeWords outcome={[...outcomes.values()].at(-1)} />
      </p>
    </nav>
  );
}

function OutcomeIcon({ outcome }: { outcome: Outcome | undefined }) {
  const shape = { size: 16, stroke: 2, 'aria-hidden': true } as const;
  if (outcome?.state === 'saved') return <IconCheck {...shape} data-tone="good" />;
  if (outcome?.state === 'failed') return <IconExclamationCircle {...shape} data-tone="bad" />;
  if (outcome?.state === 'saving') return <IconLoader {...shape} />;
  return <IconCircleDashed {...shape} />;
}

function OutcomeWords({ outcome }: { outcome: Outcome | undefined }) {
  const format = useFormat();
  if (!outcome) return null;
  const at = outcome.state === 'saved' ? format.clock(outcome.at) : '';
  return (
    <span className={classes.itemState}>
      {outcome.state === 'saving' && <Trans>saving…</Trans>}
      {outcome.state === 'saved' && <Trans>saved {at}</Trans>}
      {outcome.state === 'failed' && <Trans>not saved</Trans>}
    </span>
  );
}

function Finished({ outcomes }: { outcomes: ReadonlyMap<number, Outcome> }) {
  const { t } = useLingui();
  const states = [...outcomes.values()].map((one) => one.state);
  const saved = states.filter((state) => state === 'saved').length;
  return (
    <EmptyState
      icon={IconChecks}
      title={t`That was all for now`}
      action={
        <LinkButton to="/" autoFocus>
          <Trans>Go home</Trans>
        </LinkButton>
      }
    >
      {states.includes('saving') ? (
        <Trans>saving…</Trans>
      ) : (
        <Plural value={saved} one="# check-in saved." other="# check-ins saved." />
      )}
    </EmptyState>
  );
}
