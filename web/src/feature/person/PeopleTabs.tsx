// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { LinkTabs, linkTab } from '@/ui/LinkTabs';

/** Everybody, the leadership group and the OKR squad: three lists of people, each an address. */
export function PeopleTabs() {
  const { t } = useLingui();
  const tabs = [
    { to: '/people', label: t`Everybody` },
    { to: '/leadership', label: t`Leadership group` },
    { to: '/squad', label: t`OKR squad` },
  ] as const;
  return (
    <LinkTabs label={t`Lists of people`}>
      {tabs.map(({ to, label }) => (
        <Link key={to} to={to} {...linkTab}>
          {label}
        </Link>
      ))}
    </LinkTabs>
  );
}
