// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Meeting } from '@/api/types';
import { EditDialog } from '@/feature/edit/EditDialog';
import { faultsOf } from '@/feature/edit/faults';
import { useEdit } from '@/feature/edit/useEdit';
import { meetingQuery } from '@/feature/meeting/query';
import { useMe } from '@/feature/session/query';
import { draftKey } from '@/ui/draft';

/** What is noted of something: of one item, or of the whole meeting. */
type Noted = { note: string | null; version: number };

type Props = {
  meetingId: number;
  title: string;
  /** Under which what is typed is kept until it is saved. */
  draft: string;
  noted: Noted;
  /** The same, in the meeting as it is now. */
  find: (meeting: Meeting) => Noted | undefined;
  save: (version: number, note: string | null) => Promise<unknown>;
  close: () => void;
};

/** A note that is changed as a whole: what others changed meanwhile is merged, never overwritten. */
export function NoteDialog({ meetingId, title, draft, noted, find, save, close }: Props) {
  const { t } = useLingui();
  const { person } = useMe();
  const client = useQueryClient();
  const valuesOf = (one: Noted) => ({ note: one.note ?? '' });
  const edit = useEdit({
    draftKey: draftKey(person.id, draft),
    base: valuesOf(noted),
    version: noted.version,
    save: (version, { note }) => save(version, note?.trim() ? note : null),
    reload: async () => {
      const meeting = await client.fetchQuery({ ...meetingQuery(meetingId), staleTime: 0 });
      const now = find(meeting) ?? noted;
      return { values: valuesOf(now), version: now.version };
    },
    saved: async () => {
      await client.invalidateQueries({ queryKey: ['meeting', meetingId] });
      close();
    },
  });
  const { fields, rest } = faultsOf(edit.error, ['note']);
  return (
    <EditDialog edit={edit} title={title} verb={t`Save`} size="lg" rest={rest} close={close}>
      <Textarea
        aria-label={t`Note`}
        dir="auto"
        autosize
        minRows={5}
        maxRows={16}
        maxLength={10_000}
        data-autofocus
        value={edit.values.note}
        onChange={(event) => edit.change({ note: event.currentTarget.value })}
        error={fields.note}
      />
    </EditDialog>
  );
}
