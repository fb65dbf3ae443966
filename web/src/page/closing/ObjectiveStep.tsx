// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Kbd } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import type { ClosingKeyResult, ClosingObjective } from '@/api/types';
import { CarryOverField } from '@/feature/closing/CarryOverField';
import {
  asksAmbition,
  type ClosingDraft,
  carryOverOf,
  carryUndecided,
  firstDraft,
  isUndecided,
  lacks,
  liveKeyResults,
  postMortemOf,
  verdictOf,
  willMiss,
} from '@/feature/closing/form';
import { PostMortemFields } from '@/feature/closing/PostMortemFields';
import {
  closeObjective,
  decideCarryOver,
  objectiveClosingQuery,
  useClosingChanged,
  writePostMortem,
} from '@/feature/closing/query';
import { ScoreField } from '@/feature/closing/ScoreField';
import { JudgementBadge } from '@/feature/closing/words';
import { faultsOf } from '@/feature/edit/faults';
import { objectiveQuery, reopenObjective } from '@/feature/objective/query';
import { ObjectiveKindIcon, objectiveKinds } from '@/feature/okr/kind';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { targetWords, valueWords } from '@/feature/okr/target';
import { useMe } from '@/feature/session/query';
import { useFormat } from '@/locale/LocaleProvider';
import { draftKey, useDraft } from '@/ui/draft';
import { Notice } from '@/ui/Notice';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ScaleField } from '@/ui/ScaleField';
import { say, sayWithUndo } from '@/ui/undo';
import classes from './ClosingPage.module.css';

type Props = { objective: ClosingObjective; place: string; count: number; next: () => void };

