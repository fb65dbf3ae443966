// SPDX-License-Identifier: Apache-2.0
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** How long a page may take until what it shows is there. */
const PATIENCE_MS = 2_000;

type Place = { state: { __TSR_key?: string }; href: string };

const nameOf = (place: Place) => place.state.__TSR_key ?? place.href;

function linkTo(address: string): HTMLAnchorElement | undefined {
  const links = document.querySelectorAll<HTMLAnchorElement>('main a[href]');
  return [...links].find((link) => link.getAttribute('href') === address);
}

/** Whoever goes back finds the focus on the link that was followed, as the browser does it between documents. */
export function useReturnOfFocus(): void {
  const router = useRouter();
  useEffect(() => {
    const followed = new Map<string, string>(); // by place of the history
    let waiting: MutationObserver | undefined;
    let patience: number | undefined;
    const rest = () => {
      waiting?.disconnect();
      window.clearTimeout(patience);
    };
    const leave = router.subscribe(
      'onBeforeNavigate',
      ({ fromLocation, toLocation, pathChanged }) => {
        rest();
        if (!fromLocation || !pathChanged) return;
        const link = document.activeElement?.closest('main a[href]');
        const address = link?.getAttribute('href');
        if (address && address === toLocation.href) followed.set(nameOf(fromLocation), address);
      },
    );
    const arrive = router.subscribe('onRendered', ({ toLocation, pathChanged }) => {
      const address = followed.get(nameOf(toLocation));
      if (!address || !pathChanged) return;
      const turn = () => {
        const link = linkTo(address);
        link?.focus({ preventScroll: true });
        return link !== undefined;
      };
      if (turn()) return;
      waiting = new MutationObserver(() => turn() && rest());
      waiting.observe(document.body, { childList: true, subtree: true });
      patience = window.setTimeout(rest, PATIENCE_MS);
    });
    return () => {
      rest();
      leave();
      arrive();
    };
  }, [router]);
}
