// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import type { CheckIn, KeyResult } from '@/api/types';
import { statusLook } from '@/feature/okr/status';
import { valueWords } from '@/feature/okr/target';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import classes from './CheckInList.module.css';

type Props = { keyResult: KeyResult; checkIns: readonly CheckIn[] };

/** The check-ins of a key result, newest first: day, value, confidence, who, note. */
export function CheckInList({ keyResult, checkIns }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <ol className={classes.list}>
      {checkIns.map((one) => (
        <li key={one.id} className={classes.item}>
          <div className={classes.line}>
            <time dateTime={one.day} className={classes.day}>
              {format.dayShort(one.day)}
            </time>
            <strong className={classes.value}>{valueWords(keyResult, one.value, format, t)}</strong>
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
          {one.milestones.length > 0 && (
            <ul className={classes.ticks}>
              {one.milestones.map((tick) => (
                <li key={tick.milestone_id} className={classes.tick}>
                  {tick.done ? (
                    <IconCheck size={14} stroke={2} data-tone="good" aria-label={t`Done`} />
                  ) : (
                    <IconArrowBackUp size={14} stroke={2} aria-label={t`Not done any more`} />
                  )}
                  <span dir="auto">{tick.title}</span>
                </li>
              ))}
            </ul>
          )}
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
