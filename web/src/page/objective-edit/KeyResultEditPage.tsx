// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { KeyResult } from '@/api/types';
import { DraftNotice } from '@/feature/edit/DraftNotice';
import { faultsOf } from '@/feature/edit/faults';
import { MergeDialog } from '@/feature/edit/MergeDialog';
import { useEdit } from '@/feature/edit/useEdit';
import { EditBars, EditReason, useEditRules } from '@/feature/objective/EditRules';
import { KeyResultFields } from '@/feature/objective/KeyResultFields';
import { forKind, KEY_RESULT_FIELDS, keyResultValues, sentOf } from '@/feature/objective/keyResult';
import {
  deleteKeyResult,
  dropKeyResult,
  keyResultQuery,
  objectiveQuery,
  restoreKeyResult,
  updateKeyResult,
  useObjectiveChanged,
} from '@/feature/objective/query';
import { useMe } from '@/feature/session/query';
import { KeyResultHelp } from '@/feature/writing/KeyResultHelp';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { draftKey } from '@/ui/draft';
import { FormPage } from '@/ui/FormPage';
import { sayWithUndo } from '@/ui/undo';

export default function KeyResultEditPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/inside/key-results/$id/edit' });
  const { person } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const changed = useObjectiveChanged();
  const { data: keyResult } = useSuspenseQuery(keyResultQuery(id));
  const { data: objective } = useSuspenseQuery(objectiveQuery(keyResult.objective_id));
  const back = () =>
    navigate({
      to: '/objectives/$id',
      params: { id: keyResult.objective_id },
      search: (search) => ({ cycle: search.cycle, kr: id }),
    });
  const rules = useEditRules(objective);
  const [reason, setReason] = useState('');
  const edit = useEdit({
    draftKey: draftKey(person.id, `key-result:${id}`),
    base: keyResultValues(keyResult),
    version: keyResult.version,
    save: (version, { weight, ...changes }) =>
      updateKeyResult(id, version, {
        ...sentOf(changes),
        ...(weight === undefined || weight === null ? {} : { weight }),
        ...(reason.trim() === '' ? {} : { edit_reason: reason.trim() }),
      }),
    reload: async () => {
      const now = await client.fetchQuery({ ...keyResultQuery(id), staleTime: 0 });
      return { values: keyResultValues(now), version: now.version };
    },
    saved: async () => {
      await changed();
      await back();
    },
  });
  const { fields, rest } = faultsOf(edit.error, [...KEY_RESULT_FIELDS, 'edit_reason']);
  const discard = () => {
    edit.discard();
    back();
  };
  return (
    <FormPage
      title={t`Edit the key result`}
      above={<span dir="auto">{keyResult.title}</span>}
      notice={
        <>
          <EditBars rules={rules} measured />
          {edit.found && <DraftNotice discard={discard} />}
        </>
      }
      error={edit.error}
      rest={rest}
      busy={edit.busy}
      verb={t`Save`}
      submit={edit.submit}
      cancel={discard}
      aside={<GiveUp keyResult={keyResult} done={back} />}
    >
      <KeyResultFields
        values={edit.values}
        change={(next) => edit.change(next.kind ? forKind({ ...edit.values, ...next }) : next)}
        faults={fields}
        help={<KeyResultHelp objective={objective} typed={edit.values} id={id} />}
        objectiveKind={objective.kind}
        checkedInAs={keyResult.check_in_count > 0 ? keyResult.kind : null}
      />
      <EditReason
        rules={rules}
        measured
        value={reason}
        onChange={setReason}
        error={fields.edit_reason}
      />
      {edit.conflict && (
        <MergeDialog conflict={edit.conflict} resolve={edit.resolve} close={edit.cancelMerge} />
      )}
    </FormPage>
  );
}

/** A key result of a draft is deleted, a published one is given up with a reason. */
function GiveUp({ keyResult, done }: { keyResult: KeyResult; done: () => unknown }) {
  const { t } = useLingui();
  const [asking, setAsking] = useState(false);
  const changed = useObjectiveChanged();
  const { data: objective } = useSuspenseQuery(objectiveQuery(keyResult.objective_id));
  const draft = objective.state === 'draft';
  const restore = async (gone: KeyResult) => {
    await restoreKeyResult(gone);
    await changed();
  };
  const act = async (reason: string) => {
    if (draft) await deleteKeyResult(keyResult);
    else {
      const gone = await dropKeyResult(keyResult, reason);
      sayWithUndo(t`The key result is given up.`, () => restore(gone));
    }
    await done();
    await changed();
  };
  if (keyResult.dropped_at) {
    return (
      <Button variant="subtle" color="gray" onClick={() => restore(keyResult)}>
        <Trans>Bring back</Trans>
      </Button>
    );
  }
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {draft ? <Trans>Delete…</Trans> : <Trans>Give up…</Trans>}
      </Button>
      {asking && (
        <ConfirmDialog
          title={draft ? t`Delete this key result?` : t`Give this key result up?`}
          verb={draft ? t`Delete` : t`Give up`}
          danger={draft}
          reasonLabel={draft ? undefined : t`Why? Everyone can read it.`}
          act={act}
          close={() => setAsking(false)}
        >
          {draft ? (
            <Trans>It is gone for good.</Trans>
          ) : (
            <Trans>It stays readable and counts no more. It can be brought back.</Trans>
          )}
        </ConfirmDialog>
      )}
    </>
  );
}
