// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '@/feature/edit/faults';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { today } from '@/locale/format';
import { useLocale } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import { offerHandOver, useDeskChanged } from './desk';

const FIELDS = ['to_id', 'day', 'note'] as const;

/** All duties go to a colleague at once, once they accept. */
export function HandOverDialog({ fromId, close }: { fromId: number; close: () => void }) {
  const { t } = useLingui();
  const changed = useDeskChanged();
  const { zone } = useLocale();
  const [toId, setToId] = useState<number | null>(null);
  const [day, setDay] = useState<string | null>(today(zone));
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      offerHandOver({ from_id: fromId, to_id: toId ?? 0, day: day ?? '', note: note || null }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={t`Hand over to a colleague`}
      verb={t`Offer it`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <PersonSelect
        label={t`Colleague`}
        description={t`All roles, open cases, planned visits and sessions go along.`}
        data-autofocus
        value={toId}
        onChange={setToId}
        error={fields.to_id}
      />
      <DateField label={t`From this day on`} value={day} onChange={setDay} error={fields.day} />
      <Textarea
        label={t`What one should know`}
        dir="auto"
        autosize
        minRows={3}
        maxLength={10_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={fields.note}
      />
    </FormDialog>
  );
}
