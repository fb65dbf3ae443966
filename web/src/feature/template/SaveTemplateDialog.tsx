// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Objective } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { useIsKeeper } from '@/feature/session/rights';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { TickList } from '@/ui/ChoiceList';
import { FormDialog } from '@/ui/FormDialog';
import { say } from '@/ui/undo';
import { saveTemplate, useTemplatesChanged } from './query';

const FIELDS = ['name', 'unit_id', 'hint', 'key_result_ids'] as const;

/** Keeps an objective that worked as a pattern for others. */
export function SaveTemplateDialog(props: { objective: Objective; close: () => void }) {
  const { t } = useLingui();
  const { objective, close } = props;
  const changed = useTemplatesChanged();
  const keeper = useIsKeeper();
  const live = objective.key_results.filter((one) => one.dropped_at === null);
  const [name, setName] = useState(objective.title.slice(0, 100));
  const [unit, setUnit] = useState<number | null>(keeper ? null : objective.unit_id);
  const [hint, setHint] = useState('');
  const [chosen, setChosen] = useState(live.map((one) => one.id));
  const save = useMutation({
    mutationFn: () =>
      saveTemplate(objective.id, {
        name: name.trim(),
        unit_id: unit,
        hint: hint.trim() || null,
        key_result_ids: chosen,
      }),
    onSuccess: async () => {
      await changed();
      close();
      say(t`The template is saved.`);
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={t`Save as a template`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name of the template`}
        dir="auto"
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields.name}
      />
      <UnitSelect
        label={t`For a unit and everything below it`}
        placeholder={t`For everybody`}
        clearable
        value={unit}
        onChange={setUnit}
        error={fields.unit_id}
      />
      <Textarea
        label={t`What to mind when using it`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={1000}
        value={hint}
        onChange={(event) => setHint(event.currentTarget.value)}
        error={fields.hint}
      />
      {live.length > 0 && (
        <TickList
          label={t`Key results that belong to it`}
          ticks={live.map((one) => ({ id: one.id, label: one.title, on: chosen.includes(one.id) }))}
          onChange={(id, on) =>
            setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))
          }
          error={fields.key_result_ids ?? null}
        />
      )}
    </FormDialog>
  );
}
