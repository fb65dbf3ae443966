// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconPresentation, IconTargetArrow, IconX } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { Member, UnitRow, UnitView } from '@/api/types';
import { ActionDialog } from '@/feature/action/ActionDialog';
import { ActionList } from '@/feature/action/ActionList';
import { unitActionsQuery } from '@/feature/action/query';
import { UnitBlockers } from '@/feature/blocker/BlockerSection';
import { unitClosingQuery } from '@/feature/closing/query';
import { RetrospectiveText } from '@/feature/closing/RetrospectiveText';
import { useCycle } from '@/feature/cycle/query';
import { FollowButton } from '@/feature/follow/FollowButton';
import { History } from '@/feature/history/History';
import { MeetingList } from '@/feature/meeting/MeetingList';
import { ObjectiveList } from '@/feature/objective/ObjectiveList';
import { objectivesQuery } from '@/feature/objective/query';
import { AsOfNote } from '@/feature/okr/AsOfNote';
import { NothingThen } from '@/feature/okr/NothingThen';
import { useMe } from '@/feature/session/query';
import { endMembership, useUnitChanged } from '@/feature/unit/act';
import { Cadence } from '@/feature/unit/Cadence';
import { MemberDialog } from '@/feature/unit/MemberDialog';
import {
  grantsQuery,
  membersQuery,
  unitHistoryQuery,
  unitQuery,
  unitsBelowQuery,
} from '@/feature/unit/query';
import { UnitDialog } from '@/feature/unit/UnitDialog';
import { roles, unitTypes } from '@/feature/unit/words';
import { UnitWriting } from '@/feature/writing/WritingReport';
import { today } from '@/locale/format';
import { AsOfField } from '@/ui/AsOfField';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Page, Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { UnitMenu } from './UnitMenu';
import classes from './UnitPage.module.css';

/** What a unit aims for in the cycle, who is in it, and what lies below it. */
export default function UnitPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/inside/units/$id' });
  const { as_of: asOf } = useSearch({ from: '/inside/units/$id' });
  const navigate = useNavigate({ from: '/units/$id' });
  const { data: unit } = useSuspenseQuery(unitQuery(id));
  const { person } = useMe();
  const cycle = useCycle();
  return (
    <Page
      title={unit.name}
      above={<Ancestors unit={unit} />}
      below={
        <>
          <span>{t(unitTypes[unit.type])}</span>
          <Masters unit={unit} />
          <Cadence unit={unit} />
        </>
      }
      actions={
        <>
          <AsOfField
            day={asOf}
            max={today(person.zone)}
            change={(day) =>
              navigate({ search: (search) => ({ ...search, as_of: day }), replace: true })
            }
          />
          {!asOf && <Acts unit={unit} />}
        </>
      }
    >
      <Objectives unit={unit} asOf={asOf} />
      {asOf ? (
        <BelowThen unit={unit} asOf={asOf} />
      ) : (
        <>
          <Blockers unit={unit} />
          {cycle && unit.may_create_objective && (
            <UnitWriting unitId={unit.id} cycleId={cycle.id} />
          )}
          <Agreed unit={unit} />
          <Below unit={unit} />
          <Members unit={unit} />
          <MeetingList unit={unit} />
        </>
      )}
      <History query={unitHistoryQuery(unit.id)} />
    </Page>
  );
}

/** What can be done with a unit as it is today. */
function Acts({ unit }: { unit: UnitView }) {
  return (
    <>
      <LinkButton
        to="/units/$id/present"
        params={{ id: unit.id }}
        search={(search) => ({ cycle: search.cycle })}
        variant="default"
        leftSection={<IconPresentation size={16} aria-hidden />}
      >
        <Trans context="to show on a beamer">Present</Trans>
      </LinkButton>
      <FollowButton of={{ kind: 'unit', id: unit.id }} />
      {unit.may_edit && <UnitMenu unit={unit} />}
      {unit.may_create_objective && (
        <LinkButton
          to="/objectives/new"
          search={(search) => ({ cycle: search.cycle, unit: unit.id })}
          leftSection={<IconPlus size={16} aria-hidden />}
        >
          <Trans>New objective</Trans>
        </LinkButton>
      )}
    </>
  );
}

