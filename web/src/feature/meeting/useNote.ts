// SPDX-License-Identifier: Apache-2.0
/*
 * The minutes of one item, saved while they are typed. What was typed is kept in this browser until
 * the server has it; what others typed meanwhile is merged, never overwritten.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isProblem } from '@/api/problem';
import type { Meeting, MeetingItem } from '@/api/types';
import { draftKey, dropDraft, readDraft, writeDraft } from '@/ui/draft';
import { mergeNotes } from './merge';
import { meetingQuery, saveItem } from './query';

/** How long one pauses before what was typed is sent. */
const PAUSE_MS = 400;

type Typed = { text: string; base: string };
export type NoteState = 'saved' | 'saving' | 'unsaved';

const noteOf = (text: string) => (text === '' ? null : text);

/** What is left behind is saved as well, beside what was saved since: by others, or here a moment ago. */
async function saveMerged(client: QueryClient, item: MeetingItem, { text, base }: Typed) {
  try {
    return await saveItem(item.id, item.version, noteOf(text));
  } catch (error) {
    if (!isProblem(error) || error.status !== 412) throw error;
    const meeting = await client.fetchQuery({ ...meetingQuery(item.meeting_id), staleTime: 0 });
    const now = meeting.items.find((one) => one.id === item.id);
    if (!now) throw error;
    return saveItem(now.id, now.version, noteOf(mergeNotes(base, text, now.note ?? '')));
  }
}

export function useNote(personId: number, item: MeetingItem) {
  const client = useQueryClient();
  const key = draftKey(personId, `meeting-item:${item.id}`);
  const [typed, setTyped] = useState<Typed>(
    () => readDraft<Typed>(key) ?? { text: item.note ?? '', base: item.note ?? '' },
  );
  const [state, setState] = useState<NoteState>('saved');
  const now = useRef({ typed, item });
  now.current = { typed, item };

  // What others wrote arrives; what is being typed here stays.
  useEffect(() => {
    const theirs = item.note ?? '';
    setTyped((old) =>
      old.base === theirs ? old : { text: mergeNotes(old.base, old.text, theirs), base: theirs },
    );
  }, [item.note]);

  useEffect(() => {
    if (typed.text === typed.base) return;
    let gone = false;
    const send = async () => {
      const { typed: mine, item: one } = now.current;
      setState('saving');
      try {
        const saved = await saveItem(one.id, one.version, noteOf(mine.text));
        client.setQueryData(['meeting', one.meeting_id], (old: Meeting | undefined) =>
          old
            ? { ...old, items: old.items.map((each) => (each.id === saved.id ? saved : each)) }
            : old,
        );
        setTyped((old) => ({ ...old, base: mine.text }));
        if (now.current.typed.text === mine.text) dropDraft(key);
        if (!gone) setState('saved');
      } catch (error) {
        setState('unsaved');
        // Somebody was faster: read what is there; the effect above merges, and this one sends again.
        if (isProblem(error) && error.status === 412) {
          await client.invalidateQueries(meetingQuery(one.meeting_id));
        }
      }
    };
    writeDraft(key, typed);
    const timer = window.setTimeout(send, PAUSE_MS);
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [typed, key, client]);

  // The meeting goes on to another item before the pause is over.
  useEffect(
    () => () => {
      const { typed: mine, item: one } = now.current;
      if (mine.text === mine.base) return;
      saveMerged(client, one, mine)
        .then(() => dropDraft(key))
        .catch(() => {
          // The draft stays in this browser, and is sent when the item is opened again.
        });
    },
    [client, key],
  );

  const type = (text: string) => setTyped((old) => ({ ...old, text }));
  return { text: typed.text, type, state };
}
