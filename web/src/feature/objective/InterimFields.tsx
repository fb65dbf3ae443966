// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { NumberField } from '@/ui/NumberField';
import classes from './MeasureFields.module.css';

export type InterimValues = { day: string | null; value: number | null };

type Target = { value?: number | null };

type Props<T extends Target> = {
  interims: readonly T[];
  change: (next: T[]) => void;
  /** What a new row begins as. */
  fresh: T;
  /** The field of its day. */
  day: (one: T, set: (next: Partial<T>) => void, place: number) => ReactNode;
  unit: string;
  error: string | undefined;
};

const COUNT_MAX = 50;

/** Which value is wanted on which day in between; none is the usual, and the way is then straight. */
export function InterimFields<T extends Target>(props: Props<T>) {
  const { interims, change, fresh, day, unit, error } = props;
  const { t } = useLingui();
  return (
    <fieldset className={classes.list}>
      {interims.length > 0 && (
        <>
          <legend className={classes.legend}>{t`Interim targets`}</legend>
          <p className={classes.description}>
            <Trans>The mark for today follows them; progress itself does not change.</Trans>
          </p>
          <ul className={classes.rows}>
            {interims.map((one, at) => {
              const place = at + 1;
              const set = (next: Partial<T>) =>
                change(interims.map((row, i) => (i === at ? { ...row, ...next } : row)));
              return (
                // A row is what stands in its place: it has no other name.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                <li key={at} className={classes.interim}>
                  {day(one, set, place)}
                  <NumberField
                    aria-label={t`Value of interim target ${place}`}
                    unit={unit}
                    value={one.value ?? null}
                    onChange={(value) => set({ value } as Partial<T>)}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t`Take interim target ${place} away`}
                    onClick={() => change(interims.filter((_, i) => i !== at))}
                  >
                    <IconX size={16} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </li>
              );
            })}
          </ul>
        </>
      )}
      {error && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={interims.length >= COUNT_MAX}
        onClick={() => change([...interims, { ...fresh }])}
      >
        <Trans>Add an interim target</Trans>
      </Button>
    </fieldset>
  );
}
