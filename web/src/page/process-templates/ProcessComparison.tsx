// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ProcessDifference } from '@/api/types';
import { processComparisonQuery } from '@/feature/process/query';
import { fieldNames, useFieldValue, useLocalWords, versionChanges } from '@/feature/process/words';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ToneBadge } from '@/ui/ToneBadge';
import classes from './Process.module.css';

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
        <p className={classes.facts}>
          <Trans>Nothing: they say the same.</Trans>
        </p>
      )}
      <ul className={classes.rules}>
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
    <li className={classes.rule}>
      <p className={classes.ruleHead}>
        <span className={classes.ruleName} dir="auto">
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
    <dl className={classes.fields}>
      {fields.map(({ field, old_value: old, new_value: value }) => (
        <div key={field} className={classes.field}>
          <dt>{fieldNames[field] ? t(fieldNames[field]) : field}</dt>
          <dd>
            <del>
              <span className="visually-hidden">{t`before:`} </span>
              {old ? words(field, old) : <Trans>nothing</Trans>}
            </del>
          </dd>
          <dd>
            <ins>
              <span className="visually-hidden">{t`now:`} </span>
              {value ? words(field, value) : <Trans>nothing</Trans>}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
