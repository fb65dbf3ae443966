// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Action, ActionSource } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import { createAction, updateAction, useActionsChanged } from './query';

type Props = { close: () => void } & (
  | { action: Action }
  | { action?: undefined; unitId: number; cycleId: number; source: ActionSource }
);

/** Who does what by when: agreed anew, or changed. */
export function ActionDialog(props: Props) {
  const { t } = useLingui();
  const { action, close } = props;
  const changed = useActionsChanged();
  const [title, setTitle] = useState(action?.title ?? '');
  const [owner, setOwner] = useState(action?.owner_id ?? null);
  const [day, setDay] = useState(action?.due_day ?? '');
  const save = useMutation({
    mutationFn: () => {
      const body = { title: title.trim(), owner_id: owner, due_day: day || null };
      if (props.action) return updateAction(props.action, body);
      return createAction(props.unitId, { ...body, cycle_id: props.cycleId, source: props.source });
    },
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['title', 'owner_id', 'due_day']);
  return (
    <FormDialog
      title={action ? t`Change the action` : t`Agree on an action`}
      verb={action ? t`Save` : t`Add`}
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
      <DateField
        label={t`By when`}
        clearable
        value={day || null}
        onChange={(next) => setDay(next ?? '')}
        error={fields.due_day}
      />
    </FormDialog>
  );
}
