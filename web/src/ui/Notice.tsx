// SPDX-License-Identifier: Apache-2.0
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import classes from './Notice.module.css';
import type { Tone } from './tone';

const icons = {
  accent: IconInfoCircle,
  idle: IconInfoCircle,
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
} as const;

type Props = {
  tone: Tone;
  /** Instead of the one of the tone. */
  icon?: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  children: ReactNode;
  action?: ReactNode;
};

/** A sentence that must be read, in its place on the page. */
export function Notice({ tone, icon, children, action }: Props) {
  const Icon = icon ?? icons[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <div className={classes.text}>{children}</div>
      {action}
    </div>
  );
}
