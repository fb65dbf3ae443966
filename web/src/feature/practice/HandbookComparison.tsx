// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { FieldDifferences } from '@/feature/history/FieldDifferences';
import { useSettingValue } from '@/feature/setting/useSettingValue';
import { settingWords } from '@/feature/setting/words';
import { themeChanges } from '@/feature/strategy/words';
import { useOwnLanguage } from '@/locale/useOwnLanguage';
import { Differences } from '@/ui/Differences';
import classes from '@/ui/Differences.module.css';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ToneBadge } from '@/ui/ToneBadge';
import { handbookComparisonQuery } from './handbook';

/** What changed from an older version to this one; what stayed is not shown. */
export function HandbookComparison({ id, older }: { id: number; older: number }) {
  const { t } = useLingui();
  const own = useOwnLanguage();
  const said = useSettingValue();
  const comparison = useQuery(handbookComparisonQuery(id, older));
  if (!comparison.data)
    return comparison.error ? (
      <ProblemNotice error={comparison.error} retry={() => comparison.refetch()} />
    ) : (
      <RowsSkeleton rows={3} />
    );
  const chapters = comparison.data.chapters.filter((one) => one.change !== 'unchanged');
  const settings = comparison.data.settings.map((one) => {
    const words = settingWords[one.name];
    const name = words ? t(words.name) : one.name;
    const inWords = (value: string | null) => value && said(one.name, value);
    return { field: one.name, name, old: inWords(one.old_value), now: inWords(one.new_value) };
  });
  if (chapters.length === 0 && settings.length === 0)
    return (
      <p className={classes.none}>
        <Trans>Nothing differs.</Trans>
      </p>
    );
  return (
    <ul className={classes.list}>
      {chapters.map((one) => {
        const { tone, icon, label } = themeChanges[one.change];
        return (
          <li key={one.slug} className={classes.item}>
            <p className={classes.head}>
              <span className={classes.name} dir="auto">
                {own(one.title_en, one.title_nl)}
              </span>
              <ToneBadge tone={tone} icon={icon} label={t(label)} />
            </p>
            {one.change === 'changed' && <FieldDifferences fields={one.fields} />}
          </li>
        );
      })}
      {settings.length > 0 && (
        <li className={classes.item}>
          <p className={classes.head}>
            <span className={classes.name}>
              <Trans>Settings</Trans>
            </span>
          </p>
          <Differences fields={settings} />
        </li>
      )}
    </ul>
  );
}