/** Scores first, then why a promise was missed, then what becomes of what is unfinished. */
export function ObjectiveStep({ objective, place, count, next }: Props) {
  const { person } = useMe();
  const draft = useDraft(draftKey(person.id, `closing:${objective.id}`), firstDraft(objective));
  const [tried, setTried] = useState(false);
  const missing = tried ? lacks(objective, draft.value) : new Set<string>();
  const { save, busy, error } = useSave(objective, draft.value, () => {
    draft.drop();
    next();
  });
  const submit = () => {
    setTried(true);
    if (!busy && lacks(objective, draft.value).size === 0) save();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  const parts = { objective, draft: draft.value, change: draft.change, missing, error };
  return (
    <form
      className={classes.form}
      noValidate
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Head objective={objective} />
      <ProblemNotice error={error} rest={faultsOf(error, FIELDS).rest} />
      {objective.may_close && <Scores {...parts} />}
      {objective.state === 'closed' && <Scored objective={objective} />}
      <PostMortemPart {...parts} />
      <CarryOvers {...parts} />
      <div className={classes.buttons}>
        <Button type="submit" loading={busy}>
          {objective.may_close ? <Trans>Close and next</Trans> : <Trans>Save and next</Trans>}
        </Button>
        <Button variant="subtle" color="gray" onClick={next}>
          <Trans>Skip</Trans>
        </Button>
        <span className={classes.place}>
          <Trans>
            {place} of {count}
          </Trans>
          <Kbd size="xs">Ctrl</Kbd>
          <Kbd size="xs">Enter</Kbd>
        </span>
      </div>
    </form>
  );
}

const FIELDS = ['score', 'reason', 'ambition', 'key_results'];

/** Closes, then writes, then decides; a second try goes on where the first one failed. */
function useSave(objective: ClosingObjective, draft: ClosingDraft, done: () => void) {
  const { t } = useLingui();
  const client = useQueryClient();
  const changed = useClosingChanged();
  const run = useMutation({
    mutationFn: async () => {
      const closed = objective.may_close
        ? await closeObjective(objective, verdictOf(objective, draft))
        : null;
      const now = await client.fetchQuery({ ...objectiveClosingQuery(objective.id), staleTime: 0 });
      const words = now.post_mortem?.may_edit && postMortemOf(draft, now.post_mortem);
      if (now.post_mortem && words) await writePostMortem(now.post_mortem, words);
      for (const one of now.key_results.filter(isUndecided)) {
        const body = carryOverOf(draft.carry[one.id] ?? carryUndecided);
        const decided = body && (await decideCarryOver(one.id, body));
        const theme = decided?.theme_left_out;
        if (theme)
          say(t`The new draft does not stand under the theme “${theme}”, where it may not.`);
      }
      return closed;
    },
    onSuccess: async (closed) => {
      await changed();
      done();
      if (!closed) return;
      sayWithUndo(t`The objective is closed.`, async () => {
        await reopenObjective(closed);
        await changed();
      });
    },
    onError: changed,
  });
  return { save: () => run.mutate(), busy: run.isPending, error: run.error };
}

function Head({ objective }: { objective: ClosingObjective }) {
  const { t } = useLingui();
  return (
    <div>
      <div className={classes.head}>
        <ObjectiveKindIcon kind={objective.kind} size={20} />
        <h2 dir="auto">
          <Link
            to="/objectives/$id"
            params={{ id: objective.id }}
            search={(search) => ({ cycle: search.cycle })}
          >
            {objective.title}
          </Link>
        </h2>
      </div>
      <p className={classes.dim}>{t(objectiveKinds[objective.kind].meaning)}</p>
      <OkrProgress progress={objective.progress} expected={null} status="closed" size="md" />
    </div>
  );
}

type PartProps = {
  objective: ClosingObjective;
  draft: ClosingDraft;
  change: (next: Partial<ClosingDraft>) => void;
  missing: Set<string>;
  error: unknown;
};

function Scores({ objective, draft, change, missing, error }: PartProps) {
  const { t } = useLingui();
  const faults = faultsOf(error, ['score', 'reason', 'ambition']).fields;
  const why = t`Please say why.`;
  return (
    <>
      {liveKeyResults(objective).map((one) => (
        <section key={one.id} className={classes.part}>
          <h3 dir="auto">{one.title}</h3>
          <Facts keyResult={one} />
          <ScoreField
            label={t`Score`}
            suggested={one.suggested}
            score={draft.scores[one.id] ?? one.suggested}
            reason={draft.reasons[one.id] ?? ''}
            change={({ score, reason }) =>
              change({
                scores: score === undefined ? draft.scores : { ...draft.scores, [one.id]: score },
                reasons:
                  reason === undefined ? draft.reasons : { ...draft.reasons, [one.id]: reason },
              })
            }
            errors={{ reason: missing.has(`reason.${one.id}`) ? why : undefined }}
          />
        </section>
      ))}
      <ScoreField
        label={t`Score of the objective`}
        suggested={objective.suggested}
        score={draft.score}
        reason={draft.reason}
        change={change}
        errors={{
          score: faults.score,
          reason: faults.reason ?? (missing.has('reason') ? why : undefined),
        }}
      />
      {asksAmbition(objective, draft) && (
        <ScaleField
          label={t`Was it ambitious enough?`}
          description={t`A stretch that is reached in full may have been a promise.`}
          options={[
            { value: 'enough', label: t`Yes, it was` },
            { value: 'too_little', label: t`No, it could have been more` },
          ]}
          value={draft.ambition}
          onChange={(ambition) => change({ ambition })}
          error={faults.ambition ?? (missing.has('ambition') ? t`Please answer.` : undefined)}
        />
      )}
    </>
  );
}

/** Where it stands, in the words of its kind. */
function Facts({ keyResult }: { keyResult: ClosingKeyResult }) {
  const { t } = useLingui();
  const format = useFormat();
  const { data: whole } = useQuery(objectiveQuery(keyResult.objective_id));
  const measured = whole?.key_results.find((one) => one.id === keyResult.id);
  if (!measured) return null;
  const { current_value: value, last_check_in_day: day } = keyResult;
  const target = targetWords(measured, format, t);
  const progress = format.percent(keyResult.contribution);
  if (value === null) {
    return (
      <p className={classes.facts}>
        <Trans>{target}, no check-in</Trans>
      </p>
    );
  }
  return (
    <p className={classes.facts}>
      {valueWords(measured, value, format, t)} ({target}), {progress}
      {day && `, ${format.dayShort(day)}`}
    </p>
  );
}

/** What was said, once it is closed. */
function Scored({ objective }: { objective: ClosingObjective }) {
  const format = useFormat();
  const number = (score: number | null, imported: boolean) =>
    score === null ? '\u2013' : format.score(score, imported ? 2 : 1);
  return (
    <ul className={classes.rows}>
      {liveKeyResults(objective).map((one) => (
        <li key={one.id}>
          <span dir="auto">{one.title}</span>
          <span className={classes.number}>{number(one.score, one.imported)}</span>
        </li>
      ))}
      <li>
        {objective.judgement && <JudgementBadge judgement={objective.judgement} />}
        <span className={classes.number}>{number(objective.score, objective.imported)}</span>
      </li>
    </ul>
  );
}

function PostMortemPart({ objective, draft, change }: PartProps) {
  const { t } = useLingui();
  const { post_mortem: postMortem } = objective;
  const opens = objective.may_close && willMiss(objective);
  if (!opens && !postMortem?.may_edit) return null;
  return (
    <section className={classes.part}>
      <h3>{t`Post-mortem`}</h3>
      {!postMortem?.written_at && (
        <Notice tone="warn">
          <Trans>A promise is met only at 100%. What is not written now is owed until it is.</Trans>
        </Notice>
      )}
      <PostMortemFields texts={draft} change={change} />
    </section>
  );
}

function CarryOvers({ objective, draft, change, missing }: PartProps) {
  const { t } = useLingui();
  const undecided = objective.key_results.filter(isUndecided);
  if (undecided.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3>{t`What is unfinished`}</h3>
      {undecided.map((one) => (
        <CarryOverField
          key={one.id}
          keyResult={one}
          unitId={objective.unit_id}
          cycleId={objective.cycle_id}
          carry={draft.carry[one.id] ?? carryUndecided}
          change={(next) => {
            const carry = { ...(draft.carry[one.id] ?? carryUndecided), ...next };
            change({ carry: { ...draft.carry, [one.id]: carry } });
          }}
          lacksDay={missing.has(`day.${one.id}`)}
          lacksPlace={missing.has(`place.${one.id}`)}
        />
      ))}
    </section>
  );
}
