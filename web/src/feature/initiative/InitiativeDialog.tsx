// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Initiative, InitiativeState } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { FormDialog } from '@/ui/FormDialog';
import { createInitiative, updateInitiative, useInitiativesChanged } from './query';
import { initiativeStates } from './state';

const FIELDS = ['title', 'owner_id', 'state', 'due_day', 'url'] as const;

type Props = { close: () => void } & (
  | { initiative: Initiative }
  | { initiative?: undefined; keyResultId: number; ownerId: number | null }
);

/** What is done to move a key result: begun anew, or changed. */
export function InitiativeDialog(props: Props) {
  const { t } = useLingui();
  const { initiative, close } = props;
  const changed = useInitiativesChanged();
  const [title, setTitle] = useState(initiative?.title ?? '');
  const [owner, setOwner] = useState(initiative ? initiative.owner_id : props.ownerId);
  const [state, setState] = useState<InitiativeState>(initiative?.state ?? 'planned');
  const [day, setDay] = useState(initiative?.due_day ?? '');
  const [url, setUrl] = useState(initiative?.url ?? '');
  const save = useMutation({
    mutationFn: () => {
      const body = {
        title: title.trim(),
        owner_id: owner,
        state,
        due_day: day || null,
        url: url.trim() || null,
      };
      return props.initiative
        ? updateInitiative(props.initiative, body)
        : createInitiative(props.keyResultId, body);
    },
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={initiative ? t`Change the initiative` : t`Add an initiative`}
      verb={initiative ? t`Save` : t`Add`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        label={t`What will be done?`}
        dir="auto"
        maxLength={300}
        data-autofocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={fields.title}
      />
      <PersonSelect
        label={t`By whom`}
        clearable
        value={owner}
        onChange={setOwner}
        error={fields.owner_id}
      />
      <Select
        label={t`State`}
        allowDeselect={false}
        data={Object.entries(initiativeStates).map(([value, { label }]) => ({
          value,
          label: t(label),
        }))}
        value={state}
        onChange={(chosen) => chosen && setState(chosen as InitiativeState)}
        error={fields.state}
      />
      <TextInput
        type="date"
        label={t`By when`}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        error={fields.due_day}
      />
      <TextInput
        type="url"
        label={t`Link`}
        description={t`Where the work is kept: https://…`}
        maxLength={2000}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={fields.url}
      />
    </FormDialog>
  );
}
