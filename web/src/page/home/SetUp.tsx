// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useCycle } from '@/feature/cycle/query';
import { peopleQuery } from '@/feature/person/query';
import { useIsAdmin } from '@/feature/session/rights';
import { strategyNowQuery } from '@/feature/strategy/query';
import { unitsFoundQuery } from '@/feature/unit/query';
import { Section } from '@/ui/Page';
import { firstObjectiveQuery } from './query';
import classes from './SetUp.module.css';

const hiddenKey = 'koers-set-up-hidden';

/** What is there of what a new organisation needs; undefined: not known yet. */
function useSteps() {
  const cycle = useCycle();
  const { data: units } = useQuery(unitsFoundQuery(''));
  const { data: people } = useQuery(peopleQuery({}, 2));
  const { data: strategy } = useQuery(strategyNowQuery);
  const { data: objectives } = useQuery(firstObjectiveQuery(cycle?.id));
  if (cycle === undefined || !units || !people || !strategy || !objectives) return undefined;
  return {
    units: units.items.length > 0,
    people: people.items.length > 1,
    cycle: cycle !== null,
    strategy: strategy.strategy !== null,
    objective: objectives.items.length > 0,
  };
}

/** For administrators: the list of a new organisation, which ticks itself off and then is gone. */
export function SetUp() {
  const admin = useIsAdmin();
  const [hidden, setHidden] = useState(() => localStorage.getItem(hiddenKey) !== null);
  const hide = () => {
    localStorage.setItem(hiddenKey, 'yes');
    setHidden(true);
  };
  return admin && !hidden ? <List hide={hide} /> : null;
}

function List({ hide }: { hide: () => void }) {
  const { t } = useLingui();
  const steps = useSteps();
  if (!steps) return null;
  const all = Object.values(steps);
  const done = all.filter(Boolean).length;
  if (done === all.length) return null;
  return (
    <Section
      title={t`Setting up`}
      count={t`${done} of ${all.length}`}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={hide}>
          <Trans>Hide this list</Trans>
        </Button>
      }
    >
      <ol className={classes.list}>
        <Step done={steps.units}>
          <Link to="/units">
            <Trans>Add the units</Trans>
          </Link>
        </Step>
        <Step done={steps.people}>
          <Link to="/people">
            <Trans>Add the people, or bring them in from a file</Trans>
          </Link>
        </Step>
        <Step done={steps.cycle}>
          <Trans>Plan the first cycle, at the top of this page</Trans>
        </Step>
        <Step done={steps.strategy}>
          <Link to="/strategy">
            <Trans>Publish the strategy: its themes are what objectives lead to</Trans>
          </Link>
        </Step>
        <Step done={steps.objective}>
          <Link to="/objectives/new">
            <Trans>Begin the first objective</Trans>
          </Link>
        </Step>
      </ol>
    </Section>
  );
}

function Step({ done, children }: { done: boolean; children: ReactNode }) {
  const Icon = done ? IconCircleCheck : IconCircle;
  return (
    <li className={classes.step} data-done={done || undefined}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span>
        {children}
        {done && (
          <span className="visually-hidden">
            {' '}
            <Trans>done</Trans>
          </span>
        )}
      </span>
    </li>
  );
}
