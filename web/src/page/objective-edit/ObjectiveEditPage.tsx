// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { DraftNotice } from '@/feature/edit/DraftNotice';
import { faultsOf } from '@/feature/edit/faults';
import { MergeDialog } from '@/feature/edit/MergeDialog';
import { useEdit } from '@/feature/edit/useEdit';
import { EditBars, EditReason, useEditRules } from '@/feature/objective/EditRules';
import {
  chosenUnits,
  OBJECTIVE_FIELDS,
  ObjectiveFields,
  objectiveValues,
} from '@/feature/objective/ObjectiveFields';
import { objectiveQuery, updateObjective, useObjectiveChanged } from '@/feature/objective/query';
import { useMe } from '@/feature/session/query';
import { asDraft } from '@/feature/writing/query';
import { WritingHelp } from '@/feature/writing/WritingHelp';
import { draftKey } from '@/ui/draft';
import { FormPage } from '@/ui/FormPage';

export default function ObjectiveEditPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/inside/objectives/$id/edit' });
  const { person } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const changed = useObjectiveChanged();
  const { data: objective } = useSuspenseQuery(objectiveQuery(id));
  const back = () =>
    navigate({
      to: '/objectives/$id',
      params: { id },
      search: (search) => ({ cycle: search.cycle }),
    });
  const rules = useEditRules(objective);
  const [reason, setReason] = useState('');
  const edit = useEdit({
    draftKey: draftKey(person.id, `objective:${id}`),
    base: objectiveValues(objective),
    version: objective.version,
    save: (version, { unit_id, units, ...changes }) =>
      updateObjective(id, version, {
        ...changes,
        ...(unit_id ? { unit_id } : {}),
        ...(units ? { units: chosenUnits(units) } : {}),
        ...(reason.trim() === '' ? {} : { edit_reason: reason.trim() }),
      }),
    reload: async () => {
      const now = await client.fetchQuery({ ...objectiveQuery(id), staleTime: 0 });
      return { values: objectiveValues(now), version: now.version };
    },
    saved: async () => {
      await changed();
      await back();
    },
  });
  const { fields, rest } = faultsOf(edit.error, [...OBJECTIVE_FIELDS, 'edit_reason']);
  const discard = () => {
    edit.discard();
    back();
  };
  return (
    <FormPage
      title={t`Edit the objective`}
      above={<span dir="auto">{objective.title}</span>}
      notice={
        <>
          <EditBars rules={rules} />
          {edit.found && <DraftNotice discard={discard} />}
        </>
      }
      error={edit.error}
      rest={rest}
      busy={edit.busy}
      verb={t`Save`}
      submit={edit.submit}
      cancel={discard}
    >
      <ObjectiveFields
        values={edit.values}
        change={edit.change}
        faults={fields}
        help={
          <WritingHelp
            draft={{
              title: edit.values.title,
              kind: edit.values.kind,
              key_results: objective.key_results.filter((one) => !one.dropped_at).map(asDraft),
            }}
            label={t`Strength so far`}
            shows={(finding) => !finding.pointer.startsWith('/key_results/')}
          />
        }
      />
      <EditReason rules={rules} value={reason} onChange={setReason} error={fields.edit_reason} />
      {edit.conflict && (
        <MergeDialog conflict={edit.conflict} resolve={edit.resolve} close={edit.cancelMerge} />
      )}
    </FormPage>
  );
}
