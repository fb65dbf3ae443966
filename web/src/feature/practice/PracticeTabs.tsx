// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useIsMaster } from '@/feature/session/rights';
import { LinkTabs, linkTab } from '@/ui/LinkTabs';

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
    <LinkTabs label={t`Way of working`}>
      {tabs.map(({ to, label }) => (
        <Link key={to} to={to} {...linkTab}>
          {label}
        </Link>
      ))}
    </LinkTabs>
  );
}
