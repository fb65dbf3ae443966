// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Drawer, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Evidence, Step, StepState } from '@/api/types';
import { useMe } from '@/feature/session/query';
import { useFormat } from '@/locale/LocaleProvider';
import { draftKey, useDraft } from '@/ui/draft';
import { LinkButton } from '@/ui/link';
import { Markdown } from '@/ui/Markdown';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { useUppermost } from '@/ui/uppermost';
import {
  placeDocument,
  rungsQuery,
  signStep,
  stepQuery,
  unsignStep,
  useStepsChanged,
} from './running';
import classes from './StepPanel.module.css';
import { StepStateBadge } from './state';
import { duties, evidences, rungs as rungWords, useLocalWords } from './words';
import '@mantine/core/styles/Drawer.css';

/** A step explained beside the page: what is asked, what counts, what is missing, and the way there. */
export function StepPanel({ id, close }: { id: number; close: () => void }) {
  const { t } = useLingui();
  const { name } = useLocalWords();
  const step = useQuery(stepQuery(id));
  const isUppermost = useUppermost(true);
  return (
    <Drawer
      opened
      onClose={close}
      closeOnEscape={isUppermost}
      position="right"
      size="md"
      title={step.data ? name(step.data) : t`Step`}
      closeButtonProps={{ 'aria-label': t`Close the panel` }}
    >
      <ProblemNotice error={step.error} retry={() => step.refetch()} />
      {step.isPending && <RowsSkeleton rows={6} />}
      {step.data && <Explained key={step.data.version} step={step.data} />}
    </Drawer>
  );
}

function Explained({ step }: { step: Step }) {
  const { t } = useLingui();
  const format = useFormat();
  const { guidance, pick } = useLocalWords();
  const text = guidance(step);
  const due = format.day(step.due_day);
  const opens = format.day(step.opens_day);
  const phase = pick(step.phase_name_en, step.phase_name_nl);
  return (
    <div className={classes.panel}>
      <p className={classes.facts}>
        <StepStateBadge state={step.state} />
        <span>
          <Trans>
            from {opens} until {due}
          </Trans>
        </span>
      </p>
      <p className={classes.facts}>
        <span dir="auto">{phase}</span>
        <span dir="auto">{step.cycle_name}</span>
        {step.round > 0 && (
          <span>
            <Trans>round {step.round}</Trans>
          </span>
        )}
        <Link to="/units/$id" params={{ id: step.unit_id }} dir="auto">
          {step.unit_name}
        </Link>
        {step.person_name && <span dir="auto">{step.person_name}</span>}
      </p>
      <EvidencePart step={step} />
      <Documents step={step} />
      <section>
        <h3 className={classes.title}>{t`Who answers for it`}</h3>
        <People step={step} />
      </section>
      <Waits step={step} />
      {text && (
        <section>
          <h3 className={classes.title}>{t`How it is done well`}</h3>
          <Markdown text={text} />
        </section>
      )}
      <Rungs id={step.id} />
    </div>
  );
}

/** Where one does what the evidence counts. */
function Way({ step }: { step: Step }) {
  const { unit_id: id, evidence } = step;
  const words = <Trans>Go there</Trans>;
  const look = { variant: 'default', size: 'compact-sm' } as const;
  const closing: Evidence[] = ['all_scored', 'retrospective_written', 'actions_placed'];
  // The documents are here, each with a field for where it is.
  if (evidence === 'input_pack') return null;
  if (evidence === 'harmonisation_held') {
    return (
      <LinkButton to="/sessions" search={{ cycle: step.cycle_id }} {...look}>
        {words}
      </LinkButton>
    );
  }
  if (evidence === 'strategy_published') {
    return (
      <LinkButton to="/strategy/versions" {...look}>
        {words}
      </LinkButton>
    );
  }
  if (evidence === 'topline_published') {
    return (
      <LinkButton to="/strategy/gaps" search={{ cycle: step.cycle_id }} {...look}>
        {words}
      </LinkButton>
    );
  }
  if (evidence === 'check_ins') {
    return (
      <LinkButton to="/check-in" search={{ cycle: step.cycle_id }} {...look}>
        {words}
      </LinkButton>
    );
  }
  if (closing.includes(evidence)) {
    return (
      <LinkButton
        to="/units/$id/closing"
        params={{ id }}
        search={{ cycle: step.cycle_id }}
        {...look}
      >
        {words}
      </LinkButton>
    );
  }
  return (
    <LinkButton to="/units/$id" params={{ id }} search={{ cycle: step.cycle_id }} {...look}>
      {words}
    </LinkButton>
  );
}

