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
import { useMergedRef } from '@mantine/hooks';
import { createLink } from '@tanstack/react-router';
import { type AriaAttributes, type Ref, useEffect, useRef } from 'react';

type LinkRef = { ref?: Ref<HTMLAnchorElement>; autoFocus?: boolean };

/** React gives the focus to new fields and buttons only, so a link takes it itself. */
function ButtonAnchor({ autoFocus, ref, ...props }: Omit<ButtonProps, 'href'> & LinkRef) {
  const own = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (autoFocus) own.current?.focus();
  }, [autoFocus]);
  return <Button component="a" ref={useMergedRef(own, ref)} {...props} />;
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
