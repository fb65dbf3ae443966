// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { MultiSelect, Select, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReorgKind, ReorgStepNew, UnitType } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { objectivesQuery } from '@/feature/objective/query';
import { membersQuery, unitQuery } from '@/feature/unit/query';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { unitTypes } from '@/feature/unit/words';
import { FormDialog } from '@/ui/FormDialog';
import { reorgKinds } from './words';

type Props = {
  /** The step to change; without it one is added. */
  step?: ReorgStepNew;
  save: (step: ReorgStepNew) => Promise<unknown>;
  close: () => void;
};

const empty: ReorgStepNew = {
  kind: 'merge',
  unit_id: 0,
  name: null,
  type: null,
  into_id: null,
  roles_follow: true,
  unit_ids: [],
  person_ids: [],
  objective_ids: [],
};

/** One change of one unit; what it asks for depends on the kind of change. */
export function StepDialog({ step, save, close }: Props) {
  const { t } = useLingui();
  const [value, setValue] = useState<ReorgStepNew>(step ?? empty);
  const [lacks, setLacks] = useState(false);
  const change = (next: Partial<ReorgStepNew>) => setValue((old) => ({ ...old, ...next }));
  const saving = useMutation({ mutationFn: () => save(value), onSuccess: close });
  const { rest } = faultsOf(saving.error, []);
  const submit = () => {
    setLacks(value.unit_id === 0);
    if (value.unit_id !== 0) saving.mutate();
  };
  return (
    <FormDialog
      title={step ? t`Change the step` : t`New step`}
      verb={step ? t`Save` : t`Add the step`}
      busy={saving.isPending}
      error={saving.error}
      rest={rest}
      submit={submit}
      close={close}
    >
      <Select
        label={t`What happens`}
        allowDeselect={false}
        data={Object.entries(reorgKinds).map(([kind, label]) => ({ value: kind, label: t(label) }))}
        value={value.kind}
        onChange={(kind) => kind && change({ kind: kind as ReorgKind })}
      />
      <UnitSelect
        label={t`Unit`}
        value={value.unit_id || null}
        onChange={(id) =>
          change({ unit_id: id ?? 0, unit_ids: [], person_ids: [], objective_ids: [] })
        }
        error={lacks ? t`Please choose the unit.` : undefined}
      />
      <Naming value={value} change={change} />
      <Into value={value} change={change} />
      {value.kind === 'split' && value.unit_id !== 0 && <Parts value={value} change={change} />}
      <Roles value={value} change={change} />
    </FormDialog>
  );
}

type PartProps = { value: ReorgStepNew; change: (next: Partial<ReorgStepNew>) => void };

function Naming({ value, change }: PartProps) {
  const { t } = useLingui();
  if (value.kind !== 'rename' && value.kind !== 'split') return null;
  return (
    <>
      <TextInput
        label={value.kind === 'split' ? t`Name of the new unit` : t`New name`}
        dir="auto"
        maxLength={200}
        value={value.name ?? ''}
        onChange={(event) => change({ name: event.currentTarget.value || null })}
      />
      <Select
        label={t`Type`}
        placeholder={t`As it is`}
        clearable
        data={Object.entries(unitTypes).map(([type, label]) => ({ value: type, label: t(label) }))}
        value={value.type}
        onChange={(type) => change({ type: type as UnitType | null })}
      />
    </>
  );
}

function Into({ value, change }: PartProps) {
  const { t } = useLingui();
  const labels = {
    move: { label: t`Hangs under from then on`, placeholder: t`Nothing: at the top` },
    merge: { label: t`Becomes part of`, placeholder: '' },
    close: { label: t`Who takes over`, placeholder: t`Nobody` },
    split: { label: t`The new unit hangs under`, placeholder: t`The same unit as the old one` },
  };
  if (value.kind === 'rename') return null;
  return (
    <UnitSelect
      {...labels[value.kind]}
      clearable
      value={value.into_id ?? null}
      onChange={(id) => change({ into_id: id })}
    />
  );
}

function Roles({ value, change }: PartProps) {
  const { t } = useLingui();
  if (value.kind === 'rename' || value.kind === 'move') return null;
  if (value.kind === 'close' && value.into_id === null) return null;
  return (
    <Switch
      label={t`Roles go along`}
      description={
        value.kind === 'split'
          ? t`Whoever holds a role for the old unit holds it for the new one as well.`
          : t`Whoever holds a role for the unit holds it for the one that takes over.`
      }
      checked={value.roles_follow}
      onChange={(event) => change({ roles_follow: event.currentTarget.checked })}
    />
  );
}

/** What goes to the new unit: units below, members, objectives. */
function Parts({ value, change }: PartProps) {
  const { t } = useLingui();
  const unit = useQuery(unitQuery(value.unit_id));
  const members = useQuery(membersQuery(value.unit_id));
  const objectives = useQuery(objectivesQuery({ unit_id: value.unit_id }));
  const options = (rows: { id: number; name: string }[]) =>
    rows.map((row) => ({ value: String(row.id), label: row.name }));
  const chosen = (ids: number[] | undefined) => (ids ?? []).map(String);
  const children = unit.data?.children ?? [];
  return (
    <>
      <MultiSelect
        label={t`People who go along`}
        searchable
        data={options(
          (members.data ?? []).map((one) => ({ id: one.person_id, name: one.person_name })),
        )}
        value={chosen(value.person_ids)}
        onChange={(ids) => change({ person_ids: ids.map(Number) })}
      />
      <MultiSelect
        label={t`Objectives that go along`}
        searchable
        data={options(
          (objectives.data ?? [])
            .filter((one) => one.state !== 'closed' && one.unit_id === value.unit_id)
            .map((one) => ({ id: one.id, name: one.title })),
        )}
        value={chosen(value.objective_ids)}
        onChange={(ids) => change({ objective_ids: ids.map(Number) })}
      />
      {children.length > 0 && (
        <MultiSelect
          label={t`Units below that go along`}
          searchable
          data={options(children)}
          value={chosen(value.unit_ids)}
          onChange={(ids) => change({ unit_ids: ids.map(Number) })}
        />
      )}
    </>
  );
}
