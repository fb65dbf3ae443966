// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import classes from './ExploreTabs.module.css';

/** The ways to look at a cycle; each is a page with an address of its own. */
export function ExploreTabs() {
  const { t } = useLingui();
  const tabs = [
    { to: '/explore', label: t`Table` },
    { to: '/explore/heat', label: t`Heat map` },
    { to: '/explore/map', label: t`Alignment map` },
    { to: '/explore/compare', label: t`Compare` },
    { to: '/explore/post-mortems', label: t`Post-mortems` },
  ] as const;
  // On a phone the bar scrolls: where one is stays in sight.
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    const active = bar.current?.querySelector('[data-active]');
    active?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, []);
  return (
    <nav ref={bar} className={classes.tabs} aria-label={t`Ways to look`}>
      {tabs.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          search={(search: { cycle?: number; unit?: number }) => ({
            cycle: search.cycle,
            unit: search.unit,
          })}
          className={classes.tab}
          activeProps={{ 'data-active': true }}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
