// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Group, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { StrategyTheme, ThemeVersion } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { FormDialog } from '@/ui/FormDialog';
import { NumberField } from '@/ui/NumberField';
import { createTheme, updateTheme, useStrategyChanged } from './query';

const FIELDS = ['name', 'owner_id', 'from_year', 'until_year', 'success', 'description'] as const;

type Props = {
  strategyId: number;
  /** The theme to change; without it one is added. */
  theme?: StrategyTheme | undefined;
  /** A theme that was left out or has ended, as it stood last: it comes back with all it had. */
  returning?: ThemeVersion | undefined;
  close: () => void;
};

/** A theme of a draft: what it is called, who answers for it, until when, and what success is. */
export function ThemeDialog({ strategyId, theme, returning, close }: Props) {
  const { t } = useLingui();
  const changed = useStrategyChanged();
  const year = new Date().getFullYear();
  const last = theme ?? returning;
  const [values, setValues] = useState({
    name: last?.name ?? '',
    owner_id: last?.owner_id ?? null,
    from_year: last?.from_year ?? (year as number | null),
    until_year: last?.until_year ?? ((year + 3) as number | null),
    success: last?.success ?? null,
    description: last?.description ?? null,
  });
  const change = (next: Partial<typeof values>) => setValues((old) => ({ ...old, ...next }));
  const save = useMutation({
    mutationFn: () => {
      const { from_year, until_year } = values;
      const body = { ...values, from_year: from_year ?? 0, until_year: until_year ?? 0 };
      return theme
        ? updateTheme(theme, body)
        : createTheme(strategyId, { ...body, theme_id: returning?.theme_id ?? null });
    },
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  let title = t`New theme`;
  if (theme) title = t`Change ${theme.name}`;
  else if (returning) title = t`Bring back ${returning.name}`;
  return (
    <FormDialog
      title={title}
      verb={theme ? t`Save` : t`Add the theme`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name`}
        data-autofocus
        dir="auto"
        maxLength={200}
        value={values.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={fields.name}
      />
      <PersonSelect
        label={t`Who answers for it`}
        clearable
        value={values.owner_id}
        onChange={(owner_id) => change({ owner_id })}
        error={fields.owner_id}
      />
      <Group grow align="flex-start">
        <NumberField
          label={t`From`}
          value={values.from_year}
          onChange={(from_year) => change({ from_year })}
          error={fields.from_year}
        />
        <NumberField
          label={t`Until the end of`}
          value={values.until_year}
          onChange={(until_year) => change({ until_year })}
          error={fields.until_year}
        />
      </Group>
      <Textarea
        label={t`It has succeeded when`}
        dir="auto"
        maxLength={2000}
        value={values.success ?? ''}
        onChange={(event) => change({ success: event.currentTarget.value || null })}
        error={fields.success}
      />
      <Textarea
        label={t`What it is, and what it is not`}
        dir="auto"
        minRows={3}
        maxLength={10_000}
        value={values.description ?? ''}
        onChange={(event) => change({ description: event.currentTarget.value || null })}
        error={fields.description}
      />
    </FormDialog>
  );
}
