// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { joinLeadership, usePersonChanged } from './act';
import { PersonSelect } from './PersonSelect';

/** Adds somebody to the leadership group from today on. */
export function LeaderDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const changed = usePersonChanged();
  const [person, setPerson] = useState<number | null>(null);
  const [lacks, setLacks] = useState(false);
  const add = useMutation({
    mutationFn: joinLeadership,
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(add.error, ['person_id']);
  return (
    <FormDialog
      title={t`Add somebody to the leadership group`}
      verb={t`Add`}
      busy={add.isPending}
      error={add.error}
      rest={rest}
      submit={() => {
        setLacks(person === null);
        if (person !== null) add.mutate(person);
      }}
      close={close}
    >
      <PersonSelect
        label={t`Person`}
        value={person}
        onChange={setPerson}
        data-autofocus
        error={fields.person_id ?? (lacks ? t`Please choose the person.` : undefined)}
      />
    </FormDialog>
  );
}
