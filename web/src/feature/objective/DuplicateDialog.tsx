// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Select, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CopyStart, Cycle, Duplicate, Objective } from '@/api/types';
import { defaultCycle, useCycles } from '@/feature/cycle/query';
import { faultsOf } from '@/feature/edit/faults';
import { targetWords } from '@/feature/okr/target';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { useFormat } from '@/locale/LocaleProvider';
import { TickList } from '@/ui/ChoiceList';
import { FormDialog } from '@/ui/FormDialog';
import { ScaleField } from '@/ui/ScaleField';
import { barWords } from './bars';
import { duplicateObjective, useObjectiveChanged } from './query';

const FIELDS = ['title', 'cycle_id', 'unit_id', 'owner_id', 'key_result_ids'] as const;

/** The cycle a copy most likely goes to: its own while it takes drafts, else the one that runs. */
function likelyCycle(cycles: readonly Cycle[], objective: Objective): number | null {
  const takes = cycles.filter((one) => one.state !== 'closed');
  const own = takes.find((one) => one.id === objective.cycle_id);
  return (own ?? defaultCycle(takes))?.id ?? null;
}

type Props = { objective: Objective; close: () => void };

/** Begins a draft like this objective; what could not go along is told before it is opened. */
export function DuplicateDialog({ objective, close }: Props) {
  const navigate = useNavigate();
  const changed = useObjectiveChanged();
  const [made, setMade] = useState<Duplicate | null>(null);
  const show = async (copy: Duplicate) => {
    close();
    await navigate({
      to: '/objectives/$id',
      params: { id: copy.objective.id },
      search: { cycle: copy.objective.cycle_id },
    });
  };
  const done = async (copy: Duplicate) => {
    await changed();
    const complete = copy.theme_left_out === null && copy.links_left_out.length === 0;
    if (complete) await show(copy);
    else setMade(copy);
  };
  if (made) return <LeftOut copy={made} show={() => show(made)} close={close} />;
  return <DuplicateForm objective={objective} done={done} close={close} />;
}

function DuplicateForm(props: Props & { done: (copy: Duplicate) => Promise<void> }) {
  const { t } = useLingui();
  const format = useFormat();
  const { objective, done, close } = props;
  const cycles = useCycles();
  const takes = cycles.filter((one) => one.state !== 'closed');
  const live = objective.key_results.filter((one) => one.dropped_at === null);
  const [title, setTitle] = useState(objective.title);
  const [cycle, setCycle] = useState(likelyCycle(cycles, objective));
  const [unit, setUnit] = useState<number | null>(objective.unit_id);
  const [owner, setOwner] = useState(objective.owner_id);
  const [chosen, setChosen] = useState(live.map((one) => one.id));
  const [start, setStart] = useState<CopyStart>('old_start');
  const duplicate = useMutation({
    mutationFn: () => {
      if (cycle === null || unit === null) throw new Error('a cycle and a unit are needed');
      return duplicateObjective(objective.id, {
        title: title.trim() || null,
        cycle_id: cycle,
        unit_id: unit,
        owner_id: owner,
        key_result_ids: chosen,
        start,
      });
    },
    onSuccess: done,
  });
  const { fields, rest } = faultsOf(duplicate.error, FIELDS);
  const lacks = duplicate.isError && (cycle === null || unit === null);
  return (
    <FormDialog
      title={t`Duplicate this objective`}
      verb={t`Duplicate`}
      busy={duplicate.isPending}
      error={lacks ? null : duplicate.error}
      rest={rest}
      submit={() => duplicate.mutate()}
      close={close}
    >
      <Textarea
        label={t`Title`}
        dir="auto"
        autosize
        minRows={1}
        maxLength={300}
        data-autofocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value.replace(/\n/g, ' '))}
        error={fields.title}
      />
      <Select
        label={t`Cycle`}
        data={takes.map((one) => ({ value: String(one.id), label: one.name }))}
        allowDeselect={false}
        value={cycle === null ? null : String(cycle)}
        onChange={(id) => setCycle(Number(id))}
        error={lacks && cycle === null ? t`Please choose the cycle.` : fields.cycle_id}
      />
      <UnitSelect
        label={t`Unit`}
        value={unit}
        onChange={setUnit}
        error={lacks && unit === null ? t`Please choose the unit.` : fields.unit_id}
      />
      <PersonSelect
        label={t`Owner`}
        clearable
        value={owner}
        onChange={setOwner}
        error={fields.owner_id}
      />
      {live.length > 0 && (
        <>
          <TickList
            label={t`Key results that go along`}
            ticks={live.map((one) => ({
              id: one.id,
              label: one.title,
              hint: targetWords(one, format, t),
              on: chosen.includes(one.id),
            }))}
            onChange={(id, on) =>
              setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
            error={fields.key_result_ids ?? null}
          />
          <ScaleField
            label={t`They begin`}
            options={[
              { value: 'old_start', label: t`At their old start` },
              { value: 'where_it_stands', label: t`Where they stand` },
            ]}
            value={start}
            onChange={setStart}
          />
        </>
      )}
    </FormDialog>
  );
}

function LeftOut(props: { copy: Duplicate; show: () => void; close: () => void }) {
  const { t } = useLingui();
  const { theme_left_out: theme, links_left_out: links } = props.copy;
  return (
    <FormDialog
      title={t`The draft is there`}
      verb={t`Open it`}
      busy={false}
      error={null}
      rest={[]}
      submit={props.show}
      close={props.close}
    >
      <p>
        <Trans>Not everything could go along:</Trans>
      </p>
      <ul>
        {theme !== null && (
          <li>
            <Trans>It does not stand under the theme “{theme}”, where it may not.</Trans>
          </li>
        )}
        {links.map(({ link, bar }) => (
          <li key={link.id}>
            <span dir="auto">“{link.key_result_title ?? link.objective_title}”</span>{' '}
            <span>{t(barWords[bar])}</span>
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}
