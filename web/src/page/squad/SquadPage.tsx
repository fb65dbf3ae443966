// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { IconStar, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { SquadMember } from '@/api/types';
import { PeopleTabs } from '@/feature/person/PeopleTabs';
import { squadQuery } from '@/feature/person/query';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { ToneBadge } from '@/ui/ToneBadge';

/** Every OKR master and what they keep; whoever keeps the whole organisation leads the squad. */
export default function SquadPage() {
  const { t } = useLingui();
  const squad = useQuery(squadQuery);
  return (
    <Page title={t`OKR squad`}>
      <PeopleTabs />
      <ProblemNotice error={squad.error} retry={() => squad.refetch()} />
      {squad.isPending && <RowsSkeleton rows={6} />}
      {squad.data?.length === 0 && (
        <EmptyState icon={IconUsersGroup} title={t`No OKR masters yet`}>
          <Trans>
            OKR masters keep the approach the same in their units. An administrator makes somebody
            one on the page of that person.
          </Trans>
        </EmptyState>
      )}
      {squad.data && squad.data.length > 0 && (
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
                <Trans>OKR master of</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {squad.data.map((master) => (
              <tr key={master.id}>
                <td>
                  <Link to="/people/$id" params={{ id: master.id }}>
                    <PersonName name={master.name} />
                  </Link>
                </td>
                <td className={`${table.dim} ${table.narrow}`} dir="auto">
                  {master.job_title}
                </td>
                <td>
                  <Kept master={master} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}

function Kept({ master }: { master: SquadMember }) {
  const { t } = useLingui();
  const units = master.grants.filter((grant) => grant.unit_id !== null);
  return (
    <>
      {master.lead && (
        <ToneBadge
          wraps
          tone="accent"
          icon={IconStar}
          label={t`The whole organisation (squad lead)`}
        />
      )}
      {units.map((grant, index) => (
        <Fragment key={grant.id}>
          {(index > 0 || master.lead) && ', '}
          <Link to="/units/$id" params={{ id: grant.unit_id ?? 0 }} dir="auto">
            {grant.unit_name}
          </Link>
        </Fragment>
      ))}
    </>
  );
}
