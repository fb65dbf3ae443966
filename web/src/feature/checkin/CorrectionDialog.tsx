// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CheckIn, KeyResult } from '@/api/types';
import { EditDialog } from '@/feature/edit/EditDialog';
import { faultsOf } from '@/feature/edit/faults';
import { useEdit } from '@/feature/edit/useEdit';
import { useObjectiveChanged } from '@/feature/objective/query';
import { useMe } from '@/feature/session/query';
import { useFormat } from '@/locale/LocaleProvider';
import { draftKey } from '@/ui/draft';
import { ScaleField } from '@/ui/ScaleField';
import { CONFIDENCES, NoteField, OwnViewField, ValueField } from './AnswerFields';
import { correctionBody, correctionValues, doneBefore, tickedAnew } from './correction';
import { checkInQuery, correctCheckIn } from './query';

type Props = {
  keyResult: KeyResult;
  checkIn: CheckIn;
  /** Those that count before it, the newest first. */
  earlier: readonly CheckIn[];
  close: () => void;
};

const FIELDS = ['value', 'milestones', 'confidence', 'own_status', 'note', 'reason'] as const;

/** Mends what a check-in says; its day stays, and what it said before stays readable. */
export function CorrectionDialog({ keyResult, checkIn, earlier, close }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const { person } = useMe();
  const client = useQueryClient();
  const changed = useObjectiveChanged();
  const [valid, setValid] = useState(true);
  const edit = useEdit({
    draftKey: draftKey(person.id, `correction:${checkIn.id}`),
    base: correctionValues(keyResult, checkIn),
    version: checkIn.version,
    save: (version, changes) => correctCheckIn(checkIn.id, version, correctionBody(changes)),
    reload: async () => {
      const now = await client.fetchQuery({ ...checkInQuery(checkIn.id), staleTime: 0 });
      return { values: correctionValues(keyResult, now), version: now.version };
    },
    saved: async () => {
      await client.invalidateQueries({ queryKey: ['check-ins', keyResult.id] });
      await changed();
      close();
    },
  });
  const { values, change } = edit;
  const { fields, rest } = faultsOf(edit.error, FIELDS);
  const unread = !valid || values.value === null;
  const ticked = (id: number) =>
    values.milestones.find((one) => one.id === id)?.done ?? doneBefore(earlier, id);
  const day = format.day(checkIn.day);
  return (
    <EditDialog
      edit={edit}
      title={t`Edit the check-in of ${day}`}
      verb={t`Save`}
      size="lg"
      rest={rest}
      submit={() => !unread && edit.submit()}
      close={close}
    >
      <ValueField
        keyResult={keyResult}
        value={values.value}
        ticked={(one) => ticked(one.id)}
        change={(value, isValid) => {
          setValid(isValid);
          change({ value });
        }}
        tick={(id, on) =>
          change({ milestones: tickedAnew(keyResult, earlier, values.milestones, id, on) })
        }
        error={
          fields.milestones ?? fields.value ?? (unread ? t`Please enter the value.` : undefined)
        }
      />
      <ScaleField
        label={t`Confidence`}
        description={t`That the target will be reached.`}
        options={CONFIDENCES}
        value={values.confidence}
        onChange={(confidence) => change({ confidence })}
        ends={[t`will not make it`, t`sure`]}
        error={fields.confidence}
      />
      <OwnViewField
        value={values.own_status}
        onChange={(own_status) => change({ own_status })}
        error={fields.own_status}
      />
      <NoteField
        value={values.note ?? ''}
        onChange={(note) => change({ note })}
        error={fields.note}
      />
      <TextInput
        label={t`Why it is corrected`}
        description={t`One line, for who reads the history. What it said before stays readable there.`}
        dir="auto"
        maxLength={300}
        value={values.reason ?? ''}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        error={fields.reason}
      />
    </EditDialog>
  );
}
