// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { DraftNotice } from '@/feature/edit/DraftNotice';
import { faultsOf } from '@/feature/edit/faults';
import {
  forKind,
  KEY_RESULT_FIELDS,
  KeyResultFields,
  type KeyResultValues,
} from '@/feature/objective/KeyResultFields';
import { createKeyResult, objectiveQuery, useObjectiveChanged } from '@/feature/objective/query';
import { useMe } from '@/feature/session/query';
import { draftKey, useDraft } from '@/ui/draft';
import { FormPage } from '@/ui/FormPage';

const EMPTY: KeyResultValues = {
  title: '',
  description: null,
  kind: 'increase',
  unit_of_measure: '%',
  start_value: 0,
  target_value: 100,
  worst_value: null,
  owner_id: null,
  due_day: null,
  weight: null,
};

export default function KeyResultNewPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/inside/objectives/$id/key-results/new' });
  const { person } = useMe();
  const navigate = useNavigate();
  const changed = useObjectiveChanged();
  const { data: objective } = useSuspenseQuery(objectiveQuery(id));
  const draft = useDraft(draftKey(person.id, `key-result:new:${id}`), EMPTY);
  const back = (kr?: number) =>
    navigate({
      to: '/objectives/$id',
      params: { id },
      search: (search) => ({ cycle: search.cycle, kr }),
    });
  const create = useMutation({
    mutationFn: (values: KeyResultValues) =>
      createKeyResult({ ...forKind(values), objective_id: id, start_day: null }),
    onSuccess: async (made) => {
      draft.drop();
      await changed();
      await back(made.id);
    },
  });
  const { fields, rest } = faultsOf(create.error, KEY_RESULT_FIELDS);
  const discard = () => {
    draft.drop();
    back();
  };
  return (
    <FormPage
      title={t`New key result`}
      above={<span dir="auto">{objective.title}</span>}
      notice={draft.found && <DraftNotice discard={discard} />}
      error={create.error}
      rest={rest}
      busy={create.isPending}
      verb={t`Add it`}
      submit={() => create.mutate(draft.value)}
      cancel={discard}
    >
      <KeyResultFields values={draft.value} change={draft.change} faults={fields} />
    </FormPage>
  );
}
