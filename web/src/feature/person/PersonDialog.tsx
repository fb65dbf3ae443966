// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { updatePerson, usePersonChanged } from './act';
import { PersonSelect } from './PersonSelect';

/** Who somebody is: name, address, place. An imported name with an address can be invited. */
export function PersonDialog({ person, close }: { person: Person; close: () => void }) {
  const { t } = useLingui();
  const changed = usePersonChanged();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email ?? '');
  const [job, setJob] = useState(person.job_title ?? '');
  const [country, setCountry] = useState(person.country ?? '');
  const [employee, setEmployee] = useState(person.employee_id ?? '');
  const [manager, setManager] = useState(person.manager_id);
  const save = useMutation({
    mutationFn: () =>
      updatePerson(person, {
        name: name.trim(),
        email: email.trim() || null,
        job_title: job.trim() || null,
        country: country.trim() || null,
        employee_id: employee.trim() || null,
        manager_id: manager,
      }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, [
    'name',
    'email',
    'job_title',
    'country',
    'employee_id',
    'manager_id',
  ]);
  return (
    <FormDialog
      title={t`Details of ${person.name}`}
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
      <TextInput
        label={t`Job`}
        dir="auto"
        maxLength={200}
        value={job}
        onChange={(event) => setJob(event.currentTarget.value)}
        error={fields.job_title}
      />
      <PersonSelect
        label={t`Manager`}
        clearable
        value={manager}
        onChange={setManager}
        error={fields.manager_id}
      />
      <TextInput
        label={t`Country`}
        dir="auto"
        maxLength={100}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
        error={fields.country}
      />
      <TextInput
        label={t`Employee number`}
        description={t`Administrators and the person alone see it.`}
        maxLength={64}
        value={employee}
        onChange={(event) => setEmployee(event.currentTarget.value)}
        error={fields.employee_id}
      />
    </FormDialog>
  );
}
