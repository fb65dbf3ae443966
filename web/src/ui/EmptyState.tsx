// SPDX-License-Identifier: Apache-2.0
import type { ComponentType, ReactNode } from 'react';
import classes from './EmptyState.module.css';

type Props = {
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  /** What this place is for. */
  title: string;
  /** Why it is empty. */
  children: ReactNode;
  /** The one thing to do about it. */
  action?: ReactNode;
};

export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className={classes.empty}>
      <Icon size={28} stroke={1.5} aria-hidden />
      <p className={classes.title}>{title}</p>
      <p className={classes.text}>{children}</p>
      {action}
    </div>
  );
}
