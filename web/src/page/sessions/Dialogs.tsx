// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AgendaItem, Harmonisation } from '@/api/types';
import { EditDialog } from '@/feature/edit/EditDialog';
import { faultsOf } from '@/feature/edit/faults';
import { useEdit } from '@/feature/edit/useEdit';
import { NamedById } from '@/feature/person/NamedById';
import { PeopleSelect } from '@/feature/person/PeopleSelect';
import { PersonSelect } from '@/feature/person/PersonSelect';
import {
  addItem,
  agreeAction,
  harmonisationQuery,
  planSession,
  updateItem,
  updateSession,
  useSessionChanged,
} from '@/feature/practice/session';
import { useMe } from '@/feature/session/query';
import { localIn, momentIn } from '@/locale/format';
import { useFormat } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { draftKey } from '@/ui/draft';
import { FormDialog } from '@/ui/FormDialog';
import { useItemTitle } from './useItemTitle';

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

const SESSION_FIELDS = ['title', 'starts_at', 'place', 'lead_id', 'note'] as const;

/** Its time as a clock of the person shows it. */
const sessionValues = (zone: string, session?: Harmonisation) => ({
  title: session?.title ?? '',
  starts_at: session ? localIn(zone, session.starts_at) : '',
  place: session?.place ?? null,
  lead_id: session?.lead_id ?? null,
  note: session?.note ?? null,
});

type SessionProps = {
  cycleId: number;
  /** The one to change; without it a new one is planned. */
  session?: Harmonisation;
  close: () => void;
};

/** When and where a session is, and who leads it. */
export function SessionDialog({ cycleId, session, close }: SessionProps) {
  const { t } = useLingui();
  const { zone, moment } = useFormat();
  const { person } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const changed = useSessionChanged();
  const bodyOf = <T extends { starts_at?: string }>(values: T) =>
    values.starts_at ? { ...values, starts_at: momentIn(zone, values.starts_at) } : values;
  const edit = useEdit({
    draftKey: draftKey(person.id, `harmonisation:${session?.id ?? 'new'}`),
    base: sessionValues(zone, session),
    version: session?.version ?? 0,
    isNew: !session,
    save: (version, changes, values) =>
      session
        ? updateSession({ id: session.id, version }, bodyOf(changes))
        : planSession({
            ...bodyOf(values),
            cycle_id: cycleId,
            agenda: true,
          }),
    reload: async () => {
      const now = await client.fetchQuery({
        ...harmonisationQuery(session?.id ?? 0),
        staleTime: 0,
      });
      return { values: sessionValues(zone, now), version: now.version };
    },
    saved: async (now) => {
      await changed();
      close();
      if (!session && now) await navigate({ to: '/sessions/$id', params: { id: now.id } });
    },
  });
  const { values, change } = edit;
  const { fields, rest } = faultsOf(edit.error, SESSION_FIELDS);
  return (
    <EditDialog
      edit={edit}
      title={session ? t`Change the session` : t`Plan a session`}
      verb={session ? t`Save` : t`Plan it`}
      rest={rest}
      say={{
        starts_at: (local) => moment(momentIn(zone, local)),
        lead_id: (id) => <NamedById id={id} />,
      }}
      close={close}
    >
      <TextInput
        label={t`What it is called`}
        description={
          session
            ? undefined
            : t`Open proposals, and in what business units lie far apart, come onto the agenda by themselves.`
        }
        data-autofocus
        dir="auto"
        maxLength={200}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={fields.title}
      />
      <TextInput
        type="datetime-local"
        label={t`When`}
        value={values.starts_at}
        onChange={(event) => change({ starts_at: event.currentTarget.value })}
        error={fields.starts_at}
      />
      <TextInput
        label={t`Where`}
        dir="auto"
        maxLength={200}
        value={values.place ?? ''}
        onChange={(event) => change({ place: event.currentTarget.value || null })}
        error={fields.place}
      />
      <PersonSelect
        label={t`Who leads it`}
        placeholder={session ? undefined : person.name}
        clearable
        value={values.lead_id}
        onChange={(lead_id) => change({ lead_id })}
        error={fields.lead_id}
      />
      <Textarea
        label={t`Note`}
        dir="auto"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={values.note ?? ''}
        onChange={(event) => change({ note: event.currentTarget.value || null })}
        error={fields.note}
      />
    </EditDialog>
  );
}

const ITEM_FIELDS = ['title', 'note', 'decision'] as const;

const itemValues = (item?: AgendaItem) => ({
  title: item?.title ?? '',
  note: item?.note ?? null,
  decision: item?.decision ?? null,
});

/** A point of the agenda: what it is about, and what was decided. */
export function ItemDialog({ session, item, close }: Props & { item?: AgendaItem }) {
  const { t } = useLingui();
  const { person } = useMe();
  const client = useQueryClient();
  const changed = useSessionChanged();
  const own = !item || item.kind === 'topic';
  const edit = useEdit({
    draftKey: draftKey(person.id, item ? `point:${item.id}` : `point:new:${session.id}`),
    base: itemValues(item),
    version: item?.version ?? 0,
    isNew: !item,
    save: (version, changes, { title, note }) =>
      item ? updateItem({ id: item.id, version }, changes) : addItem(session.id, { title, note }),
    reload: async () => {
      const { items } = await client.fetchQuery({
        ...harmonisationQuery(session.id),
        staleTime: 0,
      });
      const now = items.find((one) => one.id === item?.id) ?? item;
      return { values: itemValues(now), version: now?.version ?? 0 };
    },
    saved: async () => {
      await changed();
      close();
    },
  });
  const { values, change } = edit;
  const { fields, rest } = faultsOf(edit.error, ITEM_FIELDS);
  return (
    <EditDialog
      edit={edit}
      title={item ? t`A point of the agenda` : t`Add a point`}
      verb={t`Save`}
      rest={rest}
      close={close}
    >
      {own && (
        <TextInput
          label={t`What it is about`}
          data-autofocus
          dir="auto"
          maxLength={300}
          value={values.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
          error={fields.title}
        />
      )}
      <Textarea
        label={t`Note`}
        dir="auto"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={10_000}
        value={values.note ?? ''}
        onChange={(event) => change({ note: event.currentTarget.value || null })}
        error={fields.note}
      />
      {item && (
        <Textarea
          label={t`What was decided`}
          dir="auto"
          autosize
          minRows={2}
          maxRows={12}
          maxLength={2000}
          value={values.decision ?? ''}
          onChange={(event) => change({ decision: event.currentTarget.value || null })}
          error={fields.decision}
        />
      )}
    </EditDialog>
  );
}

const ACTION_FIELDS = ['title', 'owner_id', 'due_day', 'item_id'] as const;

/** Who does what by when. */
export function ActionDialog({ session, close }: Props) {
  const { t } = useLingui();
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState<number | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [item, setItem] = useState<number | null>(null);
  const titleOf = useItemTitle();
  const save = useSaving(
    () =>
      agreeAction(session.id, { title, owner_id: owner ?? 0, due_day: day ?? '', item_id: item }),
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
      {session.items.length > 0 && (
        <Select
          label={t`Point of the agenda it follows from`}
          clearable
          data={session.items.map((one) => ({ value: String(one.id), label: titleOf(one) }))}
          value={item === null ? null : String(item)}
          onChange={(id) => setItem(id === null ? null : Number(id))}
          error={fields.item_id}
        />
      )}
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
