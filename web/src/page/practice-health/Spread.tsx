// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { HealthLevel } from '@/api/types';
import { points } from '@/feature/practice/health';
import classes from './Spread.module.css';

/** Far apart are units between whose quarters more than so many points lie. */
const FAR = 0.2;
const WIDTH = 400;

/** How far units lie apart: from the lowest to the highest, the middle half as a box. */
export function Spread({ level }: { level: HealthLevel }) {
  const { t } = useLingui();
  const { count, low, lower, median, upper, high } = level.spread;
  if (low === null || lower === null || median === null || upper === null || high === null)
    return null;
  const x = (score: number) => score * WIDTH;
  const figures = [
    [t`Lowest`, low],
    [t`A quarter below`, lower],
    [t`Middle`, median],
    [t`A quarter above`, upper],
    [t`Highest`, high],
  ] as const;
  return (
    <div className={classes.spread}>
      <p className={classes.words}>
        {upper - lower > FAR ? (
          <Trans>The business units work rather differently.</Trans>
        ) : (
          <Trans>The business units work much alike.</Trans>
        )}{' '}
        <Plural value={count} one="# unit counts." other="# units count." />
      </p>
      <svg viewBox={`-6 0 ${WIDTH + 12} 40`} className={classes.picture} aria-hidden="true">
        <line x1={0} x2={WIDTH} y1={20} y2={20} className={classes.scale} />
        <line x1={x(low)} x2={x(high)} y1={20} y2={20} className={classes.range} />
        <rect
          x={x(lower)}
          width={Math.max(1, x(upper) - x(lower))}
          y={11}
          height={18}
          rx={3}
          className={classes.box}
        />
        <line x1={x(median)} x2={x(median)} y1={8} y2={32} className={classes.median} />
        {level.units.map(
          (one) =>
            one.score !== null && (
              <circle key={one.unit_id} cx={x(one.score)} cy={20} r={4} className={classes.dot} />
            ),
        )}
      </svg>
      <dl className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{points(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
