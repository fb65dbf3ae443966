// SPDX-License-Identifier: Apache-2.0
import type { CSSProperties } from 'react';
import classes from './ProgressBar.module.css';
import type { Tone } from './tone';

type Props = {
  /** 1 is full; what lies outside 0..1 is drawn at the edge. Null: there is nothing to draw. */
  value: number | null;
  /** Where it was expected to be; drawn as a mark. */
  expected?: number | null;
  tone?: Tone;
  /** Says the numbers in words; the bar itself is a picture. */
  label: string;
  size?: 'sm' | 'md';
};

const clamp = (value: number) => Math.min(1, Math.max(0, value));

export function ProgressBar({ value, expected, tone = 'accent', label, size = 'sm' }: Props) {
  const style = {
    '--bar-value': value === null ? 0 : clamp(value),
    '--bar-mark': clamp(expected ?? 0),
  } as CSSProperties;
  return (
    <span
      className={classes.bar}
      role="img"
      aria-label={label}
      title={label}
      style={style}
      data-tone={tone}
      data-size={size}
      data-empty={value === null || undefined}
    >
      <span className={classes.track}>
        <span className={classes.fill} />
      </span>
      {expected !== null && expected !== undefined && <span className={classes.mark} />}
    </span>
  );
}
