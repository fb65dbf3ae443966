// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { faultsOf } from '@/feature/edit/faults';
import { createLinkFor, createPerson, usePersonChanged } from '@/feature/person/act';
import { LinkSecretDialog } from '@/feature/person/LinkSecretDialog';
import form from '@/ui/ConfirmDialog.module.css';
import { Dialog } from '@/ui/Dialog';
import { ProblemNotice } from '@/ui/ProblemNotice';

/** Adds a person and makes the invitation, which is handed over by whoever adds. */
export function AddPersonDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const changed = usePersonChanged();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const person = await createPerson(name.trim(), email.trim());
      return createLinkFor(person.id, 'invitation');
    },
    onSuccess: changed,
  });
  const { fields, rest } = faultsOf(add.error, ['name', 'email']);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  if (add.data) return <LinkSecretDialog link={add.data} name={name} close={close} />;
  return (
    <Dialog opened onClose={close} title={t`Add a person`} size="sm">
      <form onSubmit={submit} className={form.form}>
        <ProblemNotice error={add.error} rest={rest} />
        <TextInput
          label={t`Name`}
          required
          withAsterisk={false}
          data-autofocus
          dir="auto"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
        />
        <TextInput
          label={t`E-mail`}
          type="email"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fields.email}
        />
        <div className={form.buttons}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={add.isPending}>
            <Trans>Add and make the invitation</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
