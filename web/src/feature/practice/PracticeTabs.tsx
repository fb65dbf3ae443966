// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useIsMaster } from '@/feature/session/rights';
import classes from '@/ui/LinkTabs.module.css';

/** How we work, each an address; the desk for OKR masters alone. */
export function PracticeTabs() {
  const { t } = useLingui();
  const master = useIsMaster();
  const tabs = [
    { to: '/way-of-working', label: t`Handbook` },
    { to: '/way-of-working/proposals', label: t`Proposals` },
    { to: '/practice-health', label: t({ message: 'Health', context: 'of the practice' }) },
    { to: '/sessions', label: t`Sessions` },
    ...(master ? ([{ to: '/desk', label: t`Desk` }] as const) : []),
  ] as const;
  return (
    <nav className={`${classes.tabs} no-print`} aria-label={t`Way of working`}>
      {tabs.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
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
