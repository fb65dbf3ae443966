// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconArrowUp, IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reorg, ReorgStepNew } from '@/api/types';
import { stepNew, updateReorg, useReorgChanged } from '@/feature/reorg/query';
import { StepDialog } from '@/feature/reorg/StepDialog';
import { StepText } from '@/feature/reorg/StepText';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './ReorganisationPage.module.css';

/** The steps in their order; a plan is saved as a whole. */
export function Steps({ plan }: { plan: Reorg }) {
  const { t } = useLingui();
  const changed = useReorgChanged();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const steps = plan.steps.map(stepNew);
  const save = async (next: ReorgStepNew[]) => {
    await updateReorg(plan, { steps: next });
    await changed();
  };
  const put = (place: number, step: ReorgStepNew) => save(steps.with(place, step));
  const change = useMutation({ mutationFn: save });
  const raise = (place: number) => {
    const next = [...steps];
    const [step] = next.splice(place, 1);
    if (step) next.splice(place - 1, 0, step);
    change.mutate(next);
  };
  return (
    <Section
      title={t`Steps`}
      count={steps.length}
      actions={
        plan.may_edit && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            <Trans>Add a step</Trans>
          </Button>
        )
      }
    >
      <ProblemNotice error={change.error} />
      {open === 'new' && (
        <StepDialog save={(step) => save([...steps, step])} close={() => setOpen(null)} />
      )}
      {typeof open === 'number' && (
        <StepDialog
          step={steps[open]}
          save={(step) => put(open, step)}
          close={() => setOpen(null)}
        />
      )}
      {steps.length === 0 && (
        <p className={classes.sum}>
          <Trans>
            Nothing changes yet. A step renames, moves, merges, splits or closes a unit.
          </Trans>
        </p>
      )}
      <ol className={classes.steps}>
        {plan.steps.map((step, place) => (
          <li key={step.id} className={classes.step}>
            <span className={classes.place}>{place + 1}</span>
            <span className={classes.text}>
              <StepText step={step} />
            </span>
            {plan.may_edit && (
              <span className={classes.buttons}>
                {place > 0 && (
                  <ActionIcon
                    size={28}
                    aria-label={t`Move step ${place + 1} up`}
                    onClick={() => raise(place)}
                  >
                    <IconArrowUp size={15} aria-hidden />
                  </ActionIcon>
                )}
                <ActionIcon
                  size={28}
                  aria-label={t`Change step ${place + 1}`}
                  onClick={() => setOpen(place)}
                >
                  <IconPencil size={15} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={28}
                  aria-label={t`Take step ${place + 1} out`}
                  onClick={() => change.mutate(steps.toSpliced(place, 1))}
                >
                  <IconX size={15} aria-hidden />
                </ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
