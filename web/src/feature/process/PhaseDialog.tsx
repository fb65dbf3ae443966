// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProcessPhase } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import classes from './Process.module.css';
import { createProcessPhase, updateProcessPhase, useProcessChanged } from './query';

type Props = {
  versionId: number;
  /** Null: a new one, behind the others. */
  phase: ProcessPhase | null;
  close: () => void;
};

export function PhaseDialog({ versionId, phase, close }: Props) {
  const { t } = useLingui();
  const changed = useProcessChanged();
  const [values, setValues] = useState({
    name_en: phase?.name_en ?? null,
    name_nl: phase?.name_nl ?? null,
    guidance_en: phase?.guidance_en ?? null,
    guidance_nl: phase?.guidance_nl ?? null,
  });
  const change = (next: Partial<typeof values>) => setValues({ ...values, ...next });
  const save = useMutation({
    mutationFn: () =>
      phase ? updateProcessPhase(phase, values) : createProcessPhase(versionId, values),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, Object.keys(values));
  return (
    <FormDialog
      title={phase ? t`Change the phase` : t`New phase`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
      size="lg"
    >
      <div className={classes.pair}>
        <TextInput
          label={t`Name in English`}
          lang="en"
          maxLength={200}
          data-autofocus
          value={values.name_en ?? ''}
          onChange={(event) => change({ name_en: event.currentTarget.value || null })}
          error={fields.name_en}
        />
        <TextInput
          label={t`Name in Dutch`}
          lang="nl"
          maxLength={200}
          value={values.name_nl ?? ''}
          onChange={(event) => change({ name_nl: event.currentTarget.value || null })}
          error={fields.name_nl}
        />
      </div>
      <div className={classes.pair}>
        <Textarea
          label={t`Guidance in English`}
          lang="en"
          autosize
          minRows={2}
          maxLength={10_000}
          value={values.guidance_en ?? ''}
          onChange={(event) => change({ guidance_en: event.currentTarget.value || null })}
          error={fields.guidance_en}
        />
        <Textarea
          label={t`Guidance in Dutch`}
          lang="nl"
          autosize
          minRows={2}
          maxLength={10_000}
          value={values.guidance_nl ?? ''}
          onChange={(event) => change({ guidance_nl: event.currentTarget.value || null })}
          error={fields.guidance_nl}
        />
      </div>
    </FormDialog>
  );
}
