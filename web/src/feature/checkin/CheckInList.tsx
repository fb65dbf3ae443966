// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import type { CheckIn, KeyResult } from '@/api/types';
import { statusLook } from '@/feature/okr/status';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import classes from './CheckInList.module.css';

type Props = { keyResult: KeyResult; checkIns: readonly CheckIn[] };

/** The check-ins of a key result, newest first: day, value, confidence, who, note. */
export function CheckInList({ keyResult, checkIns }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const value = (one: CheckIn) =>
    keyResult.kind === 'yes_no'
      ? one.value === 1
        ? t`Done`
        : t`Not done`
      : format.measure(one.value, keyResult.unit_of_measure);
  return (
    <ol className={classes.list}>
      {checkIns.map((one) => (
        <li key={one.id} className={classes.item}>
          <div className={classes.line}>
            <time dateTime={one.day} className={classes.day}>
              {format.dayShort(one.day)}
            </time>
            <strong className={classes.value}>{value(one)}</strong>
            <span className={classes.raw}>{format.percent(one.raw)}</span>
            {one.confidence !== null && (
              <span>
                <Trans>confidence {one.confidence}</Trans>
              </span>
            )}
            {one.own_status && <span>{t(statusLook[one.own_status].label)}</span>}
            {one.person_name && (
              <span className={classes.person} dir="auto">
                {one.person_name}
              </span>
            )}
          </div>
          {one.note && (
            <div className={classes.note}>
              <Markdown text={one.note} />
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