/** What Koers counts, or the signature. */
function EvidencePart({ step }: { step: Step }) {
  const { t } = useLingui();
  const format = useFormat();
  const { have, need } = step;
  const percent = format.percent(step.percent / 100);
  return (
    <section>
      <h3 className={classes.title}>{t(evidences[step.evidence])}</h3>
      {step.computed && (
        <p className={classes.line}>
          {need === 0 ? (
            <Trans>Nothing is asked here: there is nothing to count.</Trans>
          ) : (
            <Trans>
              {have} of {need} there
            </Trans>
          )}
          {step.percent < 100 && need > 0 && (
            <>
              {'; '}
              <Trans>{percent} are enough</Trans>
            </>
          )}
        </p>
      )}
      {step.missing.length > 0 && (
        <>
          <p className={classes.line}>
            <Plural value={step.missing.length} one="Missing:" other="Missing, as far as shown:" />
          </p>
          <ul className={classes.list}>
            {step.missing.map((one) => (
              <li key={`${one.kind}-${one.id}`}>
                <MissingLink missing={one} />
              </li>
            ))}
          </ul>
        </>
      )}
      {step.computed ? <Way step={step} /> : <Signature step={step} />}
    </section>
  );
}

function MissingLink({ missing }: { missing: Step['missing'][number] }) {
  const { id, title, kind, objective_id: objective } = missing;
  if (kind === 'theme') {
    return (
      <Link to="/themes/$id" params={{ id }} dir="auto">
        {title}
      </Link>
    );
  }
  if (kind === 'objective' || objective !== null) {
    const search = kind === 'key_result' ? { kr: id } : {};
    return (
      <Link to="/objectives/$id" params={{ id: objective ?? id }} search={search} dir="auto">
        {title}
      </Link>
    );
  }
  return <span dir="auto">{title}</span>;
}

const notYet: readonly StepState[] = ['coming', 'waiting', 'blocked'];

/** Whoever answers for it signs with a word on what was done. */
function Signature({ step }: { step: Step }) {
  const { t } = useLingui();
  const format = useFormat();
  const { person } = useMe();
  const changed = useStepsChanged();
  const draft = useDraft(draftKey(person.id, `step:${step.id}`), { note: '' });
  const note = draft.value.note.trim();
  const sign = useMutation({
    mutationFn: () => signStep(step, note),
    onSuccess: async () => {
      draft.drop();
      await changed();
    },
  });
  const withdraw = useMutation({ mutationFn: () => unsignStep(step), onSuccess: changed });
  const who = step.signed_by_name ?? '';
  const day = step.signed_at ? format.moment(step.signed_at) : '';
  if (step.signed_at) {
    return (
      <>
        <p className={classes.line}>
          <Trans>
            Signed by <span dir="auto">{who}</span>, {day}
          </Trans>
        </p>
        {step.note && <Markdown text={step.note} />}
        <ProblemNotice error={withdraw.error} />
        {step.may_sign && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate()}
          >
            <Trans>Take the signature back</Trans>
          </Button>
        )}
      </>
    );
  }
  if (!step.may_sign) {
    return (
      <p className={classes.line}>
        <Trans>Whoever answers for it signs here.</Trans>
      </p>
    );
  }
  if (notYet.includes(step.state)) {
    return (
      <p className={classes.line}>
        <Trans>It is signed once it is open and waits for nothing.</Trans>
      </p>
    );
  }
  return (
    <form
      className={classes.sign}
      onSubmit={(event) => {
        event.preventDefault();
        if (note !== '') sign.mutate();
      }}
    >
      <Textarea
        label={t`What was done, decided or agreed`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={2_000}
        value={draft.value.note}
        onChange={(event) => draft.change({ note: event.currentTarget.value })}
      />
      <ProblemNotice error={sign.error} />
      <Button
        type="submit"
        disabled={note === ''}
        title={note === '' ? t`Write something first` : undefined}
        loading={sign.isPending}
      >
        <Trans>Sign</Trans>
      </Button>
    </form>
  );
}

