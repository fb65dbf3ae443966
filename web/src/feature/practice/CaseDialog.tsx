// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SquadCase } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { History } from '@/feature/history/History';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import { caseHistoryQuery, createCase, updateCase, useDeskChanged } from './desk';

const FIELDS = ['title', 'note', 'owner_id', 'due_day', 'outcome'] as const;

/** What the squad works on in a unit: opened, changed, closed with an outcome. */
export function CaseDialog({ one, close }: { one?: SquadCase; close: () => void }) {
  const { t } = useLingui();
  const changed = useDeskChanged();
  const [unitId, setUnitId] = useState<number | null>(one?.unit_id ?? null);
  const [values, setValues] = useState({
    title: one?.title ?? '',
    note: one?.note ?? null,
    owner_id: one?.owner_id ?? null,
    due_day: one?.due_day ?? null,
  });
  const [closing, setClosing] = useState(false);
  const [outcome, setOutcome] = useState(one?.outcome ?? '');
  const change = (next: Partial<typeof values>) => setValues((old) => ({ ...old, ...next }));
  const save = useMutation({
    mutationFn: () =>
      one
        ? updateCase(one, {
            ...values,
            ...(closing && { state: 'closed' as const, outcome: outcome || null }),
          })
        : createCase(unitId ?? 0, values),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={one ? t`Change the case` : t`Open a case`}
      verb={one ? t`Save` : t`Open it`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
      below={one && <History query={caseHistoryQuery(one.id)} />}
    >
      {!one && <UnitSelect label={t`Unit`} data-autofocus value={unitId} onChange={setUnitId} />}
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
          checked={closing}
          onChange={(event) => setClosing(event.currentTarget.checked)}
        />
      )}
      {closing && (
        <Textarea
          label={t`What came of it`}
          dir="auto"
          autosize
          minRows={2}
          maxLength={2000}
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value)}
          error={fields.outcome}
        />
      )}
    </FormDialog>
  );
}
