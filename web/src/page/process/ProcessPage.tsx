// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Select } from '@mantine/core';
import { IconRoute, IconTable, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { Process, ProcessRoad, RoadStep } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { useProcessChanged } from '@/feature/process/query';
import { endProcess, myStepsQuery, roadQuery, useProcess } from '@/feature/process/running';
import { StartDialog } from '@/feature/process/StartDialog';
import { StepList } from '@/feature/process/StepList';
import { StepPanel } from '@/feature/process/StepPanel';
import { duties, useLocalWords } from '@/feature/process/words';
import { useIsKeeper } from '@/feature/session/rights';
import { daysBetween } from '@/locale/format';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Markdown } from '@/ui/Markdown';
import { Page, Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './ProcessPage.module.css';

const FROM = '/inside/process';

/** The road of the cycle, with today on it and what is asked of me. */
export default function ProcessPage() {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/process' });
  const { of, step } = useSearch({ from: FROM });
  const cycle = useCycle();
  const isKeeper = useIsKeeper();
  const [asking, setAsking] = useState<'start' | 'end' | null>(null);
  const { process, others, isPending, error, refetch } = useProcess(cycle, of);
  const { data: mine = [] } = useQuery(myStepsQuery);
  const start = isKeeper && (
    <Button variant={process ? 'default' : 'filled'} onClick={() => setAsking('start')}>
      <Trans>Start a cycle</Trans>
    </Button>
  );
  const close = () =>
    navigate({
      search: (search) => ({ ...search, step: undefined }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Page
      title={t`Process`}
      below={process && <Facts process={process} />}
      actions={
        <>
          <LinkButton to="/process/templates" variant="default">
            <Trans>Templates</Trans>
          </LinkButton>
          {process?.may_edit && (
            <Button variant="subtle" color="gray" onClick={() => setAsking('end')}>
              <Trans>End…</Trans>
            </Button>
          )}
          {process && start}
          {process && (
            <LinkButton
              to="/process/board"
              search={(search) => ({ cycle: search.cycle, of })}
              leftSection={<IconTable size={16} aria-hidden />}
            >
              <Trans context="units and their steps">Board</Trans>
            </LinkButton>
          )}
        </>
      }
    >
      <ProblemNotice error={error} retry={() => refetch()} />
      {asking === 'start' && <StartDialog close={() => setAsking(null)} />}
      {asking === 'end' && process && <EndDialog process={process} close={() => setAsking(null)} />}
      {isPending && <RowsSkeleton rows={8} />}
      {!isPending && !process && (
        <EmptyState icon={IconRoute} title={t`Nothing runs in this cycle`} action={start}>
          <Trans>
            A process says what is done by whom and by when, from the strategy to the retrospective.
            It is started from a template.
          </Trans>
        </EmptyState>
      )}
      {process && others.length > 1 && <Which process={process} others={others} />}
      {process && mine.length > 0 && (
        <Section title={t`Asked of me now`} count={mine.length}>
          <StepList steps={mine} />
        </Section>
      )}
      {process && cycle && (
        <Road process={process} cycleId={cycle.id} mine={mine.map((one) => one.rule_id)} />
      )}
      <Suspense>{step !== undefined && <StepPanel id={step} close={close} />}</Suspense>
    </Page>
  );
}

type EndProps = { process: Process; close: () => void };

function EndDialog({ process, close }: EndProps) {
  const { t } = useLingui();
  const { pick } = useLocalWords();
  const changed = useProcessChanged();
  const name = pick(process.template_name_en, process.template_name_nl);
  const cycle = process.cycle_name;
  return (
    <ConfirmDialog
      title={t`End ${name} in ${cycle}?`}
      verb={t`End it`}
      danger
      act={() => endProcess(process).finally(changed)}
      close={close}
    >
      <Trans>
        It asks nothing more, and nobody is told any more that something is late. What was done and
        signed stays. It cannot be undone.
      </Trans>
    </ConfirmDialog>
  );
}

function Facts({ process }: { process: Process }) {
  const format = useFormat();
  const { pick } = useLocalWords();
  const name = pick(process.template_name_en, process.template_name_nl);
  const number = process.version_number;
  return (
    <>
      <Link to="/process/versions/$id" params={{ id: process.version_id }} dir="auto">
        <Trans>
          {name}, version {number}
        </Trans>
      </Link>
      <span dir="auto">{process.cycle_name}</span>
      <span>{format.days(process.start_day, process.end_day)}</span>
      {process.unit_name && <span dir="auto">{process.unit_name}</span>}
    </>
  );
}

function Which({ process, others }: { process: Process; others: readonly Process[] }) {
  const { t } = useLingui();
  const { pick } = useLocalWords();
  const navigate = useNavigate({ from: '/process' });
  const label = (one: Process) =>
    `${pick(one.template_name_en, one.template_name_nl)}, ${one.unit_name ?? t`the whole organisation`}, ${one.cycle_name}`;
  return (
    <Select
      className={classes.which}
      aria-label={t`Which process`}
      allowDeselect={false}
      data={others.map((one) => ({ value: String(one.id), label: label(one) }))}
      value={String(process.id)}
      onChange={(id) => navigate({ search: (search) => ({ ...search, of: Number(id) }) })}
    />
  );
}

type RoadProps = { process: Process; cycleId: number; mine: readonly number[] };

/** The steps of the cycle that holds, or of the whole process when that is the one. */
function Road({ process, cycleId, mine }: RoadProps) {
  const road = useQuery(roadQuery(process.id, cycleId === process.cycle_id ? undefined : cycleId));
  if (!road.data) {
    return road.error ? (
      <ProblemNotice error={road.error} retry={() => road.refetch()} />
    ) : (
      <RowsSkeleton rows={8} />
    );
  }
  return <Phases road={road.data} mine={mine} />;
}

type Scale = { first: string; days: number };

function Phases({ road, mine }: { road: ProcessRoad; mine: readonly number[] }) {
  const { t } = useLingui();
  const { name, guidance } = useLocalWords();
  const { steps } = road;
  const days = steps.flatMap((one) => [one.opens_day, one.due_day]).sort();
  const first = days[0] ?? road.process.start_day;
  const last = days.at(-1) ?? road.process.end_day;
  const scale = { first, days: Math.max(1, daysBetween(first, last)) };
  return (
    <div className={classes.road}>
      {road.phases.map((phase) => {
        const own = steps.filter((one) => one.phase_id === phase.id);
        const rules = [...new Set(own.map((one) => one.rule_id))];
        if (rules.length === 0) return null;
        const text = guidance(phase);
        return (
          <Section key={phase.id} title={name(phase)}>
            {text && <Markdown text={text} />}
            <ul className={classes.rules} aria-label={t`Steps`}>
              {rules.map((rule) => (
                <RuleRow
                  key={rule}
                  steps={own.filter((one) => one.rule_id === rule)}
                  scale={scale}
                  today={road.today}
                  isMine={mine.includes(rule)}
                />
              ))}
            </ul>
          </Section>
        );
      })}
    </div>
  );
}

const place = (day: string, scale: Scale) =>
  Math.min(100, Math.max(0, (100 * daysBetween(scale.first, day)) / scale.days));

type RowProps = { steps: readonly RoadStep[]; scale: Scale; today: string; isMine: boolean };

/** A step on the road: each time it is asked is a stretch, from where it opens to its deadline. */
function RuleRow({ steps, scale, today, isMine }: RowProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { name } = useLocalWords();
  const next = steps.find((one) => one.due_day >= today) ?? steps.at(-1);
  if (!next) return null;
  const due = format.dayShort(next.due_day);
  const late = steps.reduce((sum, one) => sum + one.late_count, 0);
  const blocked = steps.reduce((sum, one) => sum + one.blocked_count, 0);
  const { done_count: done, step_count: count, round } = next;
  return (
    <li className={classes.rule} data-mine={isMine || undefined}>
      <div className={classes.words}>
        <span className={classes.name} dir="auto">
          {name(next)}
        </span>
        <span className={classes.facts}>
          {isMine && (
            <span className={classes.mine}>
              <IconUser size={13} aria-hidden />
              <Trans>mine</Trans>
            </span>
          )}
          <span>{t(duties[next.duty])}</span>
          <span>
            <Trans>until {due}</Trans>
          </span>
          <span>
            {round > 0 ? (
              <Trans>
                {done} of {count} done in round {round}
              </Trans>
            ) : (
              <Trans>
                {done} of {count} done
              </Trans>
            )}
          </span>
          {late > 0 && (
            <strong className={classes.late}>
              <Plural value={late} one="# late" other="# late" />
            </strong>
          )}
          {blocked > 0 && (
            <strong className={classes.late}>
              <Plural value={blocked} one="# held up" other="# held up" />
            </strong>
          )}
        </span>
      </div>
      <div className={classes.track} aria-hidden>
        <span className={classes.today} style={{ insetInlineStart: `${place(today, scale)}%` }} />
        {steps.map((one) => (
          <span
            key={`${one.cycle_id}-${one.round}`}
            className={classes.stretch}
            data-state={stateOf(one, today)}
            title={`${format.dayShort(one.opens_day)} – ${format.dayShort(one.due_day)}`}
            style={{
              insetInlineStart: `${place(one.opens_day, scale)}%`,
              inlineSize: `${Math.max(0.6, place(one.due_day, scale) - place(one.opens_day, scale))}%`,
            }}
          />
        ))}
      </div>
    </li>
  );
}

/** What all units of a step together are. */
function stateOf(step: RoadStep, today: string): 'done' | 'late' | 'blocked' | 'due' | 'coming' {
  if (step.late_count > 0) return 'late';
  if (step.blocked_count > 0) return 'blocked';
  if (step.step_count > 0 && step.done_count === step.step_count) return 'done';
  // What is left of one that has passed waits for another.
  return step.opens_day <= today && today <= step.due_day ? 'due' : 'coming';
}
