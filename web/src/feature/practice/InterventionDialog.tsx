// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Group, Select, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { Intervention } from '@/api/types';
import { EditDialog } from '@/feature/edit/EditDialog';
import { faultsOf } from '@/feature/edit/faults';
import { useEdit } from '@/feature/edit/useEdit';
import { History } from '@/feature/history/History';
import { NamedById } from '@/feature/person/NamedById';
import { PeopleSelect } from '@/feature/person/PeopleSelect';
import { useMe } from '@/feature/session/query';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { today } from '@/locale/format';
import { useFormat } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { draftKey } from '@/ui/draft';
import {
  casesOfUnitQuery,
  createIntervention,
  interventionHistoryQuery,
  interventionQuery,
  updateIntervention,
  useDeskChanged,
} from './desk';
import { interventionKinds, interventionStates } from './deskWords';

const FIELDS = ['case_id', 'kind', 'state', 'day', 'note', 'outcome', 'person_ids'] as const;

const valuesOf = (now: string, one?: Intervention) => ({
  unit_id: one?.unit_id ?? null,
  case_id: one?.case_id ?? null,
  kind: one?.kind ?? 'visit',
  state: one?.state ?? 'planned',
  day: one?.day ?? now,
  note: one?.note ?? null,
  outcome: one?.outcome ?? null,
  person_ids: one?.people.map((person) => person.person_id) ?? [],
});

/** A visit or another intervention: what for, who was there, what came of it. */
export function InterventionDialog({ one, close }: { one?: Intervention; close: () => void }) {
  const { t } = useLingui();
  const { day, zone } = useFormat();
  const { person } = useMe();
  const client = useQueryClient();
  const changed = useDeskChanged();
  const edit = useEdit({
    draftKey: draftKey(person.id, `intervention:${one?.id ?? 'new'}`),
    base: valuesOf(today(zone), one),
    version: one?.version ?? 0,
    isNew: !one,
    save: (version, { unit_id: _, ...changes }, { unit_id, ...values }) =>
      one
        ? updateIntervention({ id: one.id, version }, changes)
        : createIntervention(unit_id ?? 0, { ...values, master_id: null }),
    reload: async () => {
      const now = await client.fetchQuery({ ...interventionQuery(one?.id ?? 0), staleTime: 0 });
      return { values: valuesOf(now.day, now), version: now.version };
    },
    saved: async () => {
      await changed();
      close();
    },
  });
  const { values, change } = edit;
  const cases = useCases(values.unit_id, one);
  const { fields, rest } = faultsOf(edit.error, FIELDS);
  return (
    <EditDialog
      edit={edit}
      title={one ? t`Change what is logged` : t`Log a visit`}
      verb={t`Save`}
      rest={rest}
      say={{
        case_id: (id) => cases.find((found) => found.id === id)?.title ?? id,
        kind: (kind) => t(interventionKinds[kind]),
        state: (state) => t(interventionStates[state]),
        day,
        person_ids: (ids) => <Names ids={ids} />,
      }}
      close={close}
      below={one && <History query={interventionHistoryQuery(one.id)} />}
    >
      {!one && (
        <UnitSelect
          label={t`Unit`}
          data-autofocus
          value={values.unit_id}
          onChange={(unit_id) => change({ unit_id, case_id: null })}
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
          onChange={(kind) => kind && change({ kind: kind as Intervention['kind'] })}
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
          onChange={(state) => state && change({ state: state as Intervention['state'] })}
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
    </EditDialog>
  );
}

function Names({ ids }: { ids: readonly number[] }) {
  return ids.map((id, at) => (
    <Fragment key={id}>
      {at > 0 && ', '}
      <NamedById id={id} />
    </Fragment>
  ));
}

/** The open cases of the unit, and the one it belongs to, which may be closed. */
function useCases(unitId: number | null, one?: Intervention) {
  const query = { ...casesOfUnitQuery(unitId ?? 0), enabled: unitId !== null };
  const { data: open = [] } = useQuery(query);
  const { case_id: id = null, case_title: title } = one ?? {};
  if (id === null || open.some((found) => found.id === id)) return open;
  return [...open, { id, title: title ?? '' }];
}
