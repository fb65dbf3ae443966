// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { Reorg, ReorgEffect } from '@/api/types';
import { reorgPreviewQuery } from '@/feature/reorg/query';
import { reorgSubjects } from '@/feature/reorg/words';
import { roles } from '@/feature/unit/words';
import { sentence } from '@/locale/sentence';
import { Notice } from '@/ui/Notice';
import { Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './ReorganisationPage.module.css';

/** What happens on the day, one line each, and what stands in the way. */
export function Preview({ plan }: { plan: Reorg }) {
  const { t } = useLingui();
  const preview = useQuery(reorgPreviewQuery(plan.id));
  const seen = preview.data;
  const all = seen
    ? seen.unit_count + seen.objective_count + seen.membership_count + seen.role_count
    : 0;
  return (
    <Section title={t`What will happen`}>
      <ProblemNotice error={preview.error} retry={() => preview.refetch()} />
      {preview.isPending && <RowsSkeleton rows={4} />}
      {seen && seen.problems.length > 0 && (
        <div className={classes.notes}>
          {seen.problems.map((problem) => (
            <Notice key={`${problem.place}${problem.code}${sentence(problem.detail)}`} tone="warn">
              <Trans>
                Step {problem.place + 1}: {problem.detail}
              </Trans>
            </Notice>
          ))}
        </div>
      )}
      {seen && all > 0 && (
        <>
          <p className={classes.sum}>
            <Plural value={seen.unit_count} one="# unit" other="# units" />
            {' · '}
            <Plural value={seen.objective_count} one="# objective" other="# objectives" />
            {' · '}
            <Plural value={seen.membership_count} one="# membership" other="# memberships" />
            {' · '}
            <Plural value={seen.role_count} one="# role" other="# roles" />
          </p>
          <table className={table.table}>
            <thead>
              <tr>
                <th>
                  <Trans>Step</Trans>
                </th>
                <th className={table.narrow}>
                  <Trans>What</Trans>
                </th>
                <th>
                  <Trans>Name</Trans>
                </th>
                <th>
                  <Trans>What happens</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {seen.effects.map((effect) => (
                <EffectRow
                  key={`${effect.place}${effect.subject}${effect.what}${effect.id}`}
                  effect={effect}
                />
              ))}
            </tbody>
          </table>
          {all > seen.effects.length && (
            <p className={classes.sum}>
              <Trans>Only the first {seen.effects.length} are listed; all of them happen.</Trans>
            </p>
          )}
        </>
      )}
    </Section>
  );
}

function EffectRow({ effect }: { effect: ReorgEffect }) {
  const { t } = useLingui();
  const role = effect.subject === 'role' && effect.detail ? effect.detail : null;
  const detail = role && role in roles ? t(roles[role as keyof typeof roles]) : effect.detail;
  return (
    <tr>
      <td className={table.dim}>{effect.place + 1}</td>
      <td className={`${table.dim} ${table.narrow}`}>{t(reorgSubjects[effect.subject])}</td>
      <td dir="auto">
        {effect.title}
        {detail && <span className={table.dim}> · {detail}</span>}
      </td>
      <td className={table.dim} dir="auto">
        <What effect={effect} />
      </td>
    </tr>
  );
}

function What({ effect }: { effect: ReorgEffect }) {
  const from = effect.from_name ?? '–';
  const to = effect.to_name ?? '–';
  switch (effect.what) {
    case 'begins':
      return effect.subject === 'unit' ? <Trans>begins</Trans> : <Trans>also for {to}</Trans>;
    case 'renamed':
      return <Trans>is called {to}</Trans>;
    case 'moves':
      return (
        <>
          {from} → {to}
        </>
      );
    case 'ends':
      return <Trans>ends</Trans>;
  }
}
