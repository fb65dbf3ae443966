// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgendaItem, Harmonisation } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { PeopleSelect } from '@/feature/person/PeopleSelect';
import { PersonSelect } from '@/feature/person/PersonSelect';
import {
  addItem,
  agreeAction,
  updateItem,
  updateSession,
  useSessionChanged,
} from '@/feature/practice/session';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';

/** Saves, reads again and closes: what all dialogs of a session do. */
function useSaving(save: () => Promise<unknown>, close: () => void) {
  const changed = useSessionChanged();
  return useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await changed();
      close();
    },
  });
}

type Props = { session: Harmonisation; close: () => void };

const ITEM_FIELDS = ['title', 'note', 'decision'] as const;

/** A point of the agenda: what it is about, and what was decided. */
export function ItemDialog({ session, item, close }: Props & { item?: AgendaItem }) {
  const { t } = useLingui();
  const [title, setTitle] = useState(item?.title ?? '');
  const [note, setNote] = useState(item?.note ?? '');
  const [decision, setDecision] = useState(item?.decision ?? '');
  const own = !item || item.kind === 'topic';
  const save = useSaving(
    () =>
      item
        ? updateItem(item, {
            ...(own && { title }),
            note: note || null,
            decision: decision || null,
          })
        : addItem(session.id, { title, note: note || null }),
    close,
  );
  const { fields, rest } = faultsOf(save.error, ITEM_FIELDS);
  return (
    <FormDialog
      title={item ? t`A point of the agenda` : t`Add a point`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      {own && (
        <TextInput
          label={t`What it is about`}
          data-autofocus
          dir="auto"
          maxLength={300}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={fields.title}
        />
      )}
      <Textarea
        label={t`Note`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={10_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={fields.note}
      />
      {item && (
        <Textarea
          label={t`What was decided`}
          dir="auto"
          autosize
          minRows={2}
          maxLength={2000}
          value={decision}
          onChange={(event) => setDecision(event.currentTarget.value)}
          error={fields.decision}
        />
      )}
    </FormDialog>
  );
}

const ACTION_FIELDS = ['title', 'owner_id', 'due_day'] as const;

/** Who does what by when. */
export function ActionDialog({ session, close }: Props) {
  const { t } = useLingui();
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState<number | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const save = useSaving(
    () =>
      agreeAction(session.id, { title, owner_id: owner ?? 0, due_day: day ?? '', item_id: null }),
    close,
  );
  const { fields, rest } = faultsOf(save.error, ACTION_FIELDS);
  return (
    <FormDialog
      title={t`Add an action`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        label={t`What will be done`}
        data-autofocus
        dir="auto"
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={fields.title}
      />
      <PersonSelect label={t`Who`} value={owner} onChange={setOwner} error={fields.owner_id} />
      <DateField label={t`Until`} value={day} onChange={setDay} error={fields.due_day} />
    </FormDialog>
  );
}

const PRESENT_FIELDS = ['person_ids'] as const;

/** Who was there. */
export function PresentDialog({ session, close }: Props) {
  const { t } = useLingui();
  const [ids, setIds] = useState(session.attendance.map((one) => one.person_id));
  const save = useSaving(() => updateSession(session, { person_ids: ids }), close);
  const { fields, rest } = faultsOf(save.error, PRESENT_FIELDS);
  return (
    <FormDialog
      title={t`Who was there`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <PeopleSelect
        label={t`People`}
        data-autofocus
        value={ids}
        onChange={setIds}
        error={fields.person_ids}
      />
    </FormDialog>
  );
}
