// SPDX-License-Identifier: Apache-2.0
/*
 * A day, typed in the order of the person's region or chosen from a calendar in their language. The
 * browser's own field follows the language of the browser, which may be another one. The calendar
 * opens for those who point at the field: whoever comes by keyboard types, with nothing in the way.
 */
import { useLingui } from '@lingui/react/macro';
import { DateInput, type DateInputProps } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import 'dayjs/locale/nl';
import '@mantine/dates/styles.css';
import { useState } from 'react';
import { today } from '@/locale/format';
import { useLocale } from '@/locale/LocaleProvider';
import classes from './DateField.module.css';
import { parseDay } from './day';

type Props = Omit<
  DateInputProps,
  | 'value'
  | 'onChange'
  | 'onClick'
  | 'onBlur'
  | 'onKeyDown'
  | 'valueFormat'
  | 'dateParser'
  | 'locale'
  | 'firstDayOfWeek'
> & {
  /** "2026-11-23", or null for none. */
  value: string | null;
  onChange: (day: string | null) => void;
};

export function DateField({ value, onChange, ...rest }: Props) {
  const { t } = useLingui();
  const { format, language, region, weekStart, zone } = useLocale();
  const now = today(zone);
  const [open, setOpen] = useState(false);
  return (
    <DateInput
      size="sm"
      leftSection={<IconCalendar size={15} stroke={1.75} aria-hidden />}
      leftSectionPointerEvents="none"
      popoverProps={{ shadow: 'lg', position: 'bottom-start', opened: open }}
      data-mantine-stop-propagation={open || undefined} // Escape closes the calendar before the dialog
      nextLabel={t`Next month`}
      previousLabel={t`Previous month`}
      clearButtonProps={{ 'aria-label': t`Clear the day` }}
      hideOutsideDates
      classNames={classes}
      // Marked by the person's own clock, which the browser's may differ from.
      getDayProps={(day) => (day === now ? { 'aria-current': 'date' } : {})}
      weekendDays={[]} // their red has too little contrast, and any day will do
      {...rest}
      locale={language}
      firstDayOfWeek={weekStart as 0 | 1 | 2 | 3 | 4 | 5 | 6}
      value={value}
      valueFormat={(day) => format.day(day.slice(0, 10))}
      dateParser={(text) => parseDay(text, region, now)}
      onClick={() => setOpen(true)}
      onBlur={() => setOpen(false)}
      onKeyDown={() => setOpen(false)}
      onChange={(day) => {
        setOpen(false);
        onChange(day === null ? null : day.slice(0, 10));
      }}
    />
  );
}
