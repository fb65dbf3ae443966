// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { type MantineColorScheme, Switch, useMantineColorScheme } from '@mantine/core';
import { useMe } from '@/feature/session/query';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ScaleField } from '@/ui/ScaleField';
import classes from './AccountPage.module.css';
import { useSaveMe } from './useSaveMe';

/** Light and dark belong to the browser one sits at; shortcuts go with the person. */
export function LookSettings() {
  const { t } = useLingui();
  const { person } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const save = useSaveMe();
  const schemes: { value: MantineColorScheme; label: string }[] = [
    { value: 'auto', label: t`As the system` },
    { value: 'light', label: t`Light` },
    { value: 'dark', label: t`Dark` },
  ];
  return (
    <Section title={t`Look and keys`}>
      <div className={classes.fields}>
        <ProblemNotice error={save.error} />
        <ScaleField
          label={t`Colours`}
          options={schemes}
          value={colorScheme}
          onChange={setColorScheme}
        />
        <Switch
          label={t`Single-key shortcuts`}
          description={t`They never act while you type. Press ? for the list.`}
          checked={person.shortcuts}
          onChange={(event) => save.mutate({ shortcuts: event.currentTarget.checked })}
        />
      </div>
    </Section>
  );
}
