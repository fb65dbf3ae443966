// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Menu, UnstyledButton } from '@mantine/core';
import {
  IconCalendar,
  IconCheck,
  IconChevronDown,
  IconPencil,
  IconPlus,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { Cycle } from '@/api/types';
import { useIsMaster } from '@/feature/session/rights';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './CyclePicker.module.css';
import { useCycle, useCycles } from './query';

// Its calendar is more than the rest of the frame.
const CycleDialog = lazy(() => import('./CycleDialog'));

/** Where today is in a cycle: "week 5 of 13", or that it has ended or is yet to come. */
export function CycleWeek({ cycle }: { cycle: Cycle }) {
  const format = useFormat();
  const { week, weeks } = cycle;
  if (week !== null) {
    return (
      <Trans>
        week {week} of {weeks}
      </Trans>
    );
  }
  if (cycle.today < cycle.start_day) {
    const start = format.dayShort(cycle.start_day);
    return <Trans>starts {start}</Trans>;
  }
  return <Trans>ended</Trans>;
}

/** The one choice of cycle that holds on every page; it lives in the address. */
export function CyclePicker() {
  const { t } = useLingui();
  const format = useFormat();
  const navigate = useNavigate();
  const cycles = useCycles();
  const current = useCycle();
  const master = useIsMaster();
  const [planning, setPlanning] = useState<'new' | 'change' | null>(null);
  const dialog = planning && (
    <Suspense fallback={null}>
      <CycleDialog
        cycle={planning === 'change' ? (current ?? undefined) : undefined}
        close={() => setPlanning(null)}
      />
    </Suspense>
  );
  if (!current) {
    return (
      <>
        {master ? (
          <Button variant="subtle" onClick={() => setPlanning('new')}>
            <Trans>Plan the first cycle</Trans>
          </Button>
        ) : (
          <span className={classes.week}>
            <Trans>No cycle yet</Trans>
          </span>
        )}
        {dialog}
      </>
    );
  }
  const choose = (cycle: Cycle) =>
    navigate({ to: '.', search: (search) => ({ ...search, cycle: cycle.id }), replace: true });

  return (
    <>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <UnstyledButton className={classes.target}>
            <span className="visually-hidden">{t`Cycle`}</span>
            <IconCalendar size={16} stroke={1.75} aria-hidden />
            <span className={classes.name} dir="auto">
              {current.name}
            </span>
            <span className={classes.week}>
              <CycleWeek cycle={current} />
            </span>
            <IconChevronDown size={14} stroke={1.75} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown className={classes.dropdown}>
          {cycles.map((cycle) => (
            <Menu.Item
              key={cycle.id}
              onClick={() => choose(cycle)}
              aria-current={cycle.id === current.id || undefined}
              rightSection={cycle.id === current.id ? <IconCheck size={15} aria-hidden /> : null}
            >
              <span className={classes.itemName} dir="auto">
                {cycle.name}
              </span>
              <span className={classes.itemDays}>
                {format.days(cycle.start_day, cycle.end_day)} <span aria-hidden>·</span>{' '}
                <CycleWeek cycle={cycle} />
              </span>
            </Menu.Item>
          ))}
          {master && (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<IconPlus size={15} aria-hidden />}
                onClick={() => setPlanning('new')}
              >
                <Trans>New cycle…</Trans>
              </Menu.Item>
              <Menu.Item
                leftSection={<IconPencil size={15} aria-hidden />}
                onClick={() => setPlanning('change')}
              >
                <Trans>Change {current.name}…</Trans>
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}
