// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Cycle, KindSum } from '@/api/types';
import { ObjectiveList } from '@/feature/objective/ObjectiveList';
import { CountBar } from '@/feature/okr/CountBar';
import { ObjectiveKindIcon, objectiveKinds } from '@/feature/okr/kind';
import { strategyMapQuery } from '@/feature/strategy/query';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './ThemePage.module.css';

/** Its topline OKRs in the cycle; then two means of them and of all below, never one number alone. */
export function Standing({ themeId, cycle }: { themeId: number; cycle: Cycle }) {
  const { t } = useLingui();
  const map = useQuery(strategyMapQuery(cycle.id));
  const shown = map.data?.themes.find((one) => one.theme.theme_id === themeId);
  return (
    <Section title={t`Topline OKRs`} count={shown?.topline.length}>
      <ProblemNotice error={map.error} retry={() => map.refetch()} />
      {map.isPending && <RowsSkeleton rows={3} />}
      {shown && shown.topline.length > 0 && (
        <>
          <ObjectiveList objectives={shown.topline} withOwner />
          <div className={classes.sums}>
            <Sum title={t`Topline`} sum={shown.own.committed} kind="committed" />
            <Sum title={t`Topline`} sum={shown.own.aspirational} kind="aspirational" />
            <Sum title={t`Everything below`} sum={shown.below.committed} kind="committed" />
            <Sum title={t`Everything below`} sum={shown.below.aspirational} kind="aspirational" />
          </div>
        </>
      )}
      {map.data && !shown?.topline.length && (
        <EmptyState icon={IconTargetArrow} title={t`No topline OKR in ${cycle.name}`}>
          <Trans>
            An objective of the top unit stands under a theme when it is chosen on its form. Without
            one, nothing moves this theme.
          </Trans>
        </EmptyState>
      )}
    </Section>
  );
}

type SumProps = { title: string; sum: KindSum; kind: 'committed' | 'aspirational' };

function Sum({ title, sum, kind }: SumProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (sum.count === 0) return null;
  return (
    <div className={classes.sum}>
      <p className={classes.kind}>
        <ObjectiveKindIcon kind={kind} size={14} />
        <span>
          {title}, {t(objectiveKinds[kind].label).toLocaleLowerCase()}
        </span>
      </p>
      <p className={classes.mean}>
        <strong>{sum.mean === null ? '–' : format.percent(sum.mean)}</strong>{' '}
        <span className={classes.dim}>
          <Plural value={sum.count} one="mean of # objective" other="mean of # objectives" />
        </span>
      </p>
      <CountBar counts={sum.counts} />
    </div>
  );
}
