// SPDX-License-Identifier: Apache-2.0
/*
 * Mantine's controls as links of the router: one type-checked `to`, and the browser's own ways of
 * opening a link (middle button, context menu) keep working.
 */
import {
  ActionIcon,
  type ActionIconProps,
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
  MenuItem,
  type MenuItemProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AriaAttributes, Ref } from 'react';

type LinkRef = { ref?: Ref<HTMLAnchorElement>; autoFocus?: boolean };

function ButtonAnchor(props: Omit<ButtonProps, 'href'> & LinkRef) {
  return <Button component="a" {...props} />;
}

function IconAnchor(props: Omit<ActionIconProps, 'href'> & AriaAttributes & LinkRef) {
  return <ActionIcon component="a" {...props} />;
}

function TextAnchor(props: Omit<AnchorProps, 'href'> & LinkRef) {
  return <Anchor {...props} />;
}

function MenuAnchor(props: Omit<MenuItemProps, 'href'> & LinkRef) {
  return <MenuItem component="a" {...props} />;
}

export const LinkButton = createLink(ButtonAnchor);
export const LinkIcon = createLink(IconAnchor);
export const TextLink = createLink(TextAnchor);
export const MenuLink = createLink(MenuAnchor);
