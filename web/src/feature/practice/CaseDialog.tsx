// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { SquadCase } from '@/api/types';
import { EditDialog } from '@/feature/edit/EditDialog';
import { faultsOf } from '@/feature/edit/faults';
import { useEdit } from '@/feature/edit/useEdit';
import { History } from '@/feature/history/History';
import { NamedById } from '@/feature/person/NamedById';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { useMe } from '@/feature/session/query';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { useFormat } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { draftKey } from '@/ui/draft';
import { caseHistoryQuery, caseQuery, createCase, updateCase, useDeskChanged } from './desk';

const FIELDS = ['title', 'note', 'owner_id', 'due_day', 'outcome'] as const;

const valuesOf = (one?: SquadCase) => ({
  unit_id: one?.unit_id ?? null,
  title: one?.title ?? '',
  note: one?.note ?? null,
  owner_id: one?.owner_id ?? null,
  due_day: one?.due_day ?? null,
  state: one?.state ?? 'open',
  outcome: one?.outcome ?? null,
});

/** What the squad works on in a unit: opened, changed, closed with an outcome. */
export function CaseDialog({ one, close }: { one?: SquadCase; close: () => void }) {
  const { t } = useLingui();
  const { day } = useFormat();
  const { person } = useMe();
  const client = useQueryClient();
  const changed = useDeskChanged();
  const edit = useEdit({
    draftKey: draftKey(person.id, `case:${one?.id ?? 'new'}`),
    base: valuesOf(one),
    version: one?.version ?? 0,
    isNew: !one,
    save: (version, { unit_id: _, ...changes }, { unit_id, title, note, owner_id, due_day }) =>
      one
        ? updateCase({ id: one.id, version }, changes)
        : createCase(unit_id ?? 0, { title, note, owner_id, due_day }),
    reload: async () => {
      const now = await client.fetchQuery({ ...caseQuery(one?.id ?? 0), staleTime: 0 });
      return { values: valuesOf(now), version: now.version };
    },
    saved: async () => {
      await changed();
      close();
    },
  });
  const { values, change } = edit;
  const { fields, rest } = faultsOf(edit.error, FIELDS);
  return (
    <EditDialog
      edit={edit}
      title={one ? t`Change the case` : t`Open a case`}
      verb={one ? t`Save` : t`Open it`}
      rest={rest}
      say={{ owner_id: (id) => <NamedById id={id} />, due_day: day }}
      close={close}
      below={one && <History query={caseHistoryQuery(one.id)} />}
    >
      {!one && (
        <UnitSelect
          label={t`Unit`}
          data-autofocus
          value={values.unit_id}
          onChange={(unit_id) => change({ unit_id })}
        />
      )}
      <TextInput
        label={t`What it is about`}
        dir="auto"
        maxLength={200}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={fields.title}
      />
      <Textarea
        label={t`Note`}
        description={t`About the practice, never about how somebody performs.`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={10_000}
        value={values.note ?? ''}
        onChange={(event) => change({ note: event.currentTarget.value || null })}
        error={fields.note}
      />
      <PersonSelect
        label={t`Who works on it`}
        clearable
        value={values.owner_id}
        onChange={(owner_id) => change({ owner_id })}
        error={fields.owner_id}
      />
      <DateField
        label={t`Until`}
        clearable
        value={values.due_day}
        onChange={(due_day) => change({ due_day })}
        error={fields.due_day}
      />
      {one && (
        <Checkbox
          label={t`Close the case`}
          checked={values.state === 'closed'}
          onChange={(event) =>
            // What came of a case is said when it closes.
            change(
              event.currentTarget.checked
                ? { state: 'closed' }
                : { state: 'open', outcome: one.outcome },
            )
          }
        />
      )}
      {values.state === 'closed' && (
        <Textarea
          label={t`What came of it`}
          dir="auto"
          autosize
          minRows={2}
          maxLength={2000}
          value={values.outcome ?? ''}
          onChange={(event) => change({ outcome: event.currentTarget.value || null })}
          error={fields.outcome}
        />
      )}
    </EditDialog>
  );
}
