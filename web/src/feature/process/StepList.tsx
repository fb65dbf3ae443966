// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { StepRow } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './StepList.module.css';
import { StepStateBadge } from './state';
import { useLocalWords } from './words';

const StepPanel = lazy(async () => ({ default: (await import('./StepPanel')).StepPanel }));

/** Steps as rows; each opens beside the page. */
export function StepList({ steps }: { steps: readonly StepRow[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const { name } = useLocalWords();
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <>
      <ul className={classes.list}>
        {steps.map((step) => {
          const due = format.day(step.due_day);
          return (
            <li key={step.id}>
              <UnstyledButton className={classes.row} onClick={() => setOpened(step.id)}>
                <StepStateBadge state={step.state} />
                <span className={classes.name} dir="auto">
                  {name(step)}
                </span>
                <span className={classes.dim} dir="auto">
                  {step.unit_name}
                </span>
                <time className={classes.dim} dateTime={step.due_day}>
                  {t`until ${due}`}
                </time>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      <Suspense>
        {opened !== null && <StepPanel id={opened} close={() => setOpened(null)} />}
      </Suspense>
    </>
  );
}
