// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconBeach, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { HolidayCalendarRow, UnitCalendar } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import {
  chooseUnitCalendar,
  createHolidayCalendar,
  deleteHoliday,
  holidayCalendarQuery,
  holidayCalendarsQuery,
  pasteHolidays,
  unitCalendarsQuery,
} from '@/feature/process/calendar';
import { useProcessChanged } from '@/feature/process/query';
import { useIsKeeper } from '@/feature/session/rights';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { FormDialog } from '@/ui/FormDialog';
import { Page, Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Process.module.css';

/** Days on which nobody works, and which units follow which calendar. */
export default function CalendarsPage() {
  const { t } = useLingui();
  const isKeeper = useIsKeeper();
  const [asking, setAsking] = useState<'calendar' | 'unit' | null>(null);
  const calendars = useQuery(holidayCalendarsQuery);
  const units = useQuery(unitCalendarsQuery);
  const close = () => setAsking(null);
  const add = isKeeper && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsking('calendar')}>
      <Trans>New calendar</Trans>
    </Button>
  );
  const rows = calendars.data ?? [];
  return (
    <Page
      title={t`Holidays`}
      width="text"
      above={
        <Link to="/process/templates">
          <Trans>Process templates</Trans>
        </Link>
      }
      actions={rows.length > 0 && add}
    >
      <ProblemNotice error={calendars.error} retry={() => calendars.refetch()} />
      {calendars.data?.length === 0 && (
        <EmptyState icon={IconBeach} title={t`No holidays yet`} action={add}>
          <Trans>
            Deadlines in working days leave weekends out, and the holidays of the calendar that a
            unit follows.
          </Trans>
        </EmptyState>
      )}
      {rows.map((one) => (
        <Calendar key={one.id} calendar={one} />
      ))}
      {rows.length > 0 && (
        <Section
          title={t`Which units follow which`}
          actions={
            isKeeper && (
              <Button variant="subtle" size="compact-sm" onClick={() => setAsking('unit')}>
                <Trans>Choose for a unit</Trans>
              </Button>
            )
          }
        >
          <ProblemNotice error={units.error} retry={() => units.refetch()} />
          <ul className={classes.rules}>
            {units.data?.map((one) => (
              <UnitItem key={one.unit_id} choice={one} />
            ))}
          </ul>
        </Section>
      )}
      {asking === 'calendar' && <NewDialog close={close} />}
      {asking === 'unit' && <UnitDialog calendars={rows} close={close} />}
    </Page>
  );
}

function Calendar({ calendar }: { calendar: HolidayCalendarRow }) {
  const { t } = useLingui();
  const format = useFormat();
  const changed = useProcessChanged();
  const [isPasting, setPasting] = useState(false);
  const { data: view } = useQuery(holidayCalendarQuery(calendar.id));
  const remove = useMutation({ mutationFn: deleteHoliday, onSuccess: changed });
  return (
    <Section
      title={calendar.name}
      count={calendar.holiday_count}
      actions={
        view?.may_edit && (
          <Button variant="subtle" size="compact-sm" onClick={() => setPasting(true)}>
            <Trans>Add days</Trans>
          </Button>
        )
      }
    >
      <ProblemNotice error={remove.error} />
      <p className={classes.facts}>
        {calendar.country && <span dir="auto">{calendar.country}</span>}
        <span>
          <Plural value={calendar.unit_count} one="chosen for # unit" other="chosen for # units" />
        </span>
      </p>
      <ul className={classes.rules}>
        {view?.holidays.map((one) => {
          const day = format.day(one.day);
          return (
            <li key={one.id} className={classes.ruleHead}>
              <span>
                <time dateTime={one.day}>{day}</time> <span dir="auto">{one.name}</span>
              </span>
              {view.may_edit && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t`Remove ${day}`}
                  onClick={() => remove.mutate(one.id)}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {isPasting && <PasteDialog id={calendar.id} close={() => setPasting(false)} />}
    </Section>
  );
}

function UnitItem({ choice }: { choice: UnitCalendar }) {
  const { t } = useLingui();
  const isKeeper = useIsKeeper();
  const changed = useProcessChanged();
  const name = choice.unit_name;
  const forget = useMutation({
    mutationFn: () => chooseUnitCalendar(choice.unit_id, { calendar_id: null, inherit: true }),
    onSuccess: changed,
  });
  return (
    <li className={classes.ruleHead}>
      <span>
        <Link to="/units/$id" params={{ id: choice.unit_id }} dir="auto">
          {name}
        </Link>
        {': '}
        {choice.calendar_name ? (
          <span dir="auto">{choice.calendar_name}</span>
        ) : (
          <Trans>no holidays</Trans>
        )}
      </span>
      <ProblemNotice error={forget.error} />
      {isKeeper && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t`Let ${name} follow what holds above`}
          loading={forget.isPending}
          onClick={() => forget.mutate()}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

function NewDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const changed = useProcessChanged();
  const [name, setName] = useState('');
  const [country, setCountry] = useState('');
  const create = useMutation({
    mutationFn: () => createHolidayCalendar({ name: name.trim(), country: country.trim() || null }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(create.error, ['name', 'country']);
  return (
    <FormDialog
      title={t`New calendar`}
      verb={t`Save`}
      busy={create.isPending}
      error={create.error}
      rest={rest}
      submit={() => create.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name`}
        dir="auto"
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields.name}
      />
      <TextInput
        label={t`Country or site`}
        dir="auto"
        maxLength={100}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
        error={fields.country}
      />
    </FormDialog>
  );
}

function PasteDialog({ id, close }: { id: number; close: () => void }) {
  const { t } = useLingui();
  const changed = useProcessChanged();
  const [text, setText] = useState('');
  const paste = useMutation({
    mutationFn: () => pasteHolidays(id, text),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(paste.error, ['text']);
  return (
    <FormDialog
      title={t`Add days`}
      verb={t`Add`}
      busy={paste.isPending}
      error={paste.error}
      rest={rest}
      submit={() => paste.mutate()}
      close={close}
    >
      <Textarea
        label={t`A day and its name a line`}
        placeholder="2026-12-25 Christmas"
        dir="auto"
        autosize
        minRows={6}
        maxRows={16}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={fields.text}
      />
    </FormDialog>
  );
}

type UnitProps = { calendars: readonly HolidayCalendarRow[]; close: () => void };

function UnitDialog({ calendars, close }: UnitProps) {
  const { t } = useLingui();
  const changed = useProcessChanged();
  const [unit, setUnit] = useState<number | null>(null);
  const [calendar, setCalendar] = useState<number | null>(calendars[0]?.id ?? null);
  const choose = useMutation({
    mutationFn: () => chooseUnitCalendar(unit ?? 0, { calendar_id: calendar }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(choose.error, ['calendar_id']);
  return (
    <FormDialog
      title={t`Choose for a unit`}
      verb={t`Save`}
      busy={choose.isPending}
      error={choose.error}
      rest={rest}
      submit={() => choose.mutate()}
      close={close}
    >
      <UnitSelect label={t`For a unit and everything below it`} value={unit} onChange={setUnit} />
      <Select
        label={t`Calendar`}
        placeholder={t`no holidays`}
        clearable
        data={calendars.map((one) => ({ value: String(one.id), label: one.name }))}
        value={calendar === null ? null : String(calendar)}
        onChange={(id) => setCalendar(id === null ? null : Number(id))}
        error={fields.calendar_id}
      />
    </FormDialog>
  );
}
