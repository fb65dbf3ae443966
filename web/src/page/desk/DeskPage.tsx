// SPDX-License-Identifier: Apache-2.0
/*
 * The desk of an OKR master: their units and what is open there, cases, what is planned, and handing
 * over. The squad lead sees every desk, and how much work lies with whom.
 */
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconArrowsRightLeft, IconBriefcase, IconPlus } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Desk, DeskUnit, Intervention, SquadCase } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { CaseDialog } from '@/feature/practice/CaseDialog';
import { deskQuery, interventionsQuery, loadQuery } from '@/feature/practice/desk';
import { interventionKinds, interventionStates } from '@/feature/practice/deskWords';
import { HandOverDialog } from '@/feature/practice/HandOverDialog';
import { InterventionDialog } from '@/feature/practice/InterventionDialog';
import { PracticeTabs } from '@/feature/practice/PracticeTabs';
import { useMe } from '@/feature/session/query';
import { useIsAdmin, useIsKeeper, useIsMaster } from '@/feature/session/rights';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { Page, Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './DeskPage.module.css';
import { HandOvers } from './HandOvers';

export default function DeskPage() {
  const { t } = useLingui();
  const cycle = useCycle();
  if (cycle) return <OfCycle cycleId={cycle.id} />;
  return (
    <EmptyState page icon={IconBriefcase} title={t`No cycle yet`}>
      <Trans>The desk shows what is open in a cycle. Plan the first one above.</Trans>
    </EmptyState>
  );
}

type Opened = 'case' | 'visit' | 'hand-over' | SquadCase | Intervention | null;

function OfCycle({ cycleId }: { cycleId: number }) {
  const { t } = useLingui();
  const { person: personId } = useSearch({ from: '/inside/desk' });
  const { data: desk } = useSuspenseQuery(deskQuery(cycleId, personId));
  const me = useMe();
  const keeper = useIsKeeper();
  const admin = useIsAdmin();
  const master = useIsMaster();
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const mine = desk.person_id === me.person.id;
  // Who keeps the whole organisation hands over through an administrator.
  const runs = desk.hand_overs.some((one) => one.state !== 'withdrawn');
  const handsOver = !runs && desk.unit_count > 0 && (!desk.lead || admin);
  return (
    <Page
      title={mine ? t`My desk` : t`Desk of ${desk.person_name}`}
      actions={
        <>
          {handsOver && (
            <Button
              variant="default"
              leftSection={<IconArrowsRightLeft size={15} aria-hidden />}
              onClick={() => setOpened('hand-over')}
            >
              <Trans>Hand over</Trans>
            </Button>
          )}
          {master && (
            <>
              <Button
                variant="default"
                leftSection={<IconPlus size={15} aria-hidden />}
                onClick={() => setOpened('case')}
              >
                <Trans>Open a case</Trans>
              </Button>
              <Button
                leftSection={<IconPlus size={15} aria-hidden />}
                onClick={() => setOpened('visit')}
              >
                <Trans>Log a visit</Trans>
              </Button>
            </>
          )}
        </>
      }
      below={
        <span>
          <Plural value={desk.unit_count} one="# unit" other="# units" />
        </span>
      }
    >
      <PracticeTabs />
      <HandOvers desk={desk} />
      <Units desk={desk} />
      <Section title={t`Open cases`} count={desk.cases.length}>
        <Cases cases={desk.cases} open={setOpened} />
      </Section>
      <Section title={t`Planned`} count={desk.planned.length}>
        <Interventions rows={desk.planned} open={setOpened} />
      </Section>
      <Lately open={setOpened} />
      {keeper && <Load />}
      {opened === 'case' && <CaseDialog close={close} />}
      {opened === 'visit' && <InterventionDialog close={close} />}
      {opened === 'hand-over' && <HandOverDialog fromId={desk.person_id} close={close} />}
      {typeof opened === 'object' && opened !== null && 'kind' in opened && (
        <InterventionDialog one={opened} close={close} />
      )}
      {typeof opened === 'object' && opened !== null && !('kind' in opened) && (
        <CaseDialog one={opened} close={close} />
      )}
    </Page>
  );
}

function Units({ desk }: { desk: Desk }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <Section title={t`Units where something is open`} count={desk.units.length}>
      {desk.units.length === 0 ? (
        <p className={classes.none}>
          <Trans>Nothing is open in the units you keep.</Trans>
        </p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th>
                <Trans>Unit</Trans>
              </th>
              <th>
                <Trans>Open</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>Last there</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {desk.units.map((unit) => (
              <tr key={unit.id}>
                <td>
                  <Link to="/units/$id" params={{ id: unit.id }} dir="auto">
                    {unit.name}
                  </Link>
                </td>
                <td>
                  <WhatIsOpen unit={unit} />
                </td>
                <td className={`${table.dim} ${table.narrow}`}>
                  {unit.last_day ? format.day(unit.last_day) : t`never`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function WhatIsOpen({ unit }: { unit: DeskUnit }) {
  return (
    <ul className={classes.open}>
      {unit.late_count > 0 && (
        <li data-tone="bad">
          <Plural value={unit.late_count} one="# late step" other="# late steps" />
        </li>
      )}
      {unit.blocked_count > 0 && (
        <li data-tone="warn">
          <Plural value={unit.blocked_count} one="# step held up" other="# steps held up" />
        </li>
      )}
      {unit.outdated_count > 0 && (
        <li data-tone="warn">
          <Plural
            value={unit.outdated_count}
            one="# outdated key result"
            other="# outdated key results"
          />
        </li>
      )}
      {unit.blocker_count > 0 && (
        <li data-tone="warn">
          <Plural
            value={unit.blocker_count}
            one="# blocker without an answer"
            other="# blockers without an answer"
          />
        </li>
      )}
      {unit.objective_count === 0 && (
        <li>
          <Trans>no objectives</Trans>
        </li>
      )}
      {unit.case_count > 0 && (
        <li>
          <Plural value={unit.case_count} one="# case" other="# cases" />
        </li>
      )}
    </ul>
  );
}

type CasesProps = { cases: readonly SquadCase[]; open: (one: SquadCase) => void };

function Cases({ cases, open }: CasesProps) {
  const format = useFormat();
  if (cases.length === 0)
    return (
      <p className={classes.none}>
        <Trans>None. A case is what needs more than one visit.</Trans>
      </p>
    );
  return (
    <ul className={classes.list}>
      {cases.map((one) => (
        <li key={one.id}>
          <button type="button" className={classes.line} onClick={() => open(one)}>
            <span className={classes.title} dir="auto">
              {one.title}
            </span>
            <span className={classes.dim} dir="auto">
              {one.unit_name}
            </span>
            {one.due_day && <span className={classes.dim}>{format.day(one.due_day)}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

type InterventionsProps = {
  rows: readonly Intervention[];
  open: (one: Intervention) => void;
};

function Interventions({ rows, open }: InterventionsProps) {
  const { t } = useLingui();
  const format = useFormat();
  if (rows.length === 0)
    return (
      <p className={classes.none}>
        <Trans>Nothing yet.</Trans>
      </p>
    );
  return (
    <ul className={classes.list}>
      {rows.map((one) => (
        <li key={one.id}>
          <button
            type="button"
            className={classes.line}
            disabled={!one.may_edit}
            onClick={() => open(one)}
          >
            <span className={classes.title} dir="auto">
              {t(interventionKinds[one.kind])}: {one.unit_name}
            </span>
            <span className={classes.dim}>{format.day(one.day)}</span>
            <span className={classes.dim}>{t(interventionStates[one.state])}</span>
            {one.case_title && (
              <span className={classes.dim} dir="auto">
                {one.case_title}
              </span>
            )}
            {one.master_name && (
              <span className={classes.dim} dir="auto">
                {one.master_name}
              </span>
            )}
            {(one.outcome ?? one.note) && (
              <span className={classes.text} dir="auto">
                {one.outcome ?? one.note}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What the squad did lately, in all units; for the squad alone. */
function Lately({ open }: { open: (one: Intervention) => void }) {
  const { t } = useLingui();
  const master = useIsMaster();
  const lately = useQuery({ ...interventionsQuery, enabled: master });
  const rows = lately.data?.items.filter((one) => one.state !== 'planned') ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t`What the squad did lately`} count={rows.length}>
      <Interventions rows={rows} open={open} />
    </Section>
  );
}

function Load() {
  const { t } = useLingui();
  const load = useQuery(loadQuery);
  if (load.data?.length === 0) return null;
  return (
    <Section title={t`Load across OKR masters`}>
      <ProblemNotice error={load.error} retry={() => load.refetch()} />
      <p className={classes.none}>
        <Trans>About work, in the order of names. It says nothing about how well it is done.</Trans>
      </p>
      <table className={table.table}>
        <thead>
          <tr>
            <th>
              <Trans>OKR master</Trans>
            </th>
            <th className={table.end}>
              <Trans>Units</Trans>
            </th>
            <th className={table.end}>
              <Trans>Cases</Trans>
            </th>
            <th className={table.end}>
              <Trans>Planned</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {load.data?.map((row) => (
            <tr key={row.id}>
              <td>
                <Link
                  to="/desk"
                  search={(search) => ({ cycle: search.cycle, person: row.id })}
                  dir="auto"
                >
                  {row.name}
                </Link>
              </td>
              <td className={table.end}>{row.unit_count}</td>
              <td className={table.end}>{row.case_count}</td>
              <td className={table.end}>{row.planned_count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