function Ancestors({ unit }: { unit: UnitView }) {
  const { t } = useLingui();
  return (
    <nav aria-label={t`Above this unit`} className={classes.ancestors}>
      <Link to="/units">{t`Units`}</Link>
      {unit.ancestors.map((one) => (
        <span key={one.id}>
          <span aria-hidden> / </span>
          <Link to="/units/$id" params={{ id: one.id }} dir="auto">
            {one.name}
          </Link>
        </span>
      ))}
    </nav>
  );
}

/** The nearest OKR masters: those of the unit itself, or of the lowest unit above that has some. */
function Masters({ unit }: { unit: UnitView }) {
  const { t } = useLingui();
  const nearest = unit.masters.filter((one) => one.unit_id === unit.masters[0]?.unit_id);
  if (nearest.length === 0) return null;
  return (
    <span>
      {t`OKR master:`}{' '}
      {nearest.map((one, index) => (
        <Fragment key={one.id}>
          {index > 0 && ', '}
          <Link to="/people/$id" params={{ id: one.person_id }} dir="auto">
            {one.person_name}
          </Link>
        </Fragment>
      ))}
    </span>
  );
}

function Objectives({ unit, asOf }: { unit: UnitView; asOf: string | undefined }) {
  const { t } = useLingui();
  const cycle = useCycle();
  const objectives = useQuery({
    ...objectivesQuery({ cycle_id: cycle?.id, unit_id: unit.id, as_of: asOf }),
    enabled: cycle !== null,
  });
  if (!cycle) return null;
  return (
    <Section
      title={t`Objectives`}
      count={objectives.data?.length}
      actions={
        objectives.data &&
        objectives.data.length > 0 &&
        !asOf && (
          <LinkButton
            to="/units/$id/closing"
            params={{ id: unit.id }}
            search={(search) => ({ cycle: search.cycle })}
            variant="subtle"
            size="compact-sm"
          >
            <Trans>Closing</Trans>
          </LinkButton>
        )
      }
    >
      <ProblemNotice error={objectives.error} retry={() => objectives.refetch()} />
      {objectives.isPending && <RowsSkeleton rows={3} />}
      {objectives.data && (
        <AsOfNote day={asOf} known={objectives.data.map((objective) => objective.known)} />
      )}
      {objectives.data && objectives.data.length > 0 && (
        <ObjectiveList objectives={objectives.data} withOwner />
      )}
      {objectives.data?.length === 0 && asOf && <NothingThen />}
      {objectives.data?.length === 0 && !asOf && (
        <EmptyState icon={IconTargetArrow} title={t`No objectives in ${cycle.name}`}>
          <Trans>
            A unit has two to four objectives in a cycle. Begin with the one that matters most.
          </Trans>
        </EmptyState>
      )}
    </Section>
  );
}

/** What was agreed in this cycle or came back from an older one, and what the unit learnt from it. */
function Agreed({ unit }: { unit: UnitView }) {
  const { t } = useLingui();
  const cycle = useCycle();
  const [adding, setAdding] = useState(false);
  const actions = useQuery({
    ...unitActionsQuery(unit.id, cycle?.id ?? 0),
    enabled: cycle !== null,
  });
  const closing = useQuery({
    ...unitClosingQuery(unit.id, cycle?.id ?? 0),
    enabled: cycle !== null,
  });
  if (!cycle || !actions.data || !closing.data) return null;
  const { retrospective, may_reflect: mayReflect } = closing.data;
  const add = mayReflect && (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      <Trans>Agree on an action</Trans>
    </Button>
  );
  return (
    <>
      {adding && (
        <ActionDialog
          unitId={unit.id}
          cycleId={cycle.id}
          source="other"
          close={() => setAdding(false)}
        />
      )}
      {(mayReflect || actions.data.length > 0) && (
        <Section title={t`Actions`} count={actions.data.length} actions={add}>
          {actions.data.length === 0 ? (
            <p className={classes.none}>
              <Trans>Who does what by when. Open ones come back in the next cycle.</Trans>
            </p>
          ) : (
            <ActionList actions={actions.data} cycleId={cycle.id} />
          )}
        </Section>
      )}
      {retrospective && (
        <Section title={t`Retrospective`}>
          <RetrospectiveText retrospective={retrospective} />
        </Section>
      )}
    </>
  );
}

