// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import type { Status, StatusCounts } from '@/api/types';
import classes from './CountBar.module.css';
import { statusLook } from './status';

/** From what needs help to what does not; silence stands apart from both. */
const order = [
  'at_risk',
  'behind',
  'outdated',
  'no_data',
  'on_track',
  'not_started',
  'draft',
  'closed',
] as const satisfies readonly (Status & keyof StatusCounts)[];

/** How many objectives are where: icon and number for each state that occurs. */
export function CountBar({ counts }: { counts: StatusCounts }) {
  const { t } = useLingui();
  return (
    <span className={classes.counts}>
      {order
        .filter((status) => counts[status] > 0)
        .map((status) => {
          const { icon: Icon, tone, label } = statusLook[status];
          const words = `${counts[status]} ${t(label)}`;
          return (
            <span key={status} className={classes.count} data-tone={tone} title={words}>
              <Icon size={14} stroke={2} aria-hidden />
              <span aria-hidden>{counts[status]}</span>
              <span className="visually-hidden">{words}</span>
            </span>
          );
        })}
    </span>
  );
}
