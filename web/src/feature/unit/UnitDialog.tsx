// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitType, UnitView } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { createUnit, updateUnit, useUnitChanged } from './act';
import { unitTypes } from './words';

type Props = {
  parent?: { id: number; name: string } | null;
  /** The unit to change; without it one is added. */
  unit?: UnitView;
  close: () => void;
};

/** Adds a unit below another one or at the top, or changes one. */
export function UnitDialog({ parent = null, unit, close }: Props) {
  const { t } = useLingui();
  const changed = useUnitChanged();
  const [name, setName] = useState(unit?.name ?? '');
  const [type, setType] = useState<UnitType>(unit?.type ?? (parent ? 'team' : 'company'));
  const save = useMutation({
    mutationFn: () =>
      unit
        ? updateUnit(unit, { name: name.trim(), type })
        : createUnit(parent?.id ?? null, name.trim(), type),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['name', 'type']);
  return (
    <FormDialog
      title={
        unit ? t`Change ${unit.name}` : parent ? t`New unit below ${parent.name}` : t`New unit`
      }
      verb={unit ? t`Save` : t`Add the unit`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
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
