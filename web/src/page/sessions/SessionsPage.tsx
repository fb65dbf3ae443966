// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCycle } from '@/feature/cycle/query';
import { sessionStates } from '@/feature/practice/deskWords';
import { PracticeTabs } from '@/feature/practice/PracticeTabs';
import { harmonisationsQuery } from '@/feature/practice/session';
import { useIsKeeper } from '@/feature/session/rights';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import table from '@/ui/Table.module.css';
import { SessionDialog } from './Dialogs';

/** Sessions that keep one approach, the latest first. */
export default function SessionsPage() {
  const { t } = useLingui();
  const format = useFormat();
  const cycle = useCycle();
  const keeper = useIsKeeper();
  const { data: sessions } = useSuspenseQuery(harmonisationsQuery);
  const [planning, setPlanning] = useState(false);
  const plan = keeper && cycle && (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setPlanning(true)}>
      <Trans>Plan a session</Trans>
    </Button>
  );
  return (
    <Page title={t`Harmonisation sessions`} actions={sessions.length > 0 && plan}>
      <PracticeTabs />
      {sessions.length === 0 && (
        <EmptyState icon={IconUsersGroup} title={t`No session yet`} action={plan}>
          <Trans>
            In a session the OKR masters of all business units compare how they work, and decide
            what will be the same.
          </Trans>
        </EmptyState>
      )}
      {sessions.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>
                <Trans>Session</Trans>
              </th>
              <th>
                <Trans>When</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>Led by</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>Agenda</Trans>
              </th>
              <th className={table.end}>
                <Trans>State</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((one) => (
              <tr key={one.id}>
                <td>
                  <Link to="/sessions/$id" params={{ id: one.id }} dir="auto">
                    {one.title}
                  </Link>
                </td>
                <td>{format.moment(one.starts_at)}</td>
                <td className={`${table.dim} ${table.narrow}`} dir="auto">
                  {one.lead_name}
                </td>
                <td className={`${table.dim} ${table.narrow}`}>
                  <Plural value={one.item_count} one="# point" other="# points" />
                </td>
                <td className={table.end}>{t(sessionStates[one.state])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {planning && cycle && <SessionDialog cycleId={cycle.id} close={() => setPlanning(false)} />}
    </Page>
  );
}
