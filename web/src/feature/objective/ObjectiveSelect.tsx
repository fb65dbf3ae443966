// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { objectivesQuery } from './query';

type Props = Omit<SelectProps, 'data' | 'value' | 'onChange'> & {
  cycleId: number;
  /** The objective that is being linked; it cannot hang under itself. */
  except: number;
  value: number | null;
  onChange: (id: number | null) => void;
};

/** Finds an objective of a cycle by its title or unit. */
export function ObjectiveSelect({ cycleId, except, value, onChange, ...rest }: Props) {
  const { t } = useLingui();
  const objectives = useQuery(objectivesQuery({ cycle_id: cycleId }));
  const options = (objectives.data ?? [])
    .filter((one) => one.id !== except && one.state !== 'draft')
    .map((one) => ({ value: String(one.id), label: `${one.title} (${one.unit_name})` }));
  return (
    <Select
      {...rest}
      searchable
      clearable
      limit={50}
      data={options}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      nothingFoundMessage={objectives.isPending ? t`Loading…` : t`Nothing found`}
    />
  );
}
