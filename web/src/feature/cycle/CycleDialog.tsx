// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, data } from '@/api/client';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { cyclesQuery } from './query';
import { cycleStates, cycleTypes } from './words';

const FIELDS = ['name', 'type', 'start_day', 'end_day', 'state'] as const;

type Values = {
  name: string;
  type: keyof typeof cycleTypes;
  start_day: string;
  end_day: string;
  state: 'planned' | 'open';
};

/** Plans a cycle with days of its own: a fiscal quarter may start on 1 February. */
export function CycleDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [values, setValues] = useState<Values>({
    name: '',
    type: 'quarter',
    start_day: '',
    end_day: '',
    state: 'open',
  });
  const change = (next: Partial<Values>) => setValues((old) => ({ ...old, ...next }));
  const create = useMutation({
    mutationFn: () => data(api.POST('/api/v1/cycles', { body: { ...values, parent_id: null } })),
    onSuccess: async (cycle) => {
      await client.invalidateQueries({ queryKey: cyclesQuery.queryKey });
      await navigate({ to: '.', search: (search) => ({ ...search, cycle: cycle.id }) });
      close();
    },
  });
  const { fields, rest } = faultsOf(create.error, FIELDS);
  return (
    <FormDialog
      title={t`New cycle`}
      verb={t`Plan the cycle`}
      busy={create.isPending}
      error={create.error}
      rest={rest}
      submit={() => create.mutate()}
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
      <TextInput
        type="date"
        label={t`First day`}
        value={values.start_day}
        onChange={(event) => change({ start_day: event.currentTarget.value })}
        error={fields.start_day}
      />
      <TextInput
        type="date"
        label={t`Last day`}
        value={values.end_day}
        onChange={(event) => change({ end_day: event.currentTarget.value })}
        error={fields.end_day}
      />
      <Select
        label={t`State`}
        allowDeselect={false}
        data={(['planned', 'open'] as const).map((value) => ({
          value,
          label: t(cycleStates[value]),
        }))}
        value={values.state}
        onChange={(state) => state && change({ state: state as Values['state'] })}
        error={fields.state}
      />
    </FormDialog>
  );
}
