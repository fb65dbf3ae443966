// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ProcessDifference } from '@/api/types';
import { processComparisonQuery } from '@/feature/process/query';
import { fieldNames, useFieldValue, useLocalWords, versionChanges } from '@/feature/process/words';
import { Differences } from '@/ui/Differences';
import classes from '@/ui/Differences.module.css';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ToneBadge } from '@/ui/ToneBadge';

/** What changed from an older version: phases and steps, and of each what. */
export function ProcessComparison({ id, older }: { id: number; older: number }) {
  const comparison = useQuery(processComparisonQuery(id, older));
  if (!comparison.data) {
    return comparison.error ? (
      <ProblemNotice error={comparison.error} retry={() => comparison.refetch()} />
    ) : (
      <RowsSkeleton rows={3} />
    );
  }
  const { fields, items } = comparison.data;
  const changed = items.filter((one) => one.change !== 'unchanged');
  return (
    <>
      {fields.length > 0 && <Fields fields={fields} />}
      {fields.length === 0 && changed.length === 0 && (
        <p className={classes.none}>
          <Trans>Nothing: they say the same.</Trans>
        </p>
      )}
      <ul className={classes.list}>
        {changed.map((one) => (
          <Item key={`${one.phase_id ?? 'phase'}-${one.id}`} item={one} />
        ))}
      </ul>
    </>
  );
}

function Item({ item }: { item: ProcessDifference }) {
  const { t } = useLingui();
  const { name } = useLocalWords();
  const { tone, icon, label } = versionChanges[item.change];
  return (
    <li className={classes.item}>
      <p className={classes.head}>
        <span className={classes.name} dir="auto">
          {item.phase_id === null && (
            <>
              <Trans>Phase:</Trans>{' '}
            </>
          )}
          {name(item)}
        </span>
        <ToneBadge tone={tone} icon={icon} label={t(label)} />
      </p>
      {item.change === 'changed' && <Fields fields={item.fields} />}
    </li>
  );
}

function Fields({ fields }: { fields: ProcessDifference['fields'] }) {
  const { t } = useLingui();
  const words = useFieldValue();
  return (
    <Differences
      fields={fields.map(({ field, old_value: old, new_value: value }) => ({
        field,
        name: fieldNames[field] ? t(fieldNames[field]) : field,
        old: old ? words(field, old) : null,
        now: value ? words(field, value) : null,
      }))}
    />
  );
}
