// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import { isProblem } from '@/api/problem';
import type { KeyResult, OwnStatus } from '@/api/types';
import { BlockerFields } from '@/feature/blocker/BlockerFields';
import { FIRST_BLOCKER } from '@/feature/blocker/form';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { OwnStatusNote, StatusBadge } from '@/feature/okr/status';
import { targetWords, valueWords, zones } from '@/feature/okr/target';
import { useFormat } from '@/locale/LocaleProvider';
import { ChoiceList, TickList } from '@/ui/ChoiceList';
import { faultsByField } from '@/ui/fields';
import { Markdown } from '@/ui/Markdown';
import { NumberField } from '@/ui/NumberField';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ScaleField } from '@/ui/ScaleField';
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
const CONFIDENCES = Array.from({ length: 11 }, (_, value) => ({ value, label: value }));

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

type SaidProps = Pick<Props, 'keyResult' | 'draft' | 'change'> & {
  faults: Record<string, string>;
  first: RefObject<HTMLInputElement | null>;
  lacks: ReturnType<typeof missing>;
};

/** The answer itself: a number, done or not, the milestones that are done, or a zone. */
function Said({ keyResult, draft, change, faults, first, lacks }: SaidProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (keyResult.kind === 'yes_no') {
    return (
      <ScaleField
        label={t`Is it done?`}
        autoFocus
        options={[
          { value: 0, label: t`Not yet` },
          { value: 1, label: t`Yes, it is done` },
        ]}
        value={draft.value}
        onChange={(value) => change({ value })}
        error={faults.value}
      />
    );
  }
  if (keyResult.kind === 'zones') {
    return (
      <ChoiceList
        label={t`What is reached?`}
        autoFocus
        choices={zones.map((zone) => ({
          value: zone.value,
          label: t(zone.label),
          text: zone.text && keyResult[zone.text],
        }))}
        value={draft.value}
        onChange={(value) => change({ value })}
        error={faults.value}
      />
    );
  }
  if (keyResult.kind === 'milestones') {
    const { milestones } = keyResult;
    const count = milestones.length;
    const done = milestones.filter((one) => isDone(one, draft)).length;
    return (
      <TickList
        label={t`What is done?`}
        description={t`${done} of ${count}`}
        autoFocus
        ticks={milestones.map((one) => {
          const due = one.due_day && format.dayShort(one.due_day);
          return {
            id: one.id,
            label: one.title,
            hint: due && t`due ${due}`,
            on: isDone(one, draft),
          };
        })}
        onChange={(id, on) => change({ ticks: { ...draft.ticks, [id]: on } })}
        error={faults.milestones ?? faults.value}
      />
    );
  }
  return (
    <NumberField
      label={t`Value now`}
      inputRef={first}
      autoFocus
      unit={keyResult.unit_of_measure}
      value={draft.value}
      onChange={(value, valid) => change({ value, valid })}
      error={faults.value ?? (lacks === 'value' ? t`Please enter the value.` : undefined)}
      className={classes.value}
    />
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
  const statuses: { value: OwnStatus | 'none'; label: string; tone?: 'good' | 'warn' | 'bad' }[] = [
    { value: 'none', label: t`No opinion` },
    { value: 'on_track', label: t`On track`, tone: 'good' },
    { value: 'behind', label: t`Behind`, tone: 'warn' },
    { value: 'at_risk', label: t`At risk`, tone: 'bad' },
  ];
  return (
    <>
      <Said {...{ keyResult, draft, change, faults, first, lacks }} />
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
      <ScaleField
        label={t`Your own view`}
        options={statuses}
        value={draft.ownStatus ?? 'none'}
        onChange={(value) => change({ ownStatus: value === 'none' ? null : value })}
        error={faults.own_status}
      />
      <Textarea
        label={t`Note`}
        placeholder={t`What happened, what is in the way, what comes next`}
        dir="auto"
        autosize
        minRows={3}
        maxRows={14}
        maxLength={10_000}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
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