function Blockers({ unit }: { unit: UnitView }) {
  const cycle = useCycle();
  return cycle ? <UnitBlockers unitId={unit.id} cycleId={cycle.id} /> : null;
}

function Below({ unit }: { unit: UnitView }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  if (unit.children.length === 0 && !unit.may_edit) return null;
  return (
    <Section
      title={t`Units below`}
      count={unit.children.length}
      actions={
        unit.may_edit && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAdding(true)}>
            <Trans>Add a unit</Trans>
          </Button>
        )
      }
    >
      {adding && <UnitDialog parent={unit} close={() => setAdding(false)} />}
      <UnitRows units={unit.children} />
    </Section>
  );
}

/** The units that lay below it on a past day. */
function BelowThen({ unit, asOf }: { unit: UnitView; asOf: string }) {
  const { t } = useLingui();
  const below = useQuery(unitsBelowQuery(unit.id, asOf));
  if (below.data?.length === 0) return null;
  return (
    <Section title={t`Units below`} count={below.data?.length}>
      <ProblemNotice error={below.error} retry={() => below.refetch()} />
      <UnitRows units={below.data ?? []} asOf={asOf} />
    </Section>
  );
}

function UnitRows({ units, asOf }: { units: readonly UnitRow[]; asOf?: string }) {
  const { t } = useLingui();
  return (
    <table className={table.table}>
      <tbody>
        {units.map((one) => (
          <tr key={one.id}>
            <td>
              <Link
                to="/units/$id"
                params={{ id: one.id }}
                search={(search) => ({ cycle: search.cycle, as_of: asOf })}
                dir="auto"
              >
                {one.name}
              </Link>
            </td>
            <td className={`${table.dim} ${table.end}`}>{t(unitTypes[one.type])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Members({ unit }: { unit: UnitView }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  const changed = useUnitChanged();
  const [ending, setEnding] = useState<Member | null>(null);
  const members = useQuery(membersQuery(unit.id));
  const grants = useQuery(grantsQuery({ unit_id: unit.id }));
  const rolesOf = (personId: number) =>
    (grants.data?.items ?? [])
      .filter((grant) => grant.person_id === personId && grant.role !== 'member')
      .map((grant) => t(roles[grant.role]));
  return (
    <Section
      title={t`People`}
      count={members.data?.length}
      actions={
        unit.may_edit && (
          <Button variant="subtle" size="compact-sm" onClick={() => setAdding(true)}>
            <Trans>Add somebody</Trans>
          </Button>
        )
      }
    >
      {ending && (
        <ConfirmDialog
          title={t`End the membership of ${ending.person_name}?`}
          verb={t`End it`}
          act={async () => {
            await endMembership(ending.id);
            await changed();
          }}
          close={() => setEnding(null)}
        >
          <Trans>It ends today; what they did here stays.</Trans>
        </ConfirmDialog>
      )}
      {adding && <MemberDialog unit={unit} close={() => setAdding(false)} />}
      <ProblemNotice error={members.error} retry={() => members.refetch()} />
      {members.data?.length === 0 && (
        <p className={classes.none}>
          <Trans>Nobody is a member of this unit itself.</Trans>
        </p>
      )}
      <table className={table.table}>
        <tbody>
          {members.data?.map((member) => (
            <tr key={member.id}>
              <td>
                <Link to="/people/$id" params={{ id: member.person_id }}>
                  <PersonName name={member.person_name} />
                </Link>
              </td>
              <td className={table.dim} dir="auto">
                {member.title}
              </td>
              <td className={`${table.end} ${table.narrow}`}>
                {rolesOf(member.person_id).join(', ')}
              </td>
              {unit.may_edit && (
                <td className={table.end}>
                  <ActionIcon
                    size={24}
                    aria-label={t`End the membership of ${member.person_name}`}
                    onClick={() => setEnding(member)}
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
