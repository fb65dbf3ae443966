// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMe } from '@/feature/session/query';

/** What the list of shortcuts shows. Keys that follow each other are pressed one after another. */
export const shortcuts = [
  { keys: ['Ctrl', 'K'], what: msg`Search and go anywhere`, always: true },
  { keys: ['?'], what: msg`Show this list` },
  { keys: ['G', 'H'], what: msg`Go home` },
  { keys: ['G', 'T'], what: msg`Go to the tree` },
  { keys: ['G', 'E'], what: msg`Go to explore` },
  { keys: ['G', 'U'], what: msg`Go to the units` },
  { keys: ['G', 'P'], what: msg`Go to the people` },
  { keys: ['C'], what: msg`Check in what is due` },
  { keys: ['N'], what: msg`Begin a new objective` },
  { keys: ['Ctrl', 'Enter'], what: msg`Save what you are typing`, always: true },
] as const;

const GOTO = { h: '/', t: '/tree', e: '/explore', u: '/units', p: '/people' } as const;
/** How long a "G" waits for the letter that follows it. */
const SEQUENCE_MS = 1200;

/** No single key acts while somebody types, or while a dialog or menu has the keyboard. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  return target.closest('input, textarea, select, [role=dialog], [role=menu]') !== null;
}

export function useShortcuts(open: { search: () => void; help: () => void }): void {
  const { person } = useMe();
  const navigate = useNavigate();
  const handlers = useRef(open);
  handlers.current = open;

  useEffect(() => {
    let goUntil = 0;
    const single = (key: string) => {
      const place = Date.now() < goUntil ? GOTO[key as keyof typeof GOTO] : undefined;
      goUntil = 0;
      if (place) navigate({ to: place });
      else if (key === 'g') goUntil = Date.now() + SEQUENCE_MS;
      else if (key === '?') handlers.current.help();
      else if (key === 'c') navigate({ to: '/check-in' });
      else if (key === 'n') navigate({ to: '/objectives/new' });
      else return false;
      return true;
    };
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        handlers.current.search();
        return;
      }
      if (!person.shortcuts || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTaken(event.target)) return;
      if (single(event.key.toLowerCase())) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [navigate, person.shortcuts]);
}
