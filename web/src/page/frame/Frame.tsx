// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Kbd, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import {
  IconBinaryTree2,
  IconBook,
  IconCompass,
  IconHome,
  IconKeyboard,
  IconLogout,
  IconPlus,
  IconRoute,
  IconSearch,
  IconSettings,
  IconSitemap,
  IconTable,
  IconTag,
  IconTemplate,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { CyclePicker } from '@/feature/cycle/CyclePicker';
import { Bell } from '@/feature/notice/Bell';
import { useMe, useSignOut } from '@/feature/session/query';
import { SessionDialog } from '@/feature/session/SessionDialog';
import { LinkButton, LinkIcon, MenuLink } from '@/ui/link';
import { Mark } from '@/ui/Mark';
import { PersonMark } from '@/ui/Person';
import classes from './Frame.module.css';
import { useReturnOfFocus } from './focus';
import { useLiveEvents } from './live';
import { OfflineNotice } from './OfflineNotice';
import { ProcessBanner } from './ProcessBanner';
import { useShortcuts } from './shortcuts';

const readSearch = () => import('./Search');
const Search = lazy(readSearch);
const ShortcutList = lazy(() => import('./ShortcutList'));

/** Where one can go, the most travelled first. */
function useDestinations() {
  const { t } = useLingui();
  return [
    { to: '/', label: t`Home`, icon: IconHome },
    { to: '/strategy', label: t`Strategy`, icon: IconCompass },
    { to: '/tree', label: t`Tree`, icon: IconBinaryTree2 },
    { to: '/explore', label: t`Explore`, icon: IconTable },
    { to: '/process', label: t`Process`, icon: IconRoute },
    { to: '/units', label: t`Units`, icon: IconSitemap },
    { to: '/people', label: t`People`, icon: IconUsers },
    { to: '/way-of-working', label: t`Way of working`, icon: IconBook },
  ] as const;
}

/** Pages that stand beside another one, under its tabs. */
const beside: Partial<Record<string, string>> = {
  'practice-health': '/way-of-working',
  sessions: '/way-of-working',
  leadership: '/people',
  squad: '/people',
  desk: '/way-of-working',
};

/** As many destinations as the foot of a phone has room for beside the menu; the menu has the others. */
const footRoom = 4;

type NavigationProps = { className?: string; most?: number; children?: ReactNode };

function Navigation({ className, most, children }: NavigationProps) {
  const { t } = useLingui();
  const destinations = useDestinations().slice(0, most);
  const above = useLocation({ select: ({ pathname }) => beside[pathname.split('/')[1] ?? ''] });
  return (
    <nav className={className} aria-label={t`Main`}>
      {destinations.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.link}
          data-active={to === above || undefined}
          activeProps={{ 'data-active': true }}
          activeOptions={{ exact: to === '/', includeSearch: false }}
        >
          <Icon size={18} stroke={1.75} aria-hidden />
          <span>{label}</span>
        </Link>
      ))}
      {children}
    </nav>
  );
}

function PersonMenu({ showShortcuts, foot }: { showShortcuts: () => void; foot?: boolean }) {
  const { t } = useLingui();
  const { person } = useMe();
  const signOut = useSignOut();
  const others = useDestinations().slice(footRoom);
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton
          className={classes.person}
          aria-label={
            foot ? t`More: pages, account of ${person.name}` : t`Account menu of ${person.name}`
          }
        >
          <PersonMark name={person.name} />
          <span className={classes.personName} dir="auto">
            {foot ? t`More` : person.name}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {foot &&
          others.map(({ to, label, icon: Icon }) => (
            <MenuLink key={to} leftSection={<Icon size={16} stroke={1.75} />} to={to}>
              {label}
            </MenuLink>
          ))}
        {foot && <Menu.Divider />}
        <MenuLink leftSection={<IconUser size={16} stroke={1.75} />} to="/account">
          <Trans>Account</Trans>
        </MenuLink>
        <MenuLink leftSection={<IconSettings size={16} stroke={1.75} />} to="/settings">
          <Trans>Settings</Trans>
        </MenuLink>
        <MenuLink leftSection={<IconTemplate size={16} stroke={1.75} />} to="/templates">
          <Trans>Templates</Trans>
        </MenuLink>
        <MenuLink leftSection={<IconRoute size={16} stroke={1.75} />} to="/process/templates">
          <Trans>Process templates</Trans>
        </MenuLink>
        <MenuLink leftSection={<IconTag size={16} stroke={1.75} />} to="/tags">
          <Trans>Tags</Trans>
        </MenuLink>
        <Menu.Item
          leftSection={<IconKeyboard size={16} stroke={1.75} />}
          rightSection={<Kbd size="xs">?</Kbd>}
          onClick={showShortcuts}
        >
          <Trans>Shortcuts</Trans>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={() => signOut()}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What stays while pages change: where one can go, which cycle holds, search, who one is. */
export function Frame() {
  const { t } = useLingui();
  const [opened, setOpened] = useState<'search' | 'shortcuts' | null>(null);
  const openSearch = () => setOpened('search');
  const openShortcuts = () => setOpened('shortcuts');
  const close = () => setOpened(null);
  useShortcuts({ search: openSearch, help: openShortcuts });
  useLiveEvents();
  useReturnOfFocus();
  // What is typed right after Ctrl+K must find the field there; who is offline meanwhile waits for it then.
  useEffect(() => {
    const timer = window.setTimeout(() => readSearch().catch(() => undefined), 1_000);
    return () => window.clearTimeout(timer);
  }, []);

  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        <Trans>Skip to the content</Trans>
      </a>
      <aside className={classes.sidebar}>
        <Link to="/" className={classes.brand} aria-label={t`Koers, home`}>
          <Mark />
          <span>Koers</span>
        </Link>
        <Navigation className={classes.nav} />
        <PersonMenu showShortcuts={openShortcuts} />
      </aside>
      <div className={classes.main}>
        <header className={classes.top}>
          <CyclePicker />
          <div className={classes.tools}>
            <Bell />
            <UnstyledButton className={classes.search} onClick={openSearch} aria-label={t`Search`}>
              <IconSearch size={16} stroke={1.75} aria-hidden />
              <span className={classes.searchText}>
                <Trans>Search</Trans>
              </span>
              <Kbd size="xs" className={classes.searchKey}>
                Ctrl K
              </Kbd>
            </UnstyledButton>
            <LinkButton
              to="/objectives/new"
              variant="default"
              className={classes.create}
              leftSection={<IconPlus size={16} aria-hidden />}
            >
              <Trans>New objective</Trans>
            </LinkButton>
            <Tooltip label={t`New objective`}>
              <LinkIcon
                to="/objectives/new"
                className={classes.createSmall}
                variant="default"
                size={32}
                aria-label={t`New objective`}
              >
                <IconPlus size={18} aria-hidden />
              </LinkIcon>
            </Tooltip>
          </div>
        </header>
        <ProcessBanner />
        <OfflineNotice />
        <main id="content" className={classes.content} tabIndex={-1}>
          <Suspense>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Navigation className={classes.bottom} most={footRoom}>
        <PersonMenu foot showShortcuts={openShortcuts} />
      </Navigation>
      <SessionDialog />
      <Suspense>
        {opened === 'search' && <Search close={close} showShortcuts={openShortcuts} />}
        {opened === 'shortcuts' && <ShortcutList close={close} />}
      </Suspense>
    </div>
  );
}
