// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Group, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Intervention } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { History } from '@/feature/history/History';
import { PeopleSelect } from '@/feature/person/PeopleSelect';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { today } from '@/locale/format';
import { useLocale } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import {
  casesOfUnitQuery,
  createIntervention,
  interventionHistoryQuery,
  updateIntervention,
  useDeskChanged,
} from './desk';
import { interventionKinds, interventionStates } from './deskWords';

const FIELDS = ['case_id', 'kind', 'state', 'day', 'note', 'outcome', 'person_ids'] as const;

/** A visit or another intervention: what for, who was there, what came of it. */
export function InterventionDialog({ one, close }: { one?: Intervention; close: () => void }) {
  const { t } = useLingui();
  const changed = useDeskChanged();
  const { zone } = useLocale();
  const [unitId, setUnitId] = useState<number | null>(one?.unit_id ?? null);
  const [values, setValues] = useState({
    case_id: one?.case_id ?? null,
    kind: one?.kind ?? ('visit' as const),
    state: one?.state ?? ('planned' as const),
    day: one?.day ?? today(zone),
    note: one?.note ?? null,
    outcome: one?.outcome ?? null,
    person_ids: one?.people.map((person) => person.person_id) ?? [],
  });
  const change = (next: Partial<typeof values>) =>
    setValues((old) => ({ ...old, ...next }) as typeof values);
  const cases = useCases(unitId, one);
  const save = useMutation({
    mutationFn: () =>
      one
        ? updateIntervention(one, values)
        : createIntervention(unitId ?? 0, { ...values, master_id: null }),
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
      below={one && <History query={interventionHistoryQuery(one.id)} />}
    >
      {!one && (
        <UnitSelect
          label={t`Unit`}
          data-autofocus
          value={unitId}
          onChange={(id) => {
            setUnitId(id);
            change({ case_id: null });
          }}
        />
      )}
      {cases.length > 0 && (
        <Select
          label={t`Case it belongs to`}
          clearable
          data={cases.map(({ id, title }) => ({ value: String(id), label: title }))}
          value={values.case_id === null ? null : String(values.case_id)}
          onChange={(id) => change({ case_id: id === null ? null : Number(id) })}
          error={fields.case_id}
        />
      )}
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

/** The open cases of the unit, and the one it belongs to, which may be closed. */
function useCases(unitId: number | null, one?: Intervention) {
  const query = { ...casesOfUnitQuery(unitId ?? 0), enabled: unitId !== null };
  const { data: open = [] } = useQuery(query);
  const { case_id: id = null, case_title: title } = one ?? {};
  if (id === null || open.some((found) => found.id === id)) return open;
  return [...open, { id, title: title ?? '' }];
}
