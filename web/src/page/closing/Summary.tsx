// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { IconTargetArrow } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ClosingObjective, Judgement, UnitClosing } from '@/api/types';
import { Lineage } from '@/feature/closing/Lineage';
import { JudgementBadge } from '@/feature/closing/words';
import { ObjectiveKindIcon, objectiveKinds } from '@/feature/okr/kind';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Notice } from '@/ui/Notice';
import { Section } from '@/ui/Page';
import classes from './ClosingPage.module.css';

type Props = { closing: UnitClosing; show: (step: string) => void };

/** Promises and stretches apart, as counts: never a lone percentage. */
export function Summary({ closing, show }: Props) {
  const { t } = useLingui();
  const { summary } = closing;
  const decided = closing.objectives
    .flatMap((one) => one.key_results)
    .filter((one) => one.carry_over !== null);
  if (closing.objectives.length === 0) {
    return (
      <EmptyState icon={IconTargetArrow} title={t`Nothing to close in ${closing.cycle_name}`}>
        <Trans>The unit has published no objectives in this cycle.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <h2 className={classes.group}>
        <Trans>Summary</Trans>
      </h2>
      <div className={classes.spread}>
        <Counts kind="committed" judgements={['met', 'missed']} closing={closing} />
        <Counts kind="aspirational" judgements={['green', 'amber', 'red']} closing={closing} />
      </div>
      <div className={classes.notices}>
        {summary.open > 0 && (
          <Notice tone="idle">
            <Plural
              value={summary.open}
              one="# objective is still open."
              other="# objectives are still open."
            />
          </Notice>
        )}
        {summary.owed_post_mortems > 0 && (
          <Notice tone="warn">
            <Plural
              value={summary.owed_post_mortems}
              one="# post-mortem is owed."
              other="# post-mortems are owed."
            />
          </Notice>
        )}
        {summary.undecided > 0 && (
          <Notice tone="warn">
            <Plural
              value={summary.undecided}
              one="Of # unfinished key result it is not decided what becomes of it."
              other="Of # unfinished key results it is not decided what becomes of them."
            />
          </Notice>
        )}
      </div>
      <ul className={classes.rows} aria-label={t`Objectives`}>
        {closing.objectives.map((one) => (
          <Row key={one.id} objective={one} show={show} />
        ))}
      </ul>
      {decided.length > 0 && (
        <Section title={t`What is unfinished`} count={decided.length}>
          <Lineage keyResults={decided} />
        </Section>
      )}
      <div className={classes.buttons}>
        <LinkButton
          to="/units/$id"
          params={{ id: closing.unit_id }}
          search={(search) => ({ cycle: search.cycle })}
          variant="default"
        >
          <Trans>To the unit</Trans>
        </LinkButton>
        {summary.missed > 0 && (
          <LinkButton
            to="/explore/post-mortems"
            search={(search) => ({ cycle: search.cycle, unit: closing.unit_id })}
            variant="subtle"
          >
            <Trans>What was missed, and why</Trans>
          </LinkButton>
        )}
      </div>
    </>
  );
}

type CountsProps = {
  kind: ClosingObjective['kind'];
  judgements: readonly Judgement[];
  closing: UnitClosing;
};

function Counts({ kind, judgements, closing }: CountsProps) {
  const { t } = useLingui();
  return (
    <section className={classes.kind}>
      <h3>{t(objectiveKinds[kind].label)}</h3>
      <ul className={classes.counts}>
        {judgements.map((judgement) => (
          <li key={judgement}>
            {closing.summary[judgement]} <JudgementBadge judgement={judgement} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ objective, show }: { objective: ClosingObjective; show: (step: string) => void }) {
  const format = useFormat();
  const { score, judgement } = objective;
  return (
    <li>
      <ObjectiveKindIcon kind={objective.kind} />
      <Link
        to="/units/$id/closing"
        params={{ id: objective.unit_id }}
        search={(search) => ({ cycle: search.cycle, at: `o${objective.id}` })}
        onClick={() => show(`o${objective.id}`)}
        dir="auto"
      >
        {objective.title}
      </Link>
      {judgement ? (
        <JudgementBadge judgement={judgement} />
      ) : (
        <span className={classes.dim}>
          <Trans>open</Trans>
        </span>
      )}
      <span className={classes.number}>
        {objective.state === 'closed' && score !== null
          ? format.score(score, objective.imported ? 2 : 1)
          : '\u2013'}
      </span>
    </li>
  );
}
