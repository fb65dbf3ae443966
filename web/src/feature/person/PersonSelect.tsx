// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { peopleQuery, personQuery } from './query';

type Props = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  value: number | null;
  onChange: (id: number | null) => void;
};

const TYPING_MS = 150;

/** Finds a person by a part of the name or address. */
export function PersonSelect({ value, onChange, ...rest }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, TYPING_MS);
  const chosen = useQuery({ ...personQuery(value ?? 0), enabled: value !== null });
  const isChosen = q === chosen.data?.name;
  const found = useQuery({
    ...peopleQuery({ q: isChosen || q === '' ? undefined : q }),
    placeholderData: keepPreviousData,
  });
  const options = (found.data?.items ?? []).map((person) => ({
    value: String(person.id),
    label: person.name,
  }));
  if (chosen.data && !options.some((one) => one.value === String(value))) {
    options.unshift({ value: String(chosen.data.id), label: chosen.data.name });
  }
  return (
    <Select
      {...rest}
      searchable
      data={options}
      filter={({ options: all }) => all}
      onSearchChange={setTyped}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      nothingFoundMessage={found.isFetching ? t`Loading…` : t`Nothing found`}
    />
  );
}
