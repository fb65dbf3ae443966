// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KeyResultKind, ObjectiveKind } from '@/api/types';
import { keyResultKinds, keyResultMeanings } from '@/feature/okr/kind';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { DateField } from '@/ui/DateField';
import { NumberField } from '@/ui/NumberField';
import { type KeyResultValues, kindsOffered } from './keyResult';
import { MeasureFields } from './MeasureFields';
import classes from './MeasureFields.module.css';

type Props = {
  values: KeyResultValues;
  change: (next: Partial<KeyResultValues>) => void;
  faults: Record<string, string>;
  objectiveKind: ObjectiveKind;
  /** The kind it was checked in as; null: there is no check-in yet. */
  checkedInAs?: KeyResultKind | null;
  /** What helps to write the title; stands below it. */
  help?: ReactNode;
};

export function KeyResultFields(props: Props) {
  const { values, change, faults, objectiveKind, checkedInAs = null, help } = props;
  const { t } = useLingui();
  const kinds = kindsOffered(objectiveKind, checkedInAs, values.kind);
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
        {help}
      </div>
      <Select
        label={t`How it is measured`}
        description={t(keyResultMeanings[values.kind])}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={kinds.map((kind) => ({ value: kind, label: t(keyResultKinds[kind]) }))}
        value={values.kind}
        allowDeselect={false}
        onChange={(kind) => kind && change({ kind: kind as KeyResultKind })}
        error={faults.kind}
      />
      <MeasureFields values={values} change={change} faults={faults} />
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
        <DateField
          label={t`Due`}
          description={t`Empty: the end of the cycle.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          clearable
          value={values.due_day}
          onChange={(due_day) => change({ due_day })}
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
