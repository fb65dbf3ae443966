// SPDX-License-Identifier: Apache-2.0
import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { themesQuery } from './query';

type Props = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  value: number | null;
  onChange: (id: number | null) => void;
};

/** The themes that hold, and the one that is chosen whatever became of it. */
export function ThemeSelect({ value, onChange, ...rest }: Props) {
  const themes = useQuery(themesQuery);
  const options = (themes.data ?? [])
    .filter((one) => one.state === 'current' || one.id === value)
    .map((one) => ({ value: String(one.id), label: one.name }));
  if (themes.data && options.length === 0) return null;
  return (
    <Select
      {...rest}
      clearable
      data={options}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}
