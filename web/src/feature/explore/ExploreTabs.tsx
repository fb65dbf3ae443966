// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { LinkTabs, linkTab } from '@/ui/LinkTabs';

/** The ways to look at a cycle; each is a page with an address of its own. */
export function ExploreTabs() {
  const { t } = useLingui();
  const tabs = [
    { to: '/explore', label: t`Table`, dated: true },
    { to: '/explore/heat', label: t`Heat map`, dated: false },
    { to: '/explore/map', label: t`Alignment map`, dated: true },
    { to: '/explore/compare', label: t`Compare`, dated: false },
    { to: '/explore/post-mortems', label: t`Post-mortems`, dated: false },
  ] as const;
  return (
    <LinkTabs label={t`Ways to look`}>
      {tabs.map(({ to, label, dated }) => (
        <Link
          key={to}
          to={to}
          search={(search: { cycle?: number; unit?: number; as_of?: string }) => ({
            cycle: search.cycle,
            unit: search.unit,
            as_of: dated ? search.as_of : undefined,
          })}
          {...linkTab}
        >
          {label}
        </Link>
      ))}
    </LinkTabs>
  );
}
