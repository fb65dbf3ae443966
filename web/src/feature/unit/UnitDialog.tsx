// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitType } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { createUnit, useUnitChanged } from './act';
import { unitTypes } from './words';

type Props = { parent: { id: number; name: string } | null; close: () => void };

/** Adds a unit below another one, or at the top. */
export function UnitDialog({ parent, close }: Props) {
  const { t } = useLingui();
  const changed = useUnitChanged();
  const [name, setName] = useState('');
  const [type, setType] = useState<UnitType>(parent ? 'team' : 'company');
  const create = useMutation({
    mutationFn: () => createUnit(parent?.id ?? null, name.trim(), type),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(create.error, ['name', 'type']);
  return (
    <FormDialog
      title={parent ? t`New unit below ${parent.name}` : t`New unit`}
      verb={t`Add the unit`}
      busy={create.isPending}
      error={create.error}
      rest={rest}
      submit={() => create.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name`}
        data-autofocus
        dir="auto"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields.name}
      />
      <Select
        label={t`Type`}
        allowDeselect={false}
        data={Object.entries(unitTypes).map(([value, label]) => ({ value, label: t(label) }))}
        value={type}
        onChange={(value) => value && setType(value as UnitType)}
        error={fields.type}
      />
    </FormDialog>
  );
}
