// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, data, ifMatch } from '@/api/client';
import type { Cycle } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import { cyclesQuery } from './query';
import { cycleStates, cycleTypes } from './words';

const FIELDS = ['name', 'type', 'start_day', 'end_day', 'state'] as const;

type Values = {
  name: string;
  type: keyof typeof cycleTypes;
  start_day: string;
  end_day: string;
  state: keyof typeof cycleStates;
};

type Props = {
  /** The cycle to change; without it one is planned. */
  cycle?: Cycle;
  close: () => void;
};

function saveCycle(cycle: Cycle | undefined, values: Values): Promise<Cycle> {
  if (!cycle) return data(api.POST('/api/v1/cycles', { body: { ...values, parent_id: null } }));
  const params = { path: { id: cycle.id }, header: ifMatch(cycle.version) };
  return data(api.PATCH('/api/v1/cycles/{id}', { params, body: values }));
}

/** Plans a cycle with days of its own, or changes one: a fiscal quarter may start on 1 February. */
export default function CycleDialog({ cycle, close }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [values, setValues] = useState<Values>({
    name: cycle?.name ?? '',
    type: cycle?.type ?? 'quarter',
    start_day: cycle?.start_day ?? '',
    end_day: cycle?.end_day ?? '',
    state: cycle?.state ?? 'open',
  });
  const change = (next: Partial<Values>) => setValues((old) => ({ ...old, ...next }));
  const save = useMutation({
    mutationFn: () => saveCycle(cycle, values),
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: cyclesQuery.queryKey });
      await navigate({ to: '.', search: (search) => ({ ...search, cycle: saved.id }) });
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={cycle ? t`Change ${cycle.name}` : t`New cycle`}
      verb={cycle ? t`Save` : t`Plan the cycle`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name`}
        placeholder={t`as people call it: 2027 Q1`}
        data-autofocus
        dir="auto"
        maxLength={100}
        value={values.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={fields.name}
      />
      <Select
        label={t`How long`}
        allowDeselect={false}
        data={Object.entries(cycleTypes).map(([value, label]) => ({ value, label: t(label) }))}
        value={values.type}
        onChange={(type) => type && change({ type: type as Values['type'] })}
        error={fields.type}
      />
      <DateField
        label={t`First day`}
        value={values.start_day || null}
        onChange={(day) => change({ start_day: day ?? '' })}
        error={fields.start_day}
      />
      <DateField
        label={t`Last day`}
        value={values.end_day || null}
        onChange={(day) => change({ end_day: day ?? '' })}
        error={fields.end_day}
      />
      <Select
        label={t`State`}
        allowDeselect={false}
        data={Object.entries(cycleStates)
          .filter(([value]) => cycle || value !== 'closed')
          .map(([value, label]) => ({ value, label: t(label) }))}
        value={values.state}
        onChange={(state) => state && change({ state: state as Values['state'] })}
        error={fields.state}
      />
    </FormDialog>
  );
}
