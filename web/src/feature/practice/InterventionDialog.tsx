// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Group, Select, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Intervention } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { PeopleSelect } from '@/feature/person/PeopleSelect';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { today } from '@/locale/format';
import { useLocale } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import { createIntervention, updateIntervention, useDeskChanged } from './desk';
import { interventionKinds, interventionStates } from './deskWords';

const FIELDS = ['kind', 'state', 'day', 'note', 'outcome', 'person_ids'] as const;

/** A visit or another intervention: what for, who was there, what came of it. */
export function InterventionDialog({ one, close }: { one?: Intervention; close: () => void }) {
  const { t } = useLingui();
  const changed = useDeskChanged();
  const { zone } = useLocale();
  const [unitId, setUnitId] = useState<number | null>(one?.unit_id ?? null);
  const [values, setValues] = useState({
    kind: one?.kind ?? ('visit' as const),
    state: one?.state ?? ('planned' as const),
    day: one?.day ?? today(zone),
    note: one?.note ?? null,
    outcome: one?.outcome ?? null,
    person_ids: one?.people.map((person) => person.person_id) ?? [],
  });
  const change = (next: Partial<typeof values>) =>
    setValues((old) => ({ ...old, ...next }) as typeof values);
  const save = useMutation({
    mutationFn: () =>
      one
        ? updateIntervention(one, values)
        : createIntervention(unitId ?? 0, { ...values, case_id: null, master_id: null }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={one ? t`Change what is logged` : t`Log a visit`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      {!one && <UnitSelect label={t`Unit`} data-autofocus value={unitId} onChange={setUnitId} />}
      <Group grow align="flex-start">
        <Select
          label={t`Kind`}
          allowDeselect={false}
          data={Object.entries(interventionKinds).map(([value, label]) => ({
            value,
            label: t(label),
          }))}
          value={values.kind}
          onChange={(kind) => kind && change({ kind: kind as Intervention['kind'] } as never)}
          error={fields.kind}
        />
        <Select
          label={t`State`}
          allowDeselect={false}
          data={Object.entries(interventionStates).map(([value, label]) => ({
            value,
            label: t(label),
          }))}
          value={values.state}
          onChange={(state) => state && change({ state: state as Intervention['state'] } as never)}
          error={fields.state}
        />
      </Group>
      <DateField
        label={t`Day`}
        value={values.day}
        onChange={(day) => day && change({ day })}
        error={fields.day}
      />
      <Textarea
        label={t`What for`}
        description={t`About the practice, never about how somebody performs.`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={10_000}
        value={values.note ?? ''}
        onChange={(event) => change({ note: event.currentTarget.value || null })}
        error={fields.note}
      />
      <PeopleSelect
        label={t`Who is there`}
        value={values.person_ids}
        onChange={(person_ids) => change({ person_ids })}
        error={fields.person_ids}
      />
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
    </FormDialog>
  );
}
