// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { updatePerson, usePersonChanged } from './act';

/** Mends a name or an address. An imported name with an address can be invited. */
export function PersonDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useLingui();
  const changed = usePersonChanged();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email ?? '');
  const save = useMutation({
    mutationFn: () => updatePerson(person, { name: name.trim(), email: email.trim() || null }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['name', 'email']);
  return (
    <FormDialog
      title={t`Name and address of ${person.name}`}
      verb={t`Save`}
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
      <TextInput
        label={t`E-mail`}
        type="email"
        maxLength={320}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={fields.email}
      />
    </FormDialog>
  );
}
