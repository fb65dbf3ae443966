// SPDX-License-Identifier: Apache-2.0
/*
 * Who saves something and goes elsewhere at once takes it for done. Where it failed, the page or the dialog
 * that would have said so is no longer there; then it is said over what is.
 */
import { Trans } from '@lingui/react/macro';
import type { MutationCache } from '@tanstack/react-query';
import { isProblem } from '@/api/problem';
import { sayUntilClosed } from './undo';

export function sayWhatFailsUnseen(mutations: MutationCache): void {
  const watchers = new WeakMap<object, number>();
  const watched = (mutation: object) => watchers.get(mutation) ?? 0;
  mutations.subscribe((event) => {
    const { type, mutation } = event;
    if (type === 'observerAdded') watchers.set(mutation, watched(mutation) + 1);
    if (type === 'observerRemoved') watchers.set(mutation, watched(mutation) - 1);
    if (type !== 'updated' || event.action.type !== 'error' || watched(mutation) > 0) return;
    const { error } = event.action;
    sayUntilClosed(
      <>
        <Trans>What you did a moment ago was not saved; please do it again.</Trans>{' '}
        {isProblem(error) ? error.detail : null}
      </>,
    );
  });
}
