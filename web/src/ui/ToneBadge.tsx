// SPDX-License-Identifier: Apache-2.0
import type { ComponentType } from 'react';
import classes from './ToneBadge.module.css';
import type { Tone } from './tone';

type Props = {
  tone: Tone;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  label: string;
  title?: string;
  /** Icon alone, the label for readers only: where a column heading already says what it is; or on a
   *  narrow screen. */
  compact?: boolean | 'narrow';
  /** The label is several words, which may go on in the next line. */
  wraps?: boolean;
};

/** A state by icon and word; the colour only repeats it. */
export function ToneBadge({ tone, icon: Icon, label, title, compact = false, wraps }: Props) {
  const hidden = compact === 'narrow' ? classes.wide : 'visually-hidden';
  return (
    <span
      className={classes.badge}
      data-tone={tone}
      data-wraps={wraps}
      title={title ?? (compact ? label : undefined)}
    >
      <Icon size={15} stroke={2} aria-hidden />
      <span className={compact ? hidden : classes.label}>{label}</span>
    </span>
  );
}
