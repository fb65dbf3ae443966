// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { DraftNotice } from '@/feature/edit/DraftNotice';
import { faultsOf } from '@/feature/edit/faults';
import { KeyResultFields } from '@/feature/objective/KeyResultFields';
import {
  forKind,
  KEY_RESULT_FIELDS,
  type KeyResultValues,
  NEW_KEY_RESULT,
  sentOf,
} from '@/feature/objective/keyResult';
import { createKeyResult, objectiveQuery, useObjectiveChanged } from '@/feature/objective/query';
import { useMe } from '@/feature/session/query';
import { KeyResultHelp } from '@/feature/writing/KeyResultHelp';
import { draftKey, useDraft } from '@/ui/draft';
import { FormPage } from '@/ui/FormPage';

export default function KeyResultNewPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/inside/objectives/$id/key-results/new' });
  const { person } = useMe();
  const navigate = useNavigate();
  const changed = useObjectiveChanged();
  const { data: objective } = useSuspenseQuery(objectiveQuery(id));
  const draft = useDraft(draftKey(person.id, `key-result:new:${id}`), NEW_KEY_RESULT);
  const back = (kr?: number) =>
    navigate({
      to: '/objectives/$id',
      params: { id },
      search: (search) => ({ cycle: search.cycle, kr }),
    });
  const create = useMutation({
    mutationFn: (values: KeyResultValues) =>
      createKeyResult({ ...sentOf(forKind(values)), objective_id: id, start_day: null }),
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
      <KeyResultFields
        values={{ ...NEW_KEY_RESULT, ...draft.value }}
        change={draft.change}
        faults={fields}
        help={<KeyResultHelp objective={objective} typed={{ ...NEW_KEY_RESULT, ...draft.value }} />}
        objectiveKind={objective.kind}
      />
    </FormPage>
  );
}
