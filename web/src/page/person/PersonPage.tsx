// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Anchor, Button } from '@mantine/core';
import { IconTargetArrow, IconUsersGroup, IconX } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Grant, Person, PersonView } from '@/api/types';
import { AbsenceSection } from '@/feature/absence/AbsenceSection';
import { useCycle } from '@/feature/cycle/query';
import { ObjectiveList } from '@/feature/objective/ObjectiveList';
import { objectivesQuery } from '@/feature/objective/query';
import { PersonStateNote } from '@/feature/person/PersonStateNote';
import { peopleQuery, personMembershipsQuery, personQuery } from '@/feature/person/query';
import { useGivesRoles, useIsAdmin } from '@/feature/session/rights';
import { revokeRole, useUnitChanged } from '@/feature/unit/act';
import { GrantDialog } from '@/feature/unit/GrantDialog';
import { grantsQuery } from '@/feature/unit/query';
import { roles } from '@/feature/unit/words';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { EmptyState } from '@/ui/EmptyState';
import { Page, Section } from '@/ui/Page';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { ToneBadge } from '@/ui/ToneBadge';
import { PersonActions } from './PersonActions';

/** Who somebody is and what they aim for. No number about the person, anywhere. */
export default function PersonPage() {
  const { id } = useParams({ from: '/inside/people/$id' });
  const admin = useIsAdmin();
  const { data: person } = useSuspenseQuery(personQuery(id));
  return (
    <Page
      title={person.name}
      actions={admin && <PersonActions person={person} />}
      below={
        <>
          <PersonStateNote state={person.state} />
          <Place person={person} />
          {person.email && (
            <Anchor href={`mailto:${person.email}`} inherit>
              {person.email}
            </Anchor>
          )}
        </>
      }
    >
      <Units person={person} />
      <Reports person={person} />
      {person.may_stand_in && <AbsenceSection personId={id} />}
      <Objectives personId={id} name={person.name} />
    </Page>
  );
}

/** Job, country, manager, and whether they belong to the leadership group. */
function Place({ person }: { person: PersonView }) {
  const { t } = useLingui();
  return (
    <>
      {person.leader_since && (
        <ToneBadge tone="accent" icon={IconUsersGroup} label={t`Leadership group`} />
      )}
      {person.job_title && <span dir="auto">{person.job_title}</span>}
      {person.country && <span dir="auto">{person.country}</span>}
      {person.manager_id !== null && (
        <span>
          <Trans>
            reports to{' '}
            <Link to="/people/$id" params={{ id: person.manager_id }} dir="auto">
              {person.manager_name}
            </Link>
          </Trans>
        </span>
      )}
    </>
  );
}

function Reports({ person }: { person: PersonView }) {
  const { t } = useLingui();
  const reports = useQuery({
    ...peopleQuery({ manager_id: person.id }, 200),
    enabled: person.report_count > 0,
  });
  if (person.report_count === 0) return null;
  return (
    <Section title={t`Reports`} count={person.report_count}>
      <ProblemNotice error={reports.error} retry={() => reports.refetch()} />
      <table className={table.table}>
        <tbody>
          {reports.data?.items.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to="/people/$id" params={{ id: one.id }}>
                  <PersonName name={one.name} />
                </Link>
              </td>
              <td className={table.dim} dir="auto">
                {one.job_title}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Units({ person }: { person: Person }) {
  const { t } = useLingui();
  const gives = useGivesRoles();
  const changed = useUnitChanged();
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<Grant | null>(null);
  const memberships = useQuery(personMembershipsQuery(person.id));
  const grants = useQuery(grantsQuery({ person_id: person.id }));
  const rows = memberships.data?.items ?? [];
  const held = grants.data?.items ?? [];
  return (
    <Section
      title={t`Units and roles`}
      actions={
        gives && (
          <Button variant="subtle" size="compact-sm" onClick={() => setGiving(true)}>
            <Trans>Give a role</Trans>
          </Button>
        )
      }
    >
      {giving && <GrantDialog person={person} close={() => setGiving(false)} />}
      {taking && (
        <ConfirmDialog
          title={t`Take this role of ${person.name} away?`}
          verb={t`Take it away`}
          act={async () => {
            await revokeRole(taking.id);
            await changed();
          }}
          close={() => setTaking(null)}
        >
          <Trans>It ends now; what they did with it stays.</Trans>
        </ConfirmDialog>
      )}
      <ProblemNotice error={memberships.error} retry={() => memberships.refetch()} />
      {memberships.data && rows.length + held.length === 0 && (
        <p className={table.dim}>
          <Trans>In no unit yet.</Trans>
        </p>
      )}
      <table className={table.table}>
        <tbody>
          {rows.map((row) => (
            <tr key={`m${row.id}`}>
              <td>
                <Link to="/units/$id" params={{ id: row.unit_id }} dir="auto">
                  {row.unit_name}
                </Link>
              </td>
              <td className={table.dim} dir="auto">
                {row.title}
                {row.main && rows.length > 1 && (
                  <>
                    {row.title && ' · '}
                    <Trans>main unit</Trans>
                  </>
                )}
              </td>
              {gives && <td />}
            </tr>
          ))}
          {held.map((grant) => (
            <tr key={`g${grant.id}`}>
              <td dir="auto">
                {grant.unit_id === null ? (
                  <Trans>The whole organisation</Trans>
                ) : (
                  <Link to="/units/$id" params={{ id: grant.unit_id }}>
                    {grant.unit_name}
                  </Link>
                )}
              </td>
              <td className={table.dim}>{t(roles[grant.role])}</td>
              {gives && (
                <td className={table.end}>
                  <ActionIcon
                    size={24}
                    aria-label={t`Take this role of ${person.name} away`}
                    onClick={() => setTaking(grant)}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Objectives({ personId, name }: { personId: number; name: string }) {
  const { t } = useLingui();
  const cycle = useCycle();
  const objectives = useQuery({
    ...objectivesQuery({ cycle_id: cycle?.id, owner_id: personId }),
    enabled: cycle !== null,
  });
  if (!cycle) return null;
  return (
    <Section title={t`Objectives`} count={objectives.data?.length}>
      <ProblemNotice error={objectives.error} retry={() => objectives.refetch()} />
      {objectives.data && objectives.data.length > 0 && (
        <ObjectiveList objectives={objectives.data} withUnit />
      )}
      {objectives.data?.length === 0 && (
        <EmptyState icon={IconTargetArrow} title={t`No objectives in ${cycle.name}`}>
          <Trans>{name} owns none in this cycle. Other cycles may have some.</Trans>
        </EmptyState>
      )}
    </Section>
  );
}
