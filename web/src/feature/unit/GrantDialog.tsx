// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { grantRole, useUnitChanged } from './act';
import { UnitSelect } from './UnitSelect';
import { roles } from './words';

type Props = { person: { id: number; name: string }; close: () => void };

/** Gives somebody a role, for a unit and all below it or for the whole organisation. */
export function GrantDialog({ person, close }: Props) {
  const { t } = useLingui();
  const changed = useUnitChanged();
  const [role, setRole] = useState<Role>('leader');
  const [unit, setUnit] = useState<number | null>(null);
  const grant = useMutation({
    mutationFn: () => grantRole(person.id, role, unit),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(grant.error, ['role', 'unit_id']);
  return (
    <FormDialog
      title={t`Give ${person.name} a role`}
      verb={t`Give the role`}
      busy={grant.isPending}
      error={grant.error}
      rest={rest}
      submit={() => grant.mutate()}
      close={close}
    >
      <Select
        label={t`Role`}
        allowDeselect={false}
        data={Object.entries(roles).map(([value, label]) => ({ value, label: t(label) }))}
        value={role}
        onChange={(value) => value && setRole(value as Role)}
        error={fields.role}
      />
      <UnitSelect
        label={t`Unit`}
        description={t`The role holds for it and all below it. Empty: the whole organisation.`}
        placeholder={t`The whole organisation`}
        clearable
        value={unit}
        onChange={setUnit}
        error={fields.unit_id}
      />
    </FormDialog>
  );
}
