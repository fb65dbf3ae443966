// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { StrategyComparison } from '@/api/types';
import { FieldDifferences } from '@/feature/history/FieldDifferences';
import classes from '@/ui/Differences.module.css';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ToneBadge } from '@/ui/ToneBadge';
import { comparisonQuery } from './query';
import { themeChanges } from './words';

type Theme = StrategyComparison['themes'][number];

/** What changed from an older version to this one, field by field and theme by theme. */
export function Comparison({ id, older }: { id: number; older: number }) {
  const comparison = useQuery(comparisonQuery(id, older));
  if (!comparison.data)
    return comparison.error ? (
      <ProblemNotice error={comparison.error} retry={() => comparison.refetch()} />
    ) : (
      <RowsSkeleton rows={3} />
    );
  const { fields, themes } = comparison.data;
  return (
    <>
      {fields.length > 0 && (
        <div className={classes.item}>
          <FieldDifferences fields={fields} />
        </div>
      )}
      <ul className={classes.list}>
        {themes.map((theme) => (
          <ThemeItem key={theme.theme_id} theme={theme} />
        ))}
      </ul>
    </>
  );
}

function ThemeItem({ theme }: { theme: Theme }) {
  const { t } = useLingui();
  const { tone, icon, label } = themeChanges[theme.change];
  return (
    <li className={classes.item}>
      <p className={classes.head}>
        <Link to="/themes/$id" params={{ id: theme.theme_id }} className={classes.name} dir="auto">
          {theme.name}
        </Link>
        <ToneBadge tone={tone} icon={icon} label={t(label)} />
      </p>
      {theme.change === 'changed' && <FieldDifferences fields={theme.fields} />}
    </li>
  );
}
