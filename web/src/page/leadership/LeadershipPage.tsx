// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Switch } from '@mantine/core';
import { IconPlus, IconUsersGroup, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Leader } from '@/api/types';
import { leaveLeadership, usePersonChanged } from '@/feature/person/act';
import { LeaderDialog } from '@/feature/person/LeaderDialog';
import { PeopleTabs } from '@/feature/person/PeopleTabs';
import { leadershipQuery } from '@/feature/person/query';
import { useIsAdmin } from '@/feature/session/rights';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';

/** The leadership group: who leads the whole together, and who once did. */
export default function LeadershipPage() {
  const { t } = useLingui();
  const admin = useIsAdmin();
  const navigate = useNavigate({ from: '/leadership' });
  const { past = false } = useSearch({ from: '/inside/leadership' });
  const leaders = useQuery(leadershipQuery(past));
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Leader | null>(null);
  return (
    <Page
      title={t`Leadership group`}
      actions={
        admin && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            <Trans>Add somebody</Trans>
          </Button>
        )
      }
    >
      <PeopleTabs />
      {adding && <LeaderDialog close={() => setAdding(false)} />}
      {ending && <EndDialog leader={ending} close={() => setEnding(null)} />}
      <ProblemNotice error={leaders.error} retry={() => leaders.refetch()} />
      {leaders.isPending && <RowsSkeleton rows={8} />}
      <div className={table.toolbar}>
        <Switch
          label={t`Also those who left it`}
          checked={past}
          onChange={(event) => {
            const wanted = event.currentTarget.checked || undefined;
            navigate({ search: (old) => ({ ...old, past: wanted }), replace: true });
          }}
        />
      </div>
      {leaders.data?.length === 0 && (
        <EmptyState icon={IconUsersGroup} title={t`Nobody belongs to it yet`}>
          <Trans>
            The leadership group are the leaders of the whole organisation: the first layer that
            works with OKRs, and the one the summits are for.
          </Trans>
        </EmptyState>
      )}
      {leaders.data && leaders.data.length > 0 && (
        <Leaders leaders={leaders.data} end={admin ? setEnding : undefined} />
      )}
    </Page>
  );
}

type LeadersProps = { leaders: readonly Leader[]; end?: (leader: Leader) => void };

function Leaders({ leaders, end }: LeadersProps) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>
            <Trans>Name</Trans>
          </th>
          <th className={table.narrow}>
            <Trans>Job</Trans>
          </th>
          <th>
            <Trans>Unit</Trans>
          </th>
          <th className={table.narrow}>
            <Trans>Since</Trans>
          </th>
          {end && <th />}
        </tr>
      </thead>
      <tbody>
        {leaders.map((leader) => (
          <tr key={leader.id}>
            <td>
              <Link to="/people/$id" params={{ id: leader.person_id }}>
                <PersonName name={leader.person_name} />
              </Link>
            </td>
            <td className={`${table.dim} ${table.narrow}`} dir="auto">
              {leader.job_title}
            </td>
            <td className={table.dim} dir="auto">
              {leader.unit_id !== null && (
                <Link to="/units/$id" params={{ id: leader.unit_id }}>
                  {leader.unit_name}
                </Link>
              )}
            </td>
            <td className={`${table.dim} ${table.narrow}`}>
              {format.day(leader.valid_from)}
              {leader.valid_until && ` – ${format.day(leader.valid_until)}`}
            </td>
            {end && (
              <td className={table.end}>
                {leader.valid_until === null && (
                  <ActionIcon
                    size={24}
                    aria-label={t`Take ${leader.person_name} out of the leadership group`}
                    onClick={() => end(leader)}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EndDialog({ leader, close }: { leader: Leader; close: () => void }) {
  const { t } = useLingui();
  const changed = usePersonChanged();
  return (
    <ConfirmDialog
      title={t`Take ${leader.person_name} out of the leadership group?`}
      verb={t`Take out`}
      act={async () => {
        await leaveLeadership(leader.id);
        await changed();
      }}
      close={close}
    >
      <Trans>It ends today; that they belonged to it stays readable.</Trans>
    </ConfirmDialog>
  );
}
