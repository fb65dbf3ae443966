// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '@/feature/edit/faults';
import { settingsQuery } from '@/feature/setting/query';
import { useSettingValue } from '@/feature/setting/useSettingValue';
import { settingWords } from '@/feature/setting/words';
import { FormDialog } from '@/ui/FormDialog';
import { useHandbookChanged, wantSetting } from './handbook';

const FIELDS = ['name', 'value'] as const;

/** A setting that the draft wants the organisation to have. */
export function SettingDialog({ handbookId, close }: { handbookId: number; close: () => void }) {
  const { t } = useLingui();
  const changed = useHandbookChanged();
  const said = useSettingValue();
  const settings = useQuery(settingsQuery);
  const [name, setName] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const save = useMutation({
    mutationFn: () => wantSetting(handbookId, { name: name ?? '', value }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  const items = settings.data?.items ?? [];
  const chosen = items.find((one) => one.name === name);
  const words = name ? settingWords[name] : undefined;
  const choose = (next: string | null) => {
    setName(next);
    setValue(items.find((one) => one.name === next)?.value ?? '');
  };
  return (
    <FormDialog
      title={t`A setting of this version`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <Select
        label={t`Setting`}
        data-autofocus
        searchable
        data={items.map((one) => {
          const known = settingWords[one.name];
          return { value: one.name, label: known ? t(known.name) : one.name };
        })}
        value={name}
        onChange={choose}
        error={fields.name}
      />
      {chosen && chosen.choices.length > 0 ? (
        <Select
          label={t`As agreed`}
          allowDeselect={false}
          data={chosen.choices.map((choice) => ({
            value: choice,
            label: said(chosen.name, choice),
          }))}
          value={value}
          onChange={(next) => setValue(next ?? '')}
          error={fields.value}
        />
      ) : (
        <TextInput
          label={t`As agreed`}
          description={words ? t(words.doc) : chosen?.doc}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          error={fields.value}
        />
      )}
    </FormDialog>
  );
}
