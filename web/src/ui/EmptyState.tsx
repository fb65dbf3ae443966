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
  /** It stands for a whole page, whose heading it then is. */
  page?: boolean;
};

export function EmptyState({ icon: Icon, title, children, action, page = false }: Props) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className={classes.empty}>
      <Icon size={28} stroke={1.5} aria-hidden />
      <Title className={classes.title}>{title}</Title>
      <p className={classes.text}>{children}</p>
      {action}
    </div>
  );
}
