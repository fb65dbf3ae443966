// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import type { WritingLevel, WritingRule, WritingScope } from '@/api/types';
import { useFormat, useLocale } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { say } from '@/ui/undo';
import { WeakAndStrong } from './FindingList';
import { ruleHistoryQuery, rulesQuery, updateRule } from './query';
import classes from './RuleList.module.css';
import { levels, scopes } from './words';

const scopeOrder: WritingScope[] = ['objective', 'title', 'key_result', 'alignment', 'unit'];

/** The rules of the writing help and what each does; administrators choose. */
export function RuleList({ admin }: { admin: boolean }) {
  const { t } = useLingui();
  const rules = useQuery(rulesQuery(useLocale().language));
  return (
    <Section title={t`Writing help`} count={rules.data?.items.length}>
      <p className={classes.lead}>
        <Trans>
          What a rule does where it fires. Blocking refuses to publish; a draft can always be saved.
        </Trans>
      </p>
      <ProblemNotice error={rules.error} retry={() => rules.refetch()} />
      {rules.isPending && <RowsSkeleton rows={6} />}
      {rules.data &&
        scopeOrder.map((scope) => (
          <section key={scope} aria-label={t(scopes[scope])}>
            <h3 className={classes.scope}>{t(scopes[scope])}</h3>
            <ul className={classes.list}>
              {rules.data.items
                .filter((one) => one.scope === scope)
                .map((one) => (
                  <Rule key={one.rule} rule={one} admin={admin} />
                ))}
            </ul>
          </section>
        ))}
    </Section>
  );
}

function Rule({ rule, admin }: { rule: WritingRule; admin: boolean }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (level: WritingLevel) => updateRule(rule, level),
    onSuccess: () => say(t`The setting is saved.`),
    // Also after a failure: somebody else may have been faster.
    onSettled: () => client.invalidateQueries({ queryKey: ['writing'] }),
  });
  const stale = isProblem(save.error) && save.error.status === 412;
  return (
    <li className={classes.rule}>
      <div className={classes.row}>
        <div className={classes.text}>
          <strong>{rule.name}</strong>
          <details>
            <summary>{rule.reason}</summary>
            <WeakAndStrong weak={rule.weak} strong={rule.strong} />
          </details>
        </div>
        {admin ? (
          <Select
            aria-label={t`What “${rule.name}” does`}
            className={classes.level}
            data={Object.entries(levels).map(([value, look]) => ({ value, label: t(look.label) }))}
            value={save.isPending ? save.variables : rule.level}
            allowDeselect={false}
            onChange={(level) =>
              level && level !== rule.level && save.mutate(level as WritingLevel)
            }
          />
        ) : (
          <span className={classes.level}>{t(levels[rule.level].label)}</span>
        )}
      </div>
      {stale ? (
        <p className={classes.stale} role="alert">
          <Trans>Somebody else changed this rule meanwhile; this is what holds now.</Trans>
        </p>
      ) : (
        <ProblemNotice error={save.error} />
      )}
      {rule.version > 0 && <RuleHistory rule={rule} />}
    </li>
  );
}

function RuleHistory({ rule }: { rule: WritingRule }) {
  const { t } = useLingui();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const history = useQuery({ ...ruleHistoryQuery(rule.rule), enabled: open });
  const initial = t(levels[rule.initial].label);
  return (
    <details
      className={classes.history}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <Trans>Changed; “{initial}” at first</Trans>
      </summary>
      <ul>
        {history.data?.items.map((one) => (
          <li key={one.id}>
            <time dateTime={one.created_at}>{format.moment(one.created_at)}</time>{' '}
            <strong>{t(levels[one.level].label)}</strong> {one.person_name}
          </li>
        ))}
      </ul>
    </details>
  );
}
