// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import type { ClosingKeyResult } from '@/api/types';
import { useCycles } from '@/feature/cycle/query';
import { objectivesQuery } from '@/feature/objective/query';
import { DateField } from '@/ui/DateField';
import { NumberField } from '@/ui/NumberField';
import { ScaleField } from '@/ui/ScaleField';
import type { CarryDraft } from './form';
import { carryWords } from './words';

type Props = {
  keyResult: ClosingKeyResult;
  unitId: number;
  cycleId: number;
  carry: CarryDraft;
  change: (next: Partial<CarryDraft>) => void;
  lacksDay: boolean;
  lacksPlace: boolean;
};

/** What becomes of an unfinished key result: nothing carries over by itself. */
export function CarryOverField(props: Props) {
  const { keyResult, carry, change } = props;
  const { t } = useLingui();
  return (
    <>
      <ScaleField
        label={t`What becomes of “${keyResult.title}”?`}
        options={[
          { value: 'later', label: t`Later` },
          { value: 'stop', label: t(carryWords.stop) },
          { value: 'finish', label: t(carryWords.finish) },
          { value: 'continue', label: t(carryWords.continue) },
        ]}
        value={carry.choice}
        onChange={(choice) => change({ choice })}
      />
      {carry.choice === 'finish' && (
        <DateField
          label={t`Finished by`}
          description={t`It becomes an action of its owner; it is no key result any more.`}
          value={carry.finishBy || null}
          onChange={(day) => change({ finishBy: day ?? '' })}
          error={props.lacksDay ? t`Please say by when.` : undefined}
        />
      )}
      {carry.choice === 'continue' && <PlaceField {...props} />}
      {carry.choice === 'continue' && keyResult.target_value !== null && (
        <NumberField
          label={t`Target there`}
          unit={keyResult.unit_of_measure}
          value={carry.target ?? keyResult.target_value}
          onChange={(target, targetValid) => change({ target, targetValid })}
        />
      )}
      {carry.choice !== 'later' && (
        <TextInput
          label={t`Note`}
          dir="auto"
          maxLength={2000}
          value={carry.note}
          onChange={(event) => change({ note: event.currentTarget.value })}
        />
      )}
    </>
  );
}

/** The unit's objectives of later cycles, and for each such cycle a new one. */
function PlaceField({ unitId, cycleId, carry, change, lacksPlace }: Props) {
  const { t } = useLingui();
  const cycles = useCycles();
  const own = cycles.find((one) => one.id === cycleId);
  const later = cycles
    .filter((one) => own && one.start_day > own.start_day && one.state !== 'closed')
    .sort((a, b) => a.start_day.localeCompare(b.start_day));
  const found = useQueries({
    queries: later.map((cycle) => objectivesQuery({ cycle_id: cycle.id, unit_id: unitId })),
  });
  const places = later.map((cycle, at) => ({
    group: cycle.name,
    items: [
      ...(found[at]?.data ?? [])
        .filter((one) => one.unit_id === unitId && one.state !== 'closed' && !one.dropped_at)
        .map((one) => ({ value: `o${one.id}`, label: one.title })),
      { value: `c${cycle.id}`, label: t`A new draft like this one in ${cycle.name}` },
    ],
  }));
  return (
    <Select
      label={t`Goes on in`}
      description={t`It starts at the last value and remembers where it came from.`}
      searchable
      data={places}
      value={carry.place}
      onChange={(place) => change({ place })}
      nothingFoundMessage={t`There is no later cycle yet; an OKR master plans it.`}
      error={lacksPlace ? t`Please choose where it goes on.` : undefined}
    />
  );
}
