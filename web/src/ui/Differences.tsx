// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import classes from './Differences.module.css';

/** What a field said and says; null: nothing. */
export type Difference = { field: string; name: string; old: ReactNode; now: ReactNode };

/** What differs between two versions of a thing, field by field, beside each other. */
export function Differences({ fields }: { fields: readonly Difference[] }) {
  const { t } = useLingui();
  return (
    <dl className={classes.fields}>
      {fields.map(({ field, name, old, now }) => (
        <div key={field} className={classes.field}>
          <dt>{name}</dt>
          <dd>
            <del className={classes.old}>
              <span className="visually-hidden">{t`before:`} </span>
              <Value value={old} />
            </del>
          </dd>
          <dd>
            <ins className={classes.new}>
              <span className="visually-hidden">{t`now:`} </span>
              <Value value={now} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ value }: { value: ReactNode }) {
  if (value === null) return <Trans>nothing</Trans>;
  if (typeof value !== 'string') return value;
  return (
    <span className={classes.plain} dir="auto">
      {value}
    </span>
  );
}
