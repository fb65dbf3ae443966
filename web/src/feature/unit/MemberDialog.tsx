// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitView } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { FormDialog } from '@/ui/FormDialog';
import { addMember, useUnitChanged } from './act';

type Props = { unit: Pick<UnitView, 'id' | 'name' | 'type'>; close: () => void };

/** Adds somebody to a unit. People belong to several; one of them is their main one. */

export function MemberDialog({ unit, close }: Props) {
  const { t } = useLingui();
  const changed = useUnitChanged();
  const [person, setPerson] = useState<number | null>(null);
  const [title, setTitle] = useState('');
  const [main, setMain] = useState(unit.type !== 'cross_unit_team');
  const [lacks, setLacks] = useState(false);
  const add = useMutation({
    mutationFn: (personId: number) => addMember(unit.id, personId, title.trim() || null, main),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(add.error, ['person_id', 'title']);
  const submit = () => {
    setLacks(person === null);
    if (person !== null) add.mutate(person);
  };
  return (
    <FormDialog
      title={t`Add somebody to ${unit.name}`}
      verb={t`Add`}
      busy={add.isPending}
      error={add.error}
      rest={rest}
      submit={submit}
      close={close}
    >
      <PersonSelect
        label={t`Person`}
        value={person}
        onChange={setPerson}
        data-autofocus
        error={fields.person_id ?? (lacks ? t`Please choose the person.` : undefined)}
      />
      <TextInput
        label={t`Function in this unit`}
        dir="auto"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={fields.title}
      />
      <Switch
        label={t`This is their main unit`}
        description={t`Whoever works here beside another unit keeps that one as main.`}
        checked={main}
        onChange={(event) => setMain(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
