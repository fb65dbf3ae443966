// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import classes from './Page.module.css';

type PageProps = {
  title: string;
  /** The title of the browser's tab when it says more than the heading. */
  tabTitle?: string;
  /** What stands above the heading: where we are. */
  above?: ReactNode;
  /** What stands beside the heading: what can be done. */
  actions?: ReactNode;
  /** What stands below the heading: the facts in one line. */
  below?: ReactNode;
  /** A reading page keeps lines short; a list takes what there is. */
  width?: 'text' | 'wide';
  children: ReactNode;
};

/** A page: one h1, its actions, its content; sets the title of the tab. */
export function Page(props: PageProps) {
  const { title, tabTitle, above, actions, below, width = 'wide', children } = props;
  useEffect(() => {
    document.title = `${tabTitle ?? title} \u00b7 Koers`;
  }, [title, tabTitle]);
  return (
    <div className={classes.page} data-width={width}>
      {above && <div className={classes.above}>{above}</div>}
      <header className={classes.header}>
        <h1 className={classes.title} dir="auto">
          {title}
        </h1>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {below && <div className={classes.below}>{below}</div>}
      {children}
    </div>
  );
}

type SectionProps = {
  title: string;
  count?: number | string | null;
  actions?: ReactNode;
  children: ReactNode;
};

export function Section({ title, count, actions, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <div className={classes.sectionHeader}>
        <h2 className={classes.sectionTitle}>
          {title}
          {count !== undefined && count !== null && <span className={classes.count}>{count}</span>}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
