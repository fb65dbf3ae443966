// SPDX-License-Identifier: Apache-2.0

import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import classes from './undo.module.css';

/** How long what was done can be taken back with one click. */
const UNDO_MS = 10_000;

/** Where it is said. */
export function Said() {
  return <Notifications className={classes.said} position="bottom-center" zIndex={500} />;
}

/** Says that something was done. */
export function say(message: ReactNode): void {
  notifications.show({ message, autoClose: 4_000, withCloseButton: false });
}

/** Says that something was done, and offers to take it back. */
export function sayWithUndo(message: ReactNode, undo: () => unknown): void {
  const id = `undo-${Date.now()}`;
  const takeBack = () => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    autoClose: UNDO_MS,
    withCloseButton: false,
    message: (
      <span className={classes.line}>
        <span>{message}</span>
        <Button variant="subtle" size="compact-sm" onClick={takeBack}>
          <Trans>Undo</Trans>
        </Button>
      </span>
    ),
  });
}

/** Says what must not be missed: it stays until it is closed, and the keyboard goes back to the page. */
export function sayUntilClosed(message: ReactNode): void {
  const understood = () => {
    notifications.hide(id);
    document.querySelector('main')?.focus();
  };
  const id = notifications.show({
    color: 'var(--k-bad)',
    autoClose: false,
    withCloseButton: false,
    message: (
      <span className={classes.line}>
        <span>{message}</span>
        <Button variant="subtle" size="compact-sm" onClick={understood}>
          <Trans>Understood</Trans>
        </Button>
      </span>
    ),
  });
}
