// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProcessPhase } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { createProcessPhase, updateProcessPhase, useProcessChanged } from './query';
import { WordFields } from './WordFields';

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
      <WordFields values={values} change={change} fields={fields} />
    </FormDialog>
  );
}
