// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import type { Status } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { ProgressBar } from '@/ui/ProgressBar';
import classes from './OkrProgress.module.css';
import { statusLook } from './status';

type Props = {
  progress: number | null;
  expected?: number | null;
  status: Status;
  /** Nobody has checked in yet, whatever the status is: that is not 0%. */
  noData?: boolean;
  size?: 'sm' | 'md';
};

/** A bar with its number and the mark of what was expected today. Everything is the server's. */
export function OkrProgress({ progress, status, noData = false, size, ...props }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  // A draft has no progress to be judged by: neither a number nor a mark.
  const isDraft = status === 'draft';
  const expected = isDraft ? null : (props.expected ?? null);
  const unknown = progress === null || noData || isDraft || status === 'no_data';
  const value = progress === null ? '' : format.percent(progress);
  const mark = expected === null ? '' : format.percent(expected);
  const words = unknown
    ? t`No data yet`
    : expected === null
      ? t`Progress ${value}`
      : t`Progress ${value}, expected today ${mark}`;
  return (
    <span className={classes.progress} data-size={size}>
      <ProgressBar
        value={unknown ? null : progress}
        expected={expected}
        tone={statusLook[status].tone}
        label={words}
        size={size}
      />
      <span className={classes.value}>{unknown ? '\u2013' : value}</span>
    </span>
  );
}
