// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconArrowsSplit2, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { reorgsQuery } from '@/feature/reorg/query';
import { ReorgDialog } from '@/feature/reorg/ReorgDialog';
import { reorgStates } from '@/feature/reorg/words';
import { useIsAdmin } from '@/feature/session/rights';
import { UnitTabs } from '@/feature/unit/UnitTabs';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { ToneBadge } from '@/ui/ToneBadge';

/** What changed the organisation, and for administrators what is going to. */
export default function ReorganisationsPage() {
  const { t } = useLingui();
  const format = useFormat();
  const admin = useIsAdmin();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const plans = useQuery(reorgsQuery);
  return (
    <Page
      title={t`Reorganisations`}
      actions={
        admin && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            <Trans>Plan a reorganisation</Trans>
          </Button>
        )
      }
    >
      <UnitTabs />
      {adding && (
        <ReorgDialog
          close={() => setAdding(false)}
          done={(plan) => navigate({ to: '/reorganisations/$id', params: { id: plan.id } })}
        />
      )}
      <ProblemNotice error={plans.error} retry={() => plans.refetch()} />
      {plans.isPending && <RowsSkeleton rows={4} />}
      {plans.data?.length === 0 && (
        <EmptyState icon={IconArrowsSplit2} title={t`No reorganisations yet`}>
          <Trans>
            A reorganisation renames, moves, merges, splits and closes units on one day. Objectives
            and people follow by rule, and the past stays readable as it was.
          </Trans>
        </EmptyState>
      )}
      {plans.data && plans.data.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>
                <Trans>Name</Trans>
              </th>
              <th>
                <Trans>Holds from</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>Steps</Trans>
              </th>
              <th>
                <Trans>State</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {plans.data.map((plan) => (
              <tr key={plan.id}>
                <td>
                  <Link to="/reorganisations/$id" params={{ id: plan.id }} dir="auto">
                    {plan.name}
                  </Link>
                </td>
                <td className={table.dim}>{format.day(plan.effective_on)}</td>
                <td className={`${table.dim} ${table.narrow}`}>
                  <Plural value={plan.step_count} one="# step" other="# steps" />
                </td>
                <td>
                  <ToneBadge
                    {...reorgStates[plan.state]}
                    label={t(reorgStates[plan.state].label)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}
