// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProblem } from '@/api/problem';
import type { Setting } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { useIsAdmin } from '@/feature/session/rights';
import { settingHistoryQuery, settingsQuery, updateSetting } from '@/feature/setting/query';
import { useSettingValue } from '@/feature/setting/useSettingValue';
import { settingWords } from '@/feature/setting/words';
import { RuleList } from '@/feature/writing/RuleList';
import { languages } from '@/locale/i18n';
import { useFormat } from '@/locale/LocaleProvider';
import { LinkButton } from '@/ui/link';
import { Notice } from '@/ui/Notice';
import { NumberField } from '@/ui/NumberField';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { say } from '@/ui/undo';
import classes from './SettingsPage.module.css';

/** The settings of the organisation: everyone reads them, administrators change them. */
export default function SettingsPage() {
  const { t } = useLingui();
  const admin = useIsAdmin();
  const settings = useQuery(settingsQuery);
  return (
    <Page
      title={t`Settings`}
      width="text"
      actions={
        admin && (
          <LinkButton to="/messages" variant="default">
            <Trans>Messages</Trans>
          </LinkButton>
        )
      }
    >
      <p className={classes.lead}>
        {admin ? (
          <Trans>
            They hold for the whole organisation. Every change is kept with who and when.
          </Trans>
        ) : (
          <Trans>They hold for the whole organisation. Administrators can change them.</Trans>
        )}
      </p>
      <ProblemNotice error={settings.error} retry={() => settings.refetch()} />
      {settings.isPending && <RowsSkeleton rows={6} />}
      <ul className={classes.list}>
        {settings.data?.items.map((setting) => (
          <SettingItem key={`${setting.name}:${setting.version}`} setting={setting} admin={admin} />
        ))}
      </ul>
      <RuleList admin={admin} />
    </Page>
  );
}

/** Kinds of settings that one chooses instead of typing. */
const SELECTED = new Set(['choice', 'language', 'zone']);

/** What a setting that is a choice may be; the value it has is among them, whatever it is. */
function optionsOf(setting: Setting, words: (choice: string) => string) {
  if (setting.kind === 'choice') {
    return setting.choices.map((value) => ({ value, label: words(value) }));
  }
  if (setting.kind === 'language') {
    return Object.entries(languages).map(([value, label]) => ({ value, label }));
  }
  const zones = new Set([setting.value, ...Intl.supportedValuesOf('timeZone')]);
  return [...zones].map((value) => ({ value, label: value }));
}

function SettingItem({ setting, admin }: { setting: Setting; admin: boolean }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const said = useSettingValue();
  const [value, setValue] = useState(setting.value);
  const save = useMutation({
    mutationFn: () => updateSetting(setting, value.trim()),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: settingsQuery.queryKey });
      say(t`The setting is saved.`);
    },
  });
  const { fields, rest } = faultsOf(save.error, ['value']);
  const stale = isProblem(save.error) && save.error.status === 412;
  const words = settingWords[setting.name];
  const name = words ? t(words.name) : setting.name;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isNumber = setting.kind === 'int' || setting.kind === 'fraction';
  // What cannot be read as a number is not sent.
  const changeNumber = (number: number | null, valid: boolean) =>
    setValue(valid && number !== null ? String(number) : setting.value);
  const field = {
    label: name,
    description: words ? t(words.doc) : setting.doc,
    readOnly: !admin,
    variant: admin ? undefined : 'unstyled',
    error: fields.value,
    className: classes.field,
  };
  return (
    <li className={classes.item}>
      <form onSubmit={submit} className={classes.form}>
        {isNumber ? (
          <NumberField {...field} value={Number(setting.value)} onChange={changeNumber} />
        ) : SELECTED.has(setting.kind) ? (
          <Select
            {...field}
            searchable={admin && setting.kind === 'zone'}
            limit={100}
            allowDeselect={false}
            rightSectionWidth={admin ? undefined : 0}
            rightSection={admin ? undefined : <span />}
            data={optionsOf(setting, (choice) => said(setting.name, choice))}
            value={value}
            onChange={(chosen) => chosen && setValue(chosen)}
          />
        ) : (
          <TextInput
            {...field}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        {admin && value !== setting.value && (
          <Button type="submit" loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        )}
      </form>
      {stale ? (
        <Notice
          tone="warn"
          action={
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => client.invalidateQueries({ queryKey: settingsQuery.queryKey })}
            >
              <Trans>Show it</Trans>
            </Button>
          }
        >
          <Trans>Somebody else changed this setting meanwhile.</Trans>
        </Notice>
      ) : (
        !fields.value && <ProblemNotice error={save.error} rest={rest} />
      )}
      {setting.version > 0 && <SettingHistory setting={setting} />}
    </li>
  );
}

function SettingHistory({ setting }: { setting: Setting }) {
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const history = useQuery({ ...settingHistoryQuery(setting.name), enabled: open });
  const said = useSettingValue();
  const initial = said(setting.name, setting.initial);
  return (
    <details
      className={classes.history}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        {initial === '' ? <Trans>Changed</Trans> : <Trans>Changed; “{initial}” at first</Trans>}
      </summary>
      <ul>
        {history.data?.items.map((version) => (
          <li key={version.id}>
            <time dateTime={version.created_at}>{format.moment(version.created_at)}</time>{' '}
            <strong>{said(setting.name, version.value)}</strong> {version.person_name}
          </li>
        ))}
      </ul>
    </details>
  );
}
