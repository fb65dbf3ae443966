// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Absence } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import { type AbsenceBody, saveAbsence } from './query';

type Props = {
  personId: number;
  /** The absence to change; without it one is noted. */
  absence?: Absence | undefined;
  close: () => void;
};

/** From when to when somebody is away, and who looks after their key results. Nobody asks why. */
export function AbsenceDialog({ personId, absence, close }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [values, setValues] = useState<AbsenceBody>({
    first_day: absence?.first_day ?? '',
    last_day: absence?.last_day ?? '',
    deputy_id: absence?.deputy_id ?? null,
  });
  const change = (next: Partial<AbsenceBody>) => setValues((old) => ({ ...old, ...next }));
  const save = useMutation({
    mutationFn: () => saveAbsence(personId, absence, values),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['absences', personId] });
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['first_day', 'last_day', 'deputy_id']);
  return (
    <FormDialog
      title={absence ? t`Change the absence` : t`Note an absence`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <DateField
        label={t`First day away`}
        data-autofocus
        value={values.first_day || null}
        onChange={(day) => change({ first_day: day ?? '' })}
        error={fields.first_day}
      />
      <DateField
        label={t`Last day away`}
        minDate={values.first_day || undefined}
        value={values.last_day || null}
        onChange={(day) => change({ last_day: day ?? '' })}
        error={fields.last_day}
      />
      <PersonSelect
        label={t`Who stands in?`}
        description={t`They find what is due in those days on their home page, and may check in.`}
        placeholder={t`Nobody`}
        clearable
        value={values.deputy_id}
        onChange={(deputy_id) => change({ deputy_id })}
        error={fields.deputy_id}
      />
    </FormDialog>
  );
}
