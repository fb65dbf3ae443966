// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import {
  IconCheck,
  IconChecks,
  IconCircleDashed,
  IconClockExclamation,
  IconListCheck,
  IconMessages,
  IconTargetArrow,
} from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ClosingObjective, Cycle, UnitClosing } from '@/api/types';
import { isUndecided } from '@/feature/closing/form';
import { unitClosingQuery } from '@/feature/closing/query';
import { useCycle } from '@/feature/cycle/query';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import classes from './ClosingPage.module.css';
import { ObjectiveStep } from './ObjectiveStep';
import { RetrospectiveStep } from './RetrospectiveStep';
import { Summary } from './Summary';

/** A unit's set, closed in one sitting: one objective after the other, the retrospective, the sum. */
export default function ClosingPage() {
  const { t } = useLingui();
  const cycle = useCycle();
  if (!cycle) {
    return (
      <Page title={t`Closing`}>
        <EmptyState icon={IconTargetArrow} title={t`No cycle yet`}>
          <Trans>Objectives live in a cycle. An OKR master plans the first one above.</Trans>
        </EmptyState>
      </Page>
    );
  }
  return <Closing key={cycle.id} cycle={cycle} />;
}

const FROM = '/inside/units/$id/closing';

/** Steps by their address: an objective, the retrospective, the sum. */
const RETROSPECTIVE = 'retrospective';
const SUMMARY = 'summary';

function Closing({ cycle }: { cycle: Cycle }) {
  const { t } = useLingui();
  const { id } = useParams({ from: FROM });
  const { at } = useSearch({ from: FROM });
  const navigate = useNavigate({ from: '/units/$id/closing' });
  const { data: closing } = useSuspenseQuery(unitClosingQuery(id, cycle.id));
  const steps = [...closing.objectives.map((one) => `o${one.id}`), RETROSPECTIVE, SUMMARY];
  const first = closing.objectives.find((one) => one.may_close);
  const current = at && steps.includes(at) ? at : first ? `o${first.id}` : SUMMARY;
  const index = steps.indexOf(current);
  const show = (step: string) =>
    navigate({ search: (search) => ({ ...search, at: step }), replace: true });
  const next = () => {
    show(steps[index + 1] ?? SUMMARY);
    window.scrollTo({ top: 0 });
  };
  const objective = closing.objectives.find((one) => `o${one.id}` === current);
  const place = `${index + 1}`;
  const count = steps.length - 1;
  return (
    <Page
      title={t`Closing`}
      tabTitle={t`Closing ${closing.unit_name}`}
      above={
        <>
          <Link
            to="/units/$id"
            params={{ id }}
            search={(search) => ({ cycle: search.cycle })}
            className={classes.above}
            dir="auto"
          >
            {closing.unit_name}
          </Link>
          <span aria-hidden> / </span>
          <span dir="auto">{closing.cycle_name}</span>
        </>
      }
    >
      <div className={classes.columns}>
        <Steps closing={closing} current={current} show={show} />
        <div className={classes.step}>
          {objective && (
            <ObjectiveStep
              key={objective.id}
              objective={objective}
              place={place}
              count={count}
              next={next}
            />
          )}
          {current === RETROSPECTIVE && (
            <RetrospectiveStep closing={closing} place={place} count={count} next={next} />
          )}
          {current === SUMMARY && <Summary closing={closing} show={show} />}
        </div>
      </div>
    </Page>
  );
}

type StepsProps = { closing: UnitClosing; current: string; show: (step: string) => void };

function Steps({ closing, current, show }: StepsProps) {
  const { t } = useLingui();
  const item = (step: string, icon: ReactNode, title: string, state: ReactNode) => (
    <li key={step}>
      <button
        type="button"
        className={classes.item}
        aria-current={step === current ? 'step' : undefined}
        onClick={() => show(step)}
      >
        {icon}
        <span className={classes.itemText}>
          <span className={classes.itemTitle} dir="auto">
            {title}
          </span>
          <span className={classes.itemState}>{state}</span>
        </span>
      </button>
    </li>
  );
  const shape = { size: 16, stroke: 2, 'aria-hidden': true } as const;
  return (
    <nav className={classes.steps} aria-label={t`Steps of the closing`}>
      <ol>
        {closing.objectives.map((one) =>
          item(
            `o${one.id}`,
            <ObjectiveMark objective={one} />,
            one.title,
            <State objective={one} />,
          ),
        )}
        {item(
          RETROSPECTIVE,
          closing.retrospective ? (
            <IconCheck {...shape} data-tone="good" />
          ) : (
            <IconMessages {...shape} />
          ),
          t`Retrospective`,
          closing.retrospective && <Trans>written</Trans>,
        )}
        {item(SUMMARY, <IconListCheck {...shape} />, t`Summary`, null)}
      </ol>
    </nav>
  );
}

const owes = (objective: ClosingObjective) =>
  (objective.post_mortem !== null && objective.post_mortem.written_at === null) ||
  objective.key_results.some(isUndecided);

function ObjectiveMark({ objective }: { objective: ClosingObjective }) {
  const shape = { size: 16, stroke: 2, 'aria-hidden': true } as const;
  if (objective.state !== 'closed') return <IconCircleDashed {...shape} />;
  if (owes(objective)) return <IconClockExclamation {...shape} data-tone="warn" />;
  return <IconChecks {...shape} data-tone="good" />;
}

function State({ objective }: { objective: ClosingObjective }) {
  if (objective.state !== 'closed') return <Trans>open</Trans>;
  if (objective.post_mortem && !objective.post_mortem.written_at) {
    return <Trans>closed, post-mortem owed</Trans>;
  }
  if (objective.key_results.some(isUndecided)) return <Trans>closed, something to decide</Trans>;
  return <Trans>closed</Trans>;
}