function Documents({ step }: { step: Step }) {
  const { t } = useLingui();
  if (step.documents.length === 0) return null;
  return (
    <section>
      <h3 className={classes.title}>{t`Documents`}</h3>
      <ul className={classes.list}>
        {step.documents.map((one) => (
          <DocumentItem key={one.rank} step={step} document={one} />
        ))}
      </ul>
    </section>
  );
}

type DocumentProps = { step: Step; document: Step['documents'][number] };

function DocumentItem({ step, document }: DocumentProps) {
  const { t } = useLingui();
  const { name } = useLocalWords();
  const changed = useStepsChanged();
  const [url, setUrl] = useState(document.url ?? '');
  const title = name(document);
  const save = useMutation({
    mutationFn: () => placeDocument(step.id, document.rank, url.trim() || null),
    onSuccess: changed,
  });
  return (
    <li>
      {document.url ? (
        <a href={document.url} rel="noopener noreferrer nofollow" dir="auto">
          {title}
        </a>
      ) : (
        <span>
          <span dir="auto">{title}</span> <Trans>(missing)</Trans>
        </span>
      )}
      {step.may_document && (
        <form
          className={classes.document}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <TextInput
            aria-label={t`Where ${title} is`}
            placeholder="https://"
            size="xs"
            maxLength={2_000}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="default" loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </form>
      )}
      <ProblemNotice error={save.error} />
    </li>
  );
}

function People({ step }: { step: Step }) {
  const { t } = useLingui();
  const deputies = step.deputies.filter((one) => !step.people.some(({ id }) => id === one.id));
  const words = (one: Step['people'][number]) => (
    <li key={`${one.id}-${one.for_id}`}>
      <Link to="/people/$id" params={{ id: one.id }} dir="auto">
        {one.name}
      </Link>
      {one.for_name && (
        <>
          {' '}
          <Trans>for {one.for_name}, who is away</Trans>
        </>
      )}
    </li>
  );
  return (
    <>
      <p className={classes.line}>{t(duties[step.duty])}</p>
      <ul className={classes.list}>{step.people.map(words)}</ul>
      {step.people.length === 0 && (
        <p className={classes.line}>
          <Trans>Nobody was found for it.</Trans>
        </p>
      )}
      {deputies.length > 0 && (
        <>
          <p className={classes.line}>
            <Trans>As well:</Trans>
          </p>
          <ul className={classes.list}>{deputies.map(words)}</ul>
        </>
      )}
    </>
  );
}

function Waits({ step }: { step: Step }) {
  const { t } = useLingui();
  const format = useFormat();
  const { name } = useLocalWords();
  if (step.waits.length === 0) return null;
  return (
    <section>
      <h3 className={classes.title}>{t`Waits for`}</h3>
      <ul className={classes.list}>
        {step.waits.map((one) => (
          <li key={one.step_id}>
            <span dir="auto">
              {name(one)}, {one.unit_name}
            </span>{' '}
            <time dateTime={one.due_day}>{format.dayShort(one.due_day)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who was told that it was not done, and when. */
function Rungs({ id }: { id: number }) {
  const { t } = useLingui();
  const format = useFormat();
  const { data: rungs } = useQuery(rungsQuery(id));
  if (!rungs || rungs.length === 0) return null;
  return (
    <section>
      <h3 className={classes.title}>{t`Who was told that it is late`}</h3>
      <ul className={classes.list}>
        {rungs.map((one) => (
          <li key={one.id}>
            <time dateTime={one.day}>{format.dayShort(one.day)}</time> {t(rungWords[one.duty])}
            {one.person_name && (
              <>
                {': '}
                <span dir="auto">{one.person_name}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
