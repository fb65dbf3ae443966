// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import type { ProcessPhase } from '@/api/types';
import { EditDialog } from '@/feature/edit/EditDialog';
import { faultsOf } from '@/feature/edit/faults';
import { useEdit } from '@/feature/edit/useEdit';
import { useMe } from '@/feature/session/query';
import { draftKey } from '@/ui/draft';
import {
  createProcessPhase,
  processVersionQuery,
  updateProcessPhase,
  useProcessChanged,
} from './query';
import { WordFields } from './WordFields';

const valuesOf = (phase?: ProcessPhase | null) => ({
  name_en: phase?.name_en ?? null,
  name_nl: phase?.name_nl ?? null,
  guidance_en: phase?.guidance_en ?? null,
  guidance_nl: phase?.guidance_nl ?? null,
});

type Props = {
  versionId: number;
  /** Null: a new one, behind the others. */
  phase: ProcessPhase | null;
  close: () => void;
};

export function PhaseDialog({ versionId, phase, close }: Props) {
  const { t } = useLingui();
  const { person } = useMe();
  const client = useQueryClient();
  const changed = useProcessChanged();
  const edit = useEdit({
    draftKey: draftKey(person.id, `phase:${phase?.id ?? `new:${versionId}`}`),
    base: valuesOf(phase),
    version: phase?.version ?? 0,
    isNew: !phase,
    save: (version, changes, values) =>
      phase
        ? updateProcessPhase({ id: phase.id, version }, changes)
        : createProcessPhase(versionId, values),
    reload: async () => {
      const { phases } = await client.fetchQuery({
        ...processVersionQuery(versionId),
        staleTime: 0,
      });
      const now = phases.find((one) => one.id === phase?.id) ?? phase;
      return { values: valuesOf(now), version: now?.version ?? 0 };
    },
    saved: async () => {
      await changed();
      close();
    },
  });
  const { values, change } = edit;
  const { fields, rest } = faultsOf(edit.error, Object.keys(values));
  return (
    <EditDialog
      edit={edit}
      title={phase ? t`Change the phase` : t`New phase`}
      verb={t`Save`}
      rest={rest}
      close={close}
      size="lg"
    >
      <WordFields values={values} change={change} fields={fields} />
    </EditDialog>
  );
}
