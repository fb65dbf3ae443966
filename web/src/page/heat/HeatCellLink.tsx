// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { HeatCell, HeatRow } from '@/api/types';
import classes from './HeatPage.module.css';
import { heatLook, shownStates } from './look';

const countOf = (cell: HeatCell) => ({
  on_track: cell.on_track,
  behind: cell.behind,
  at_risk: cell.at_risk,
  no_check_in: cell.silent,
});

/** One cell: icon and number say what the colour says, and it leads to what it is made of. */
export function HeatCellLink({ row, cell }: { row: HeatRow; cell: HeatCell }) {
  const { t } = useLingui();
  if (cell.state === 'none') return null;
  const { icon: Icon } = heatLook[cell.state];
  const counts = countOf(cell);
  const parts = shownStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${t(heatLook[state].label)}`)
    .join(', ');
  const { unit_name } = row;
  const { week, checked_in } = cell;
  const words = t`${unit_name}, week ${week}: ${parts}. ${checked_in} checked in that week.`;
  return (
    <Link
      to="/explore/heat"
      search={(old: { cycle?: number; unit?: number }) => ({
        cycle: old.cycle,
        unit: old.unit,
        week: cell.week,
        of: row.unit_id,
      })}
      resetScroll={false}
      className={classes.cell}
      data-state={cell.state}
      activeProps={{ 'aria-current': 'true' }}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-label={words}
      title={words}
    >
      <Icon size={14} stroke={2} aria-hidden />
      <span>{counts[cell.state]}</span>
    </Link>
  );
}
