// SPDX-License-Identifier: Apache-2.0

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { IconLock } from '@tabler/icons-react';
import type { UnitView } from '@/api/types';
import classes from './Cadence.module.css';

const WEEK_DAYS = 7;

/** "every 2 weeks"; what makes no whole weeks is said in days. */
export function useCadenceWords(): (days: number) => string {
  const { t } = useLingui();
  return (days) => {
    const weeks = days / WEEK_DAYS;
    return Number.isInteger(weeks)
      ? t`${plural(weeks, { one: 'every week', other: 'every # weeks' })}`
      : t`${plural(days, { one: 'every day', other: 'every # days' })}`;
  };
}

/** How often a unit checks in, and who says so. */
export function Cadence({ unit }: { unit: UnitView }) {
  const { t } = useLingui();
  const often = useCadenceWords()(unit.effective_cadence_days);
  const from = unit.cadence_unit_id === unit.id ? null : unit.cadence_unit_name;
  return (
    <span className={classes.cadence}>
      {from === null ? t`Checks in ${often}` : t`Checks in ${often}, as ${from}`}
      {(unit.cadence_bound || unit.cadence_locked) && (
        <IconLock
          size={14}
          role="img"
          aria-label={unit.cadence_bound ? t`locked from above` : t`locked for all units below`}
        />
      )}
    </span>
  );
}
