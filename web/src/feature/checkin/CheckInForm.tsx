// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { isProblem } from '@/api/problem';
import type { KeyResult } from '@/api/types';
import { BlockerFields } from '@/feature/blocker/BlockerFields';
import { FIRST_BLOCKER } from '@/feature/blocker/form';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { OwnStatusNote, StatusBadge } from '@/feature/okr/status';
import { targetWords, valueWords } from '@/feature/okr/target';
import { useFormat } from '@/locale/LocaleProvider';
import { faultsByField } from '@/ui/fields';
import { Markdown } from '@/ui/Markdown';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ScaleField } from '@/ui/ScaleField';
import { CONFIDENCES, NoteField, OwnViewField, ValueField } from './AnswerFields';
import classes from './CheckInForm.module.css';
import { type CheckInDraft, isDone, missing, wantsReason } from './form';
import { checkInsQuery } from './query';

type Props = {
  keyResult: KeyResult;
  objective: { id: number; title: string };
  /** Whose it is, when one stands in for them. */
  forName: string | null;
  draft: CheckInDraft;
  change: (next: Partial<CheckInDraft>) => void;
  /** The draft was sent before and refused. */
  error: unknown;
  /** Saving was tried: what is missing is said from now on. */
  tried: boolean;
  save: () => void;
  children: ReactNode;
};

/** A note up to this length is shown at once. */
const NOTE_SHORT = 280;
const FIELDS = [
  'value',
  'milestones',
  'confidence',
  'own_status',
  'note',
  'reason',
  'blocker.type',
  'blocker.text',
  'blocker.request',
  'blocker.asked_unit_id',
  'blocker.asked_person_id',
] as const;
export function CheckInForm(props: Props) {
  const { keyResult, objective, error, save } = props;
  const rest = isProblem(error) ? faultsByField(error.faults, FIELDS).rest : [];
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  };
  return (
    <form
      className={classes.form}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div>
        <Link
          to="/objectives/$id"
          params={{ id: objective.id }}
          search={(search) => ({ cycle: search.cycle, kr: keyResult.id })}
          className={classes.objective}
          dir="auto"
        >
          {objective.title}
        </Link>
        <h2 className={classes.title} dir="auto">
          {keyResult.title}
        </h2>
        {props.forName && (
          <p className={classes.for}>
            <Trans>You check in for {props.forName}.</Trans>
          </p>
        )}
      </div>
      <Facts keyResult={keyResult} />
      <ProblemNotice error={error} rest={rest} retry={save} />
      <Fields {...props} />
      {props.children}
    </form>
  );
}

/** What one must know to answer: last value, target, where it was expected to be, the last note. */
function Facts({ keyResult }: { keyResult: KeyResult }) {
  const { t } = useLingui();
  const format = useFormat();
  const { current_value: value, last_check_in_day: day, expected } = keyResult;
  const last = value === null ? null : valueWords(keyResult, value, format, t);
  return (
    <div className={classes.facts}>
      <OkrProgress
        progress={keyResult.contribution}
        expected={expected}
        status={keyResult.status}
        noData={keyResult.raw === null}
        size="md"
      />
      <dl className={classes.list}>
        <div>
          <dt>
            <Trans>Last value</Trans>
          </dt>
          <dd>
            {last ?? <Trans>none yet</Trans>}
            {day && <span className={classes.day}> {format.dayShort(day)}</span>}
          </dd>
        </div>
        {keyResult.kind !== 'zones' && (
          <div>
            <dt>
              <Trans>Target</Trans>
            </dt>
            <dd>{targetWords(keyResult, format, t)}</dd>
          </div>
        )}
        <div>
          <dt>
            <Trans>Expected today</Trans>
          </dt>
          <dd>{expected === null ? '\u2013' : format.percent(expected)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Status</Trans>
          </dt>
          <dd>
            <StatusBadge status={keyResult.status} />
            <OwnStatusNote own={keyResult.own_status} status={keyResult.status} />
          </dd>
        </div>
      </dl>
      <LastNote keyResultId={keyResult.id} />
    </div>
  );
}

/** The newest note, which is not always that of the newest check-in. */
function LastNote({ keyResultId }: { keyResultId: number }) {
  const checkIns = useQuery(checkInsQuery(keyResultId));
  const note = checkIns.data?.find((one) => one.note)?.note;
  if (!note) return null;
  return (
    <details className={classes.note} open={note.length < NOTE_SHORT}>
      <summary>
        <Trans>Last note</Trans>
      </summary>
      <Markdown text={note} />
    </details>
  );
}

function Fields({ keyResult, draft, change, error, tried }: Props) {
  const { t } = useLingui();
  const faults = isProblem(error) ? faultsByField(error.faults, FIELDS).fields : {};
  const first = useRef<HTMLInputElement>(null);
  // The value is what changes each time: it has the focus, and typing replaces it. Unless a dialog
  // asks for something meanwhile: a password must not end up in here.
  useEffect(() => {
    if (keyResult.id && !document.querySelector('[aria-modal="true"]')) first.current?.select();
  }, [keyResult.id]);
  const last = keyResult.confidence;
  const lacks = tried ? missing(keyResult, draft) : null;
  return (
    <>
      <ValueField
        keyResult={keyResult}
        value={draft.value}
        ticked={(milestone) => isDone(milestone, draft)}
        change={(value, valid) => change({ value, valid })}
        tick={(id, on) => change({ ticks: { ...draft.ticks, [id]: on } })}
        inputRef={first}
        error={
          faults.milestones ??
          faults.value ??
          (lacks === 'value' ? t`Please enter the value.` : undefined)
        }
        autoFocus
      />
      <ScaleField
        label={t`Confidence`}
        description={
          last === null
            ? t`That the target will be reached.`
            : t`That the target will be reached; last time ${last}.`
        }
        options={CONFIDENCES}
        value={draft.confidence}
        onChange={(confidence) => change({ confidence })}
        ends={[t`will not make it`, t`sure`]}
        error={faults.confidence}
      />
      {wantsReason(keyResult, draft) && (
        <TextInput
          label={t`Why has confidence fallen?`}
          description={t`One line, so that others can help.`}
          dir="auto"
          maxLength={300}
          value={draft.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          error={faults.reason ?? (lacks === 'reason' ? t`Please say why.` : undefined)}
          required
          withAsterisk={false}
        />
      )}
      <OwnViewField
        value={draft.ownStatus}
        onChange={(ownStatus) => change({ ownStatus })}
        error={faults.own_status}
      />
      <NoteField
        value={draft.note}
        onChange={(note) => change({ note })}
        placeholder={t`What happened, what is in the way, what comes next`}
        error={faults.note}
      />
      <Checkbox
        label={t`Something is in the way`}
        checked={draft.blocker !== null}
        onChange={(event) =>
          change({ blocker: event.currentTarget.checked ? FIRST_BLOCKER : null })
        }
      />
      {draft.blocker && (
        <BlockerFields
          draft={draft.blocker}
          change={(next) => draft.blocker && change({ blocker: { ...draft.blocker, ...next } })}
          faults={{
            type: faults['blocker.type'],
            text:
              faults['blocker.text'] ??
              (lacks === 'blocker' ? t`Please say what is in the way.` : undefined),
            request: faults['blocker.request'],
            asked_unit_id: faults['blocker.asked_unit_id'],
            asked_person_id: faults['blocker.asked_person_id'],
          }}
        />
      )}
    </>
  );
}
