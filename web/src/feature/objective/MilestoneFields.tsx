// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { NumberField } from '@/ui/NumberField';
import { WEIGHT_USUAL } from './keyResult';
import classes from './MeasureFields.module.css';

export type MilestoneValues = {
  /** Null: not saved yet. */
  id: number | null;
  title: string;
  weight: number | null;
  due_day: string | null;
};

type Step = { title: string; weight?: number | null };

type Props<T extends Step> = {
  milestones: readonly T[];
  change: (next: T[]) => void;
  /** What a new row begins as. */
  fresh: T;
  /** What there is to say of days. */
  note: string;
  /** The field of the day one is due on. */
  day: (one: T, set: (next: Partial<T>) => void, place: number) => ReactNode;
  error: string | undefined;
};

export const NEW_MILESTONE: MilestoneValues = {
  id: null,
  title: '',
  weight: WEIGHT_USUAL,
  due_day: null,
};
const COUNT_MAX = 50;

/** The steps in their order. Enter in a title goes on to the next one. */
export function MilestoneFields<T extends Step>(props: Props<T>) {
  const { milestones, change, fresh, note, day, error } = props;
  const { t } = useLingui();
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<number | null>(null);
  // The title of a row that was just added or moved has the focus.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = list.current?.children[wanted.current];
    wanted.current = null;
    if (row) row.querySelector('input')?.focus();
  });
  const put = (next: T[], focus: number) => {
    wanted.current = focus;
    change(next);
  };
  const add = (at: number) => {
    if (milestones.length < COUNT_MAX) {
      put([...milestones.slice(0, at), { ...fresh }, ...milestones.slice(at)], at);
    }
  };
  const move = (from: number, to: number) => {
    const rest = milestones.filter((_, at) => at !== from);
    const moved = milestones[from];
    if (moved) put([...rest.slice(0, to), moved, ...rest.slice(to)], to);
  };
  return (
    <fieldset className={classes.list}>
      <legend className={classes.legend}>{t`Milestones`}</legend>
      <p className={classes.description}>
        <Trans>A weight of 200 counts twice as much as one of 100.</Trans> {note}
      </p>
      {milestones.length > 0 && (
        <ol ref={list} className={classes.rows}>
          {milestones.map((one, at) => {
            const place = at + 1;
            const set = (next: Partial<T>) =>
              change(milestones.map((row, i) => (i === at ? { ...row, ...next } : row)));
            return (
              // Rows have no name of their own until they are saved; their place is what they are.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={at} className={classes.milestone}>
                <TextInput
                  aria-label={t`Milestone ${place}`}
                  placeholder={t`What is then done`}
                  dir="auto"
                  maxLength={300}
                  className={classes.title}
                  value={one.title}
                  onChange={(event) => set({ title: event.currentTarget.value } as Partial<T>)}
                  onKeyDown={(event) => {
                    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
                    event.preventDefault();
                    add(at + 1);
                  }}
                />
                <NumberField
                  aria-label={t`Weight of milestone ${place}`}
                  placeholder={String(WEIGHT_USUAL)}
                  value={one.weight ?? null}
                  onChange={(weight) => set({ weight } as Partial<T>)}
                />
                {day(one, set, place)}
                <span className={classes.tools}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t`Move milestone ${place} up`}
                    disabled={at === 0}
                    onClick={() => move(at, at - 1)}
                  >
                    <IconArrowUp size={16} stroke={1.75} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t`Move milestone ${place} down`}
                    disabled={at === milestones.length - 1}
                    onClick={() => move(at, at + 1)}
                  >
                    <IconArrowDown size={16} stroke={1.75} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t`Take milestone ${place} away`}
                    onClick={() => change(milestones.filter((_, i) => i !== at))}
                  >
                    <IconX size={16} stroke={1.75} aria-hidden />
                  </ActionIcon>
                </span>
              </li>
            );
          })}
        </ol>
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
        disabled={milestones.length >= COUNT_MAX}
        onClick={() => add(milestones.length)}
      >
        <Trans>Add a milestone</Trans>
      </Button>
    </fieldset>
  );
}
