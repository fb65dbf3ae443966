// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery, personQuery } from './query';

type Props = Omit<MultiSelectProps, 'data' | 'value' | 'onChange'> & {
  value: readonly number[];
  onChange: (ids: number[]) => void;
  /** Who is not offered. */
  except?: readonly number[];
};

const TYPING_MS = 150;

/** Finds people by a part of the name or address, several of them. */
export function PeopleSelect({ value, onChange, except = [], ...rest }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, TYPING_MS);
  const chosen = useQueries({ queries: value.map((id) => personQuery(id)) });
  const found = useQuery({
    ...peopleQuery({ q: q === '' ? undefined : q }),
    placeholderData: keepPreviousData,
  });
  const names = new Map<number, string>();
  for (const { data } of chosen) if (data) names.set(data.id, data.name);
  for (const person of found.data?.items ?? []) {
    if (!except.includes(person.id)) names.set(person.id, person.name);
  }
  return (
    <MultiSelect
      {...rest}
      searchable
      hidePickedOptions
      data={[...names].map(([id, label]) => ({ value: String(id), label }))}
      filter={({ options }) => options}
      onSearchChange={setTyped}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      nothingFoundMessage={found.isFetching ? t`Loading…` : t`Nothing found`}
    />
  );
}
