// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core';
import type { KeyResult, KeyResultKind } from '@/api/types';
import { keyResultKinds } from '@/feature/okr/kind';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { NumberField } from '@/ui/NumberField';
import { Advice } from './Advice';
import { adviceOnKeyResult } from './advice';
import classes from './KeyResultFields.module.css';

export type KeyResultValues = {
  title: string;
  description: string | null;
  kind: KeyResultKind;
  unit_of_measure: string;
  start_value: number | null;
  target_value: number | null;
  worst_value: number | null;
  owner_id: number | null;
  due_day: string | null;
  weight: number | null;
};

export const KEY_RESULT_FIELDS = [
  'title',
  'description',
  'kind',
  'unit_of_measure',
  'start_value',
  'target_value',
  'worst_value',
  'owner_id',
  'due_day',
  'weight',
] as const;

export const keyResultValues = (keyResult: KeyResult): KeyResultValues => ({
  title: keyResult.title,
  description: keyResult.description,
  kind: keyResult.kind,
  unit_of_measure: keyResult.unit_of_measure,
  start_value: keyResult.start_value,
  target_value: keyResult.target_value,
  worst_value: keyResult.worst_value,
  owner_id: keyResult.owner_id,
  due_day: keyResult.due_day,
  weight: keyResult.weight,
});

/** The kinds one can choose; the others come with imports or later. */
const OFFERED: readonly KeyResultKind[] = ['increase', 'decrease', 'at_least', 'at_most', 'yes_no'];

type Props = {
  values: KeyResultValues;
  change: (next: Partial<KeyResultValues>) => void;
  faults: Record<string, string>;
};

/** Only the numbers that the kind uses are sent; the others would be refused or mislead. */
export function forKind(values: KeyResultValues): KeyResultValues {
  const { kind } = values;
  const moves = kind === 'increase' || kind === 'decrease';
  const bound = kind === 'at_least' || kind === 'at_most';
  return {
    ...values,
    start_value: moves ? values.start_value : null,
    target_value: kind === 'yes_no' ? null : values.target_value,
    worst_value: bound ? values.worst_value : null,
  };
}

export function KeyResultFields({ values, change, faults }: Props) {
  const { t } = useLingui();
  const kinds = OFFERED.includes(values.kind) ? OFFERED : [...OFFERED, values.kind];
  return (
    <>
      <div>
        <Textarea
          label={t`What proves that the objective is reached?`}
          description={t`An outcome one can measure, not a task one can finish.`}
          dir="auto"
          autosize
          minRows={1}
          maxLength={300}
          autoFocus
          required
          withAsterisk={false}
          value={values.title}
          onChange={(event) => change({ title: event.currentTarget.value.replace(/\n/g, ' ') })}
          error={faults.title}
        />
        <Advice rules={adviceOnKeyResult(values.title)} />
      </div>
      <Select
        label={t`How it is measured`}
        data={kinds.map((kind) => ({ value: kind, label: t(keyResultKinds[kind]) }))}
        value={values.kind}
        allowDeselect={false}
        onChange={(kind) => kind && change({ kind: kind as KeyResultKind })}
        error={faults.kind}
      />
      <Numbers values={values} change={change} faults={faults} />
      <div className={classes.pair}>
        <PersonSelect
          label={t`Owner`}
          placeholder={t`The objective's owner`}
          clearable
          value={values.owner_id}
          onChange={(owner_id) => change({ owner_id })}
          error={faults.owner_id}
        />
        <NumberField
          label={t`Weight`}
          placeholder={t`100, as the others`}
          value={values.weight}
          onChange={(weight) => change({ weight })}
          error={faults.weight}
        />
        <TextInput
          type="date"
          label={t`Due`}
          description={t`Empty: the end of the cycle.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={values.due_day ?? ''}
          onChange={(event) => change({ due_day: event.currentTarget.value || null })}
          error={faults.due_day}
        />
      </div>
      <Textarea
        label={t`How it is counted`}
        description={t`Where the number comes from, and what is left out.`}
        dir="auto"
        autosize
        minRows={2}
        maxRows={20}
        maxLength={10_000}
        value={values.description ?? ''}
        onChange={(event) => change({ description: event.currentTarget.value || null })}
        error={faults.description}
      />
    </>
  );
}

function Numbers({ values, change, faults }: Props) {
  const { t } = useLingui();
  if (values.kind === 'yes_no') return null;
  const moves = values.kind === 'increase' || values.kind === 'decrease';
  const unit = values.unit_of_measure;
  return (
    <div className={classes.pair}>
      {moves && (
        <NumberField
          label={t`From`}
          unit={unit}
          value={values.start_value}
          onChange={(start_value) => change({ start_value })}
          error={faults.start_value}
        />
      )}
      <NumberField
        label={moves ? t`To` : values.kind === 'at_least' ? t`At least` : t`At most`}
        unit={unit}
        value={values.target_value}
        onChange={(target_value) => change({ target_value })}
        error={faults.target_value}
      />
      {!moves && (
        <NumberField
          label={t`Worst value`}
          description={t`Where progress is 0%. Empty: nothing in between.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          unit={unit}
          value={values.worst_value}
          onChange={(worst_value) => change({ worst_value })}
          error={faults.worst_value}
        />
      )}
      <Autocomplete
        label={t`Unit of measure`}
        data={['%', '€', t`customers`, t`days`, t`points`]}
        maxLength={40}
        dir="auto"
        filter={({ options }) => options}
        value={values.unit_of_measure}
        onChange={(unit_of_measure) => change({ unit_of_measure })}
        error={faults.unit_of_measure}
      />
    </div>
  );
}
