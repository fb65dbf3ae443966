// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './LinkTabs.module.css';

/** What makes a link a tab; it is marked on its own page, whatever the page shows. */
export const linkTab = {
  className: classes.tab,
  activeProps: { 'data-active': true },
  activeOptions: { exact: true, includeSearch: false },
} as const;

/** Pages that belong together, as one quiet row of links. On a phone it scrolls: where one is stays in sight. */
export function LinkTabs({ label, children }: { label: string; children: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const active = bar.current?.querySelector('[data-active]');
    active?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, []);
  return (
    <nav ref={bar} className={classes.tabs} aria-label={label}>
      {children}
    </nav>
  );
}
