// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { fieldWords } from '@/feature/history/words';
import { Dialog } from '@/ui/Dialog';
import { ScaleField } from '@/ui/ScaleField';
import classes from './MergeDialog.module.css';
import type { Values } from './merge';
import type { Conflict } from './useEdit';

/** How fields are said whose values do not read by themselves: an id, a moment, a slug. */
export type Says<T extends Values> = {
  [Field in keyof T & string]?: (value: NonNullable<T[Field]>) => ReactNode;
};

type Props<T extends Values> = {
  conflict: Conflict<T>;
  say?: Says<T>;
  resolve: (keepTheirs: ReadonlySet<string>) => void;
  close: () => void;
};

/** Somebody saved in between. Each field that both changed is shown twice, and one is chosen. */
export function MergeDialog<T extends Values>({ conflict, say, resolve, close }: Props<T>) {
  const { t } = useLingui();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const choose = (field: string, side: 'mine' | 'theirs') => {
    const next = new Set(theirs);
    if (side === 'theirs') next.add(field);
    else next.delete(field);
    setTheirs(next);
  };
  return (
    <Dialog opened onClose={close} title={t`Somebody else changed this too`} size="lg">
      <p className={classes.lead}>
        <Trans>What only one of you changed is kept. Choose for the fields you both changed.</Trans>
      </p>
      {conflict.fields.map((field) => {
        const words = fieldWords[field];
        return (
          <section key={field} className={classes.field}>
            <ScaleField
              label={words ? t(words) : field}
              options={[
                { value: 'mine', label: t`Mine` },
                { value: 'theirs', label: t`Theirs` },
              ]}
              value={theirs.has(field) ? 'theirs' : 'mine'}
              onChange={(side) => choose(field, side)}
            />
            <div className={classes.sides}>
              <Side value={conflict.mine[field]} say={say?.[field]} chosen={!theirs.has(field)} />
              <Side value={conflict.theirs[field]} say={say?.[field]} chosen={theirs.has(field)} />
            </div>
          </section>
        );
      })}
      <div className={classes.buttons}>
        <Button variant="default" onClick={close}>
          <Trans>Back to editing</Trans>
        </Button>
        <Button onClick={() => resolve(theirs)}>
          <Trans>Save what is chosen</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

const isNone = (value: unknown) => value === null || value === undefined || value === '';

/** A list says its members, each by its own words. */
function wordsOf(value: unknown): string {
  if (isNone(value)) return '\u2013';
  if (Array.isArray(value)) return value.map(wordsOf).join(', ') || '\u2013';
  if (typeof value !== 'object') return String(value);
  const { id: _, ...members } = value as Record<string, unknown>;
  return Object.values(members)
    .filter((one) => one !== null)
    .join(' \u00b7 ');
}

type SideProps<V> = {
  value: V;
  say?: (value: NonNullable<V>) => ReactNode;
  chosen: boolean;
};

function Side<V>({ value, say, chosen }: SideProps<V>) {
  return (
    <div className={classes.side} data-chosen={chosen || undefined} dir="auto">
      {say && !isNone(value) ? say(value as NonNullable<V>) : wordsOf(value)}
    </div>
  );
}
