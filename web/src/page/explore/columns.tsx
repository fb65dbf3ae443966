// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ExplorerRow } from '@/api/types';
import type { ExplorerFilter } from '@/feature/explore/query';
import { objectiveKinds } from '@/feature/okr/kind';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { useTagTone } from '@/feature/tag/query';
import { TagMark } from '@/feature/tag/TagList';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './ObjectiveTable.module.css';

export type Column = {
  /** As the address and the API call it. */
  name: string;
  label: MessageDescriptor;
  /** How the list is ordered by it, where it can be. */
  sort?: NonNullable<ExplorerFilter['sort']>;
  width: string;
  /** Not on a phone. */
  narrow?: boolean;
  cell: (row: ExplorerRow) => ReactNode;
};

function Day({ day }: { day: string | null }) {
  const format = useFormat();
  return day ? format.day(day) : '\u2013';
}

function Percent({ value }: { value: number | null }) {
  const format = useFormat();
  return value === null ? '\u2013' : format.percent(value);
}

function Kind({ kind }: { kind: ExplorerRow['kind'] }) {
  const { t } = useLingui();
  return t(objectiveKinds[kind].label);
}

function Tags({ names }: { names: readonly string[] }) {
  const tone = useTagTone();
  return (
    <span className={classes.tags}>
      {names.map((name) => (
        <TagMark key={name} name={name} tone={tone(name)} />
      ))}
    </span>
  );
}

/** All there are; the title is always shown. */
export const columns: readonly Column[] = [
  {
    name: 'unit_name',
    label: msg`Unit`,
    sort: 'unit',
    width: '11rem',
    narrow: true,
    cell: (row) => <span dir="auto">{row.unit_name}</span>,
  },
  {
    name: 'owner_name',
    label: msg`Owner`,
    sort: 'owner',
    width: '10rem',
    narrow: true,
    cell: (row) => <span dir="auto">{row.owner_name ?? '\u2013'}</span>,
  },
  {
    name: 'kind',
    label: msg`Kind`,
    width: '7.5rem',
    narrow: true,
    cell: (row) => <Kind kind={row.kind} />,
  },
  {
    name: 'status',
    label: msg`Status`,
    sort: 'status',
    width: '8rem',
    cell: (row) => <StatusBadge status={row.status} />,
  },
  {
    name: 'progress',
    label: msg`Progress`,
    sort: 'progress',
    width: '9rem',
    narrow: true,
    cell: (row) => (
      <OkrProgress
        progress={row.progress}
        expected={row.expected}
        status={row.status}
        noData={row.last_check_in_day === null}
        size="sm"
      />
    ),
  },
  {
    name: 'expected',
    label: msg`Expected today`,
    width: '7.5rem',
    narrow: true,
    cell: (row) => <Percent value={row.expected} />,
  },
  {
    name: 'key_result_count',
    label: msg`Key results`,
    width: '6rem',
    narrow: true,
    cell: (row) => row.key_result_count,
  },
  {
    name: 'outdated_count',
    label: msg`Outdated`,
    width: '6rem',
    narrow: true,
    cell: (row) => row.outdated_count,
  },
  {
    name: 'last_check_in_day',
    label: msg`Last check-in`,
    width: '8rem',
    narrow: true,
    cell: (row) => <Day day={row.last_check_in_day} />,
  },
  {
    name: 'tags',
    label: msg`Tags`,
    width: '12rem',
    narrow: true,
    cell: (row) => <Tags names={row.tags} />,
  },
];

export const usualColumns = ['unit_name', 'owner_name', 'status', 'progress'];

/** The columns an address names, in the order of the table. */
export function columnsOf(text: string | undefined): Column[] {
  const names = text === undefined ? usualColumns : text.split('.');
  return columns.filter((column) => names.includes(column.name));
}

/** What an address says of the columns; nothing when they are the usual ones. */
export function addressOfColumns(names: readonly string[]): string | undefined {
  const shown = columns.filter((column) => names.includes(column.name)).map((one) => one.name);
  const text = shown.join('.');
  return text === usualColumns.join('.') ? undefined : text || 'title';
}
