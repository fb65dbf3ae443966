// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, data, ifMatch } from '@/api/client';
import type { Meeting, MeetingItem } from '@/api/types';

export const meetingQuery = (id: number) =>
  queryOptions({
    queryKey: ['meeting', id],
    queryFn: () => data(api.GET('/api/v1/meetings/{id}', { params: { path: { id } } })),
  });

/** Check-in meetings of a unit, the newest first. */
export const meetingsQuery = (unitId: number) =>
  queryOptions({
    queryKey: ['meetings', unitId],
    queryFn: async () => {
      const params = { path: { id: unitId }, query: { limit: 20 } };
      return (await data(api.GET('/api/v1/units/{id}/meetings', { params }))).items;
    },
  });

/** Those of my units that run or are planned, the next one first. */
export const myMeetingsQuery = queryOptions({
  queryKey: ['meetings', 'mine'],
  queryFn: async () =>
    (await data(api.GET('/api/v1/me/meetings', { params: { query: { limit: 3 } } }))).items,
});

export const planMeeting = (unitId: number, cycleId: number, startsAt: string | null) =>
  data(
    api.POST('/api/v1/units/{id}/meetings', {
      params: { path: { id: unitId } },
      body: { cycle_id: cycleId, starts_at: startsAt, budget_minutes: 30 },
    }),
  );

export const callOffMeeting = ({ id, version }: Meeting) =>
  data(api.DELETE('/api/v1/meetings/{id}', { params: { path: { id }, header: ifMatch(version) } }));

export const saveItem = (id: number, version: number, note: string | null) =>
  data(
    api.PATCH('/api/v1/meeting-items/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: { note },
    }),
  );

export const saveMeetingNote = (id: number, version: number, note: string | null) =>
  data(
    api.PATCH('/api/v1/meetings/{id}', {
      params: { path: { id }, header: ifMatch(version) },
      body: { note },
    }),
  );

/** Mails the minutes, as `mailed_at` says after what was seen; `key` makes a second try harmless. */
const mailMinutes = ({ id, mailed_at }: Meeting, unit: boolean, key: string) =>
  data(
    api.POST('/api/v1/meetings/{id}/mail', {
      params: { path: { id } },
      headers: { 'Idempotency-Key': key },
      body: { unit, mailed_at },
    }),
  );

const of = (id: number) => ({ params: { path: { id } } });

export const startMeeting = (id: number) => data(api.POST('/api/v1/meetings/{id}/start', of(id)));
const endMeeting = (id: number) => data(api.POST('/api/v1/meetings/{id}/end', of(id)));
const goTo = (id: number, itemId: number) =>
  data(api.POST('/api/v1/meetings/{id}/move', { ...of(id), body: { item_id: itemId } }));
const attend = (id: number, personId: number, present: boolean) =>
  data(
    api.POST('/api/v1/meetings/{id}/attendance', {
      ...of(id),
      body: { person_id: personId, present },
    }),
  );
const addTopic = (id: number, title: string) =>
  data(api.POST('/api/v1/meetings/{id}/topics', { ...of(id), body: { title } }));

export type ActionBody = { title: string; owner_id: number | null; due_day: string | null };

export const agreeAction = (id: number, body: ActionBody) =>
  data(api.POST('/api/v1/meetings/{id}/actions', { ...of(id), body }));

export const setActionDone = (action: Meeting['actions'][number], done: boolean) =>
  data(
    api.PATCH('/api/v1/actions/{id}', {
      params: { path: { id: action.id }, header: ifMatch(action.version) },
      body: { state: done ? 'done' : 'open' },
    }),
  );

/** What can be done with a meeting; each answer is what everybody sees from now on. */
export function useMeetingActs(id: number) {
  const client = useQueryClient();
  const show = (meeting: Meeting) => client.setQueryData(['meeting', id], meeting);
  const again = () => client.invalidateQueries({ queryKey: ['meeting', id] });
  const start = useMutation({ mutationFn: () => startMeeting(id), onSuccess: show });
  const end = useMutation({ mutationFn: () => endMeeting(id), onSuccess: show });
  const go = useMutation({
    mutationFn: (item: MeetingItem) => goTo(id, item.id),
    // The presenter's own screen does not wait for the server.
    onMutate: (item) =>
      client.setQueryData(['meeting', id], (old: Meeting | undefined) =>
        old ? { ...old, item_id: item.id, item_since: old.now } : old,
      ),
    onSuccess: show,
    onError: again,
  });
  const here = useMutation({
    mutationFn: ({ personId, present }: { personId: number; present: boolean }) =>
      attend(id, personId, present),
    onSuccess: show,
  });
  const topic = useMutation({
    mutationFn: (title: string) => addTopic(id, title),
    onSuccess: show,
  });
  const mail = useMutation({
    mutationFn: ({ seen, unit, key }: { seen: Meeting; unit: boolean; key: string }) =>
      mailMinutes(seen, unit, key),
    onSuccess: show,
    onError: again,
  });
  return { start, end, go, here, topic, mail, again };
}
