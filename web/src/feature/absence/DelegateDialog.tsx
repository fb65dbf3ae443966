// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '@/feature/edit/faults';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { FormDialog } from '@/ui/FormDialog';
import { addDelegate } from './query';

/** Names somebody who may check in for a person at any time. */
export function DelegateDialog({ personId, close }: { personId: number; close: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [delegate, setDelegate] = useState<number | null>(null);
  const save = useMutation({
    mutationFn: () => addDelegate(personId, delegate ?? 0),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['delegates', personId] });
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['delegate_id']);
  return (
    <FormDialog
      title={t`Name a delegate`}
      verb={t`Allow`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <PersonSelect
        label={t`Who?`}
        description={t`Your check-ins then also appear on their home page. Edits stay yours.`}
        data-autofocus
        value={delegate}
        onChange={setDelegate}
        error={fields.delegate_id}
      />
    </FormDialog>
  );
}
