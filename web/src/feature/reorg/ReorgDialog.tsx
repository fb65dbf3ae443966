// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reorg } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import { createReorg, updateReorg, useReorgChanged } from './query';

type Props = {
  /** The plan to change; without it one is begun. */
  plan?: Reorg;
  done?: (plan: Reorg) => void;
  close: () => void;
};

/** What a reorganisation is called, why it is, and from which day it holds. */
export function ReorgDialog({ plan, done, close }: Props) {
  const { t } = useLingui();
  const changed = useReorgChanged();
  const [name, setName] = useState(plan?.name ?? '');
  const [reason, setReason] = useState(plan?.reason ?? '');
  const [day, setDay] = useState(plan?.effective_on ?? '');
  const save = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), reason: reason.trim() || null, effective_on: day };
      return plan ? updateReorg(plan, body) : createReorg({ ...body, steps: [] });
    },
    onSuccess: async (saved) => {
      await changed();
      close();
      done?.(saved);
    },
  });
  const { fields, rest } = faultsOf(save.error, ['name', 'reason', 'effective_on']);
  return (
    <FormDialog
      title={plan ? t`Change ${plan.name}` : t`Plan a reorganisation`}
      verb={plan ? t`Save` : t`Begin the plan`}
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
      <DateField
        label={t`First day of the new organisation`}
        description={t`On that day everything changes at once; a day in the past counts as well.`}
        value={day || null}
        onChange={(next) => setDay(next ?? '')}
        error={fields.effective_on}
      />
      <Textarea
        label={t`Why`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fields.reason}
      />
    </FormDialog>
  );
}
