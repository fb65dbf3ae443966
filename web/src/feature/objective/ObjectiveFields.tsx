// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Objective, ObjectiveKind } from '@/api/types';
import { PeopleSelect } from '@/feature/person/PeopleSelect';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { ThemeSelect } from '@/feature/strategy/ThemeSelect';
import { TagSelect } from '@/feature/tag/TagSelect';
import { unitQuery } from '@/feature/unit/query';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { ScaleField } from '@/ui/ScaleField';
import { type UnitWeight, UnitWeights } from './UnitWeights';

export type ObjectiveValues = {
  title: string;
  description: string | null;
  unit_id: number | null;
  owner_id: number | null;
  theme_id: number | null;
  kind: ObjectiveKind;
  co_owner_ids: number[];
  units: UnitWeight[];
  tag_ids: number[];
};

export const OBJECTIVE_FIELDS = [
  'title',
  'description',
  'unit_id',
  'owner_id',
  'theme_id',
  'kind',
  'co_owner_ids',
  'units',
  'tag_ids',
] as const;

export const objectiveValues = (objective: Objective): ObjectiveValues => ({
  title: objective.title,
  description: objective.description,
  unit_id: objective.unit_id,
  owner_id: objective.owner_id,
  theme_id: objective.theme_id,
  kind: objective.kind,
  co_owner_ids: objective.co_owners.map((one) => one.id),
  units: objective.units.map(({ unit_id, weight }) => ({ unit_id, weight })),
  tag_ids: objective.tags.map((one) => one.id),
});

/** Rows of units in which none is chosen yet say nothing. */
export const chosenUnits = (units: readonly UnitWeight[]) =>
  units.flatMap(({ unit_id, weight }) => (unit_id === null ? [] : [{ unit_id, weight }]));

type Props = {
  values: ObjectiveValues;
  change: (next: Partial<ObjectiveValues>) => void;
  faults: Record<string, string>;
  /** What helps to write the title; stands below it. */
  help?: ReactNode;
};

/** What an objective is made of; used by beginning and by editing one. */
export function ObjectiveFields({ values, change, faults, help }: Props) {
  const { t } = useLingui();
  const meaning =
    values.kind === 'committed'
      ? t`A promise: it is met only at 100%.`
      : t`A stretch: 70% is a good end.`;
  return (
    <>
      <div>
        <Textarea
          label={t`What do you want to achieve?`}
          description={t`A qualitative aim: worth the effort, and clear to everyone.`}
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
      <UnitSelect
        label={t`Unit`}
        value={values.unit_id}
        onChange={(unit_id) => change({ unit_id })}
        error={faults.unit_id}
      />
      <PersonSelect
        label={t`Owner`}
        value={values.owner_id}
        onChange={(owner_id) => change({ owner_id })}
        clearable
        error={faults.owner_id}
      />
      <PeopleSelect
        label={t`Co-owners`}
        except={values.owner_id === null ? [] : [values.owner_id]}
        value={values.co_owner_ids}
        onChange={(co_owner_ids) => change({ co_owner_ids })}
        error={faults.co_owner_ids}
      />
      <UnitWeights
        values={values.units}
        change={(units) => change({ units })}
        error={faults.units}
      />
      <ThemeField values={values} change={change} error={faults.theme_id} />
      <ScaleField
        label={t`Kind`}
        description={meaning}
        options={[
          { value: 'aspirational', label: t`Aspirational` },
          { value: 'committed', label: t`Committed` },
        ]}
        value={values.kind}
        onChange={(kind) => change({ kind })}
        error={faults.kind}
      />
      <TagSelect
        label={t`Tags`}
        value={values.tag_ids}
        onChange={(tag_ids) => change({ tag_ids })}
        error={faults.tag_ids}
      />
      <Textarea
        label={t`Why it matters`}
        description={t`Markdown: **bold**, lists with -, [links](https://…).`}
        dir="auto"
        autosize
        minRows={3}
        maxRows={20}
        maxLength={10_000}
        value={values.description ?? ''}
        onChange={(event) => change({ description: event.currentTarget.value || null })}
        error={faults.description}
      />
    </>
  );
}

type ThemeFieldProps = Pick<Props, 'values' | 'change'> & { error: string | undefined };

/** Topline objectives, those of the top unit, stand under a theme; others are aligned to them. */
function ThemeField({ values, change, error }: ThemeFieldProps) {
  const { t } = useLingui();
  const unit = useQuery({ ...unitQuery(values.unit_id ?? 0), enabled: values.unit_id !== null });
  if (values.theme_id === null && unit.data?.parent_id !== null) return null;
  return (
    <ThemeSelect
      label={t`Strategic theme`}
      description={t`A topline objective stands under the theme it moves.`}
      value={values.theme_id}
      onChange={(theme_id) => change({ theme_id })}
      error={error}
    />
  );
}
