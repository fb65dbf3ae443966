// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { LinkTabs, linkTab } from '@/ui/LinkTabs';

/** The organisation as it is, and what changes it. */
export function UnitTabs() {
  const { t } = useLingui();
  const tabs = [
    { to: '/units', label: t`All units` },
    { to: '/reorganisations', label: t`Reorganisations` },
  ] as const;
  return (
    <LinkTabs label={t`Lists of units`}>
      {tabs.map(({ to, label }) => (
        <Link key={to} to={to} {...linkTab}>
          {label}
        </Link>
      ))}
    </LinkTabs>
  );
}
