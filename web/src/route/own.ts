// SPDX-License-Identifier: Apache-2.0
/* What is mine, and what an administrator sets. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { inside } from './root';

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('@/page/home/HomePage')),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('@/page/account/AccountPage')),
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  component: lazyRouteComponent(() => import('@/page/inbox/InboxPage')),
});

const messages = createRoute({
  getParentRoute: () => inside,
  path: '/messages',
  component: lazyRouteComponent(() => import('@/page/messages/MessagesPage')),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/page/settings/SettingsPage')),
});

export const ownRoutes = [home, account, inbox, messages, settings] as const;
