// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { Handbook } from '@/api/types';
import { useSettingValue } from '@/feature/setting/useSettingValue';
import { settingWords } from '@/feature/setting/words';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { ToneBadge } from '@/ui/ToneBadge';
import { unwantSetting, useHandbookChanged } from './handbook';
import classes from './WantedSettings.module.css';

/** What a version wants of the organisation's settings, and where these differ. */
export function WantedSettings({ handbook }: { handbook: Handbook }) {
  const { t } = useLingui();
  const changed = useHandbookChanged();
  const drop = useMutation({ mutationFn: unwantSetting, onSuccess: changed });
  const same = (one: Handbook['settings'][number]) => one.current !== null && !one.differs;
  const said = useSettingValue();
  const inWords = (name: string, value: string | null) =>
    value === null ? t`no longer there` : said(name, value);
  return (
    <>
      <ProblemNotice error={drop.error} />
      <table className={table.table}>
        <thead>
          <tr>
            <th>
              <Trans>Setting</Trans>
            </th>
            <th>
              <Trans>As agreed</Trans>
            </th>
            <th>
              <Trans>As it is</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {handbook.settings.map((one) => {
            const words = settingWords[one.name];
            const name = words ? t(words.name) : one.name;
            return (
              <tr key={one.id}>
                <td className={classes.name}>
                  {name}
                  {handbook.may_edit && (
                    <ActionIcon
                      aria-label={t`Remove ${name}`}
                      disabled={drop.isPending}
                      onClick={() => drop.mutate(one.id)}
                    >
                      <IconX size={15} aria-hidden />
                    </ActionIcon>
                  )}
                </td>
                <td>{inWords(one.name, one.value)}</td>
                <td>
                  <ToneBadge
                    tone={same(one) ? 'good' : 'warn'}
                    icon={same(one) ? IconCheck : IconAlertTriangle}
                    label={same(one) ? t`the same` : inWords(one.name, one.current)}
                    wraps
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
