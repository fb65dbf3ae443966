// SPDX-License-Identifier: Apache-2.0
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type LiveEvent, listenToEvents } from '@/api/events';

/** Which queries an event makes stale, by the first word of their key. */
const staleBy: Record<string, readonly string[]> = {
  objective: [
    'closing',
    'objective',
    'objectives',
    'tree',
    'due',
    'strategy',
    'review',
    'my-reviews',
  ],
  key_result: [
    'check-ins',
    'closing',
    'objective',
    'objectives',
    'tree',
    'due',
    'strategy',
    'review',
    'my-reviews',
  ],
  alignment: ['objective', 'tree', 'strategy'],
  action: ['actions', 'closing', 'meeting', 'harmonisation'],
  post_mortem: ['closing', 'objective'],
  carry_over: ['closing', 'actions', 'objective'],
  retrospective: ['closing', 'objective'],
  check_in: ['objective', 'objectives', 'tree', 'due', 'check-ins', 'strategy'],
  reviewer: ['objective', 'review', 'my-reviews'],
  meeting: ['meeting', 'meetings'],
  meeting_item: ['meeting'],
  blocker: ['blockers', 'objective'],
  comment: ['comments', 'followers', 'follows'],
  follow: ['followers', 'follows'],
  process: ['process', 'process-templates', 'process-version'],
  step: ['process'],
  process_template: ['process-templates'],
  process_version: ['process-templates', 'process-version'],
  process_phase: ['process-version'],
  process_rule: ['process-version'],
  holiday_calendar: ['holiday-calendars'],
  cycle: ['cycles', 'tree', 'strategy'],
  strategy: ['strategy'],
  strategy_theme: ['strategy'],
  health_measure: ['strategy'],
  unit: ['unit', 'units', 'tree', 'strategy', 'holiday-calendars'],
  membership: ['unit', 'person'],
  role_grant: ['grants', 'me'],
  person: ['people', 'person'],
  setting: ['settings', 'handbook'],
  handbook: ['handbook'],
  squad_case: ['desk'],
  intervention: ['desk'],
  hand_over: ['desk'],
  harmonisation: ['harmonisation'],
  harmonisation_item: ['harmonisation'],
  handbook_chapter: ['handbook'],
  handbook_setting: ['handbook'],
  proposal: ['handbook'],
  notice: ['notices'],
  outbox: ['messages'],
};

/** Many events may come at once (an import); the pages read again once. */
const SETTLE_MS = 300;

function refresh(client: QueryClient, subjects: ReadonlySet<string>) {
  const stale = new Set<string>();
  for (const subject of subjects) {
    for (const key of staleBy[subject] ?? []) stale.add(key);
  }
  stale.add('explore');
  // The example changes everything there is, whether it comes or goes.
  if (subjects.has('example_person')) client.invalidateQueries();
  for (const key of stale) client.invalidateQueries({ queryKey: [key] });
}

function listen(client: QueryClient): () => void {
  const subjects = new Set<string>();
  let timer: number | undefined;
  const hear = (event: LiveEvent) => {
    subjects.add(event.subject);
    timer ??= window.setTimeout(() => {
      timer = undefined;
      refresh(client, subjects);
      subjects.clear();
    }, SETTLE_MS);
  };
  // What was read before anybody listened may be of before; who is there was, always.
  const missed = () =>
    client.invalidateQueries({
      predicate: ({ queryKey, state }) => queryKey[0] !== 'me' && state.dataUpdatedAt > 0,
    });
  const stop = listenToEvents({ hear, missed });
  return () => {
    stop();
    window.clearTimeout(timer);
  };
}

let stopListening: (() => void) | null = null;

/**
 * Keeps what is on screen fresh while others work. It begins before a page reads what it shows: what
 * happens between the two would be seen by nobody.
 */
export function beginLive(client: QueryClient): void {
  stopListening ??= listen(client);
}

function endLive(): void {
  stopListening?.();
  stopListening = null;
}

/** For as long as there is a frame. */
export function useLiveEvents(): void {
  const client = useQueryClient();
  useEffect(() => {
    beginLive(client);
    return endLive;
  }, [client]);
}
