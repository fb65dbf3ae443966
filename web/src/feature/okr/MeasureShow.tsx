// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import type { KeyResult, Milestone } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './MeasureShow.module.css';
import { zones } from './target';

/** What a key result is measured by, where a number and a bar say too little. */
export function MeasureShow({ keyResult }: { keyResult: KeyResult }) {
  if (keyResult.kind === 'milestones') return <MilestoneList milestones={keyResult.milestones} />;
  if (keyResult.kind === 'zones') return <ZoneList keyResult={keyResult} />;
  if (keyResult.kind === 'range') return <RangeBand keyResult={keyResult} />;
  if (keyResult.interim_targets.length > 0) return <InterimTargets keyResult={keyResult} />;
  return null;
}

/** The steps in their order: done or not, with what they weigh and when they are wanted. */
export function MilestoneList(props: {
  milestones: readonly Milestone[];
  /** Say every weight, also where all are alike. */
  weighed?: boolean;
}) {
  const { milestones } = props;
  const { t } = useLingui();
  const format = useFormat();
  const weighed = props.weighed || milestones.some((one) => one.weight !== milestones[0]?.weight);
  return (
    <ul className={classes.steps} aria-label={t`Milestones`}>
      {milestones.map((one) => {
        const Icon = one.done ? IconCircleCheckFilled : IconCircleDashed;
        const weight = format.decimal(one.weight);
        const done = one.done_day && format.dayShort(one.done_day);
        const due = one.due_day && format.dayShort(one.due_day);
        return (
          <li key={one.id} className={classes.step} data-done={one.done || undefined}>
            <Icon size={16} stroke={1.75} className={classes.mark} aria-hidden />
            <span className={classes.name} dir="auto">
              {one.title}
            </span>
            <span className={classes.facts}>
              {weighed && (
                <span>
                  <Trans>weight {weight}</Trans>
                </span>
              )}
              <span className={classes.when}>
                {done ? <Trans>done {done}</Trans> : due && <Trans>due {due}</Trans>}
              </span>
              {!done && <span className="visually-hidden">{t`Not done`}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The zones from the lowest up; those reached are marked, the current one is named. */
function ZoneList({ keyResult }: { keyResult: KeyResult }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = keyResult.current_value ?? 0;
  return (
    <ol className={classes.zones} aria-label={t`Zones`}>
      {zones.map(
        (zone) =>
          zone.text && (
            <li
              key={zone.value}
              className={classes.zone}
              data-reached={now >= zone.value || undefined}
              aria-current={now === zone.value || undefined}
            >
              <span className={classes.zoneName}>
                {t(zone.label)}
                <span className={classes.zoneShare}>{format.percent(zone.value)}</span>
                {now >= zone.value && <span className="visually-hidden">{t`reached`}</span>}
              </span>
              <span className={classes.zoneText} dir="auto">
                {keyResult[zone.text]}
              </span>
            </li>
          ),
      )}
    </ol>
  );
}

/** The band that is good, with room on both sides, and where the value is. */
function RangeBand({ keyResult }: { keyResult: KeyResult }) {
  const { t } = useLingui();
  const format = useFormat();
  const { low_value: low, high_value: high, current_value: now, tolerance } = keyResult;
  if (low === null || high === null) return null;
  const room = Math.max((high - low) / 2, tolerance ?? 0, Math.abs(high) / 20) || 1;
  const [first, last] = [low - room, high + room];
  const at = (value: number) => Math.min(1, Math.max(0, (value - first) / (last - first)));
  const style = {
    '--band-low': at(low),
    '--band-high': at(high),
    '--band-now': at(now ?? low),
  } as CSSProperties;
  const from = format.decimal(low);
  const to = format.measure(high, keyResult.unit_of_measure);
  const where = now === null ? t`no value yet` : format.measure(now, keyResult.unit_of_measure);
  return (
    <div
      className={classes.band}
      style={style}
      role="img"
      aria-label={t`Good from ${from} to ${to}; now ${where}`}
    >
      <span className={classes.track} />
      <span className={classes.good} />
      {now !== null && <span className={classes.now} />}
      <span className={classes.low}>{from}</span>
      <span className={classes.high}>{format.decimal(high)}</span>
    </div>
  );
}

/** Which value is wanted on which day in between. */
export function InterimTargets({
  keyResult,
}: {
  keyResult: Pick<KeyResult, 'interim_targets' | 'unit_of_measure'>;
}) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <ul className={classes.interims} aria-label={t`Interim targets`}>
      {keyResult.interim_targets.map((one) => {
        const value = format.measure(one.value, keyResult.unit_of_measure);
        const day = format.dayShort(one.day);
        return (
          <li key={one.day}>
            <Trans>
              {value} by {day}
            </Trans>
          </li>
        );
      })}
    </ul>
  );
}
