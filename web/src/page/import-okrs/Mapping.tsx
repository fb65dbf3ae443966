// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OkrColumn, OkrField, OkrMapping, OkrMappingNew } from '@/api/types';
import classes from '@/feature/import/import.module.css';
import { keepMapping } from '@/feature/import/query';
import { okrFields, okrMeanings } from '@/feature/import/words';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';

type Props = {
  source: string;
  /** Of the file, with what they were taken to hold. */
  columns: readonly OkrColumn[];
  kept: OkrMapping | null;
  changed: () => void;
};
type Constant = { field: OkrField | null; constant: string };
type Word = { field: OkrField | null; word: string; meaning: string };

/** How the file is read: its columns, what holds for every row, what words mean; kept by its name. */
export function Mapping({ source, columns, kept, changed }: Props) {
  const { t } = useLingui();
  const [fields, setFields] = useState<Record<string, OkrField | null>>(() =>
    Object.fromEntries(columns.map((one) => [one.header, one.field])),
  );
  const [constants, setConstants] = useState<Constant[]>(
    () =>
      kept?.columns.flatMap((one) =>
        one.constant === null ? [] : [{ field: one.field, constant: one.constant }],
      ) ?? [],
  );
  const [words, setWords] = useState<Word[]>(() => kept?.words.map((one) => ({ ...one })) ?? []);
  const [rules, setRules] = useState({
    day_order: kept?.day_order ?? 'ymd',
    decimal_sign: kept?.decimal_sign ?? 'point',
    new_units: kept?.new_units ?? 'make',
    new_people: kept?.new_people ?? 'make',
  });
  const keep = useMutation({
    mutationFn: () => keepMapping(source, mapping(fields, constants, words, rules)),
    onSuccess: changed,
  });
  const options = Object.entries(okrFields).map(([value, label]) => ({ value, label: t(label) }));
  const translated = options.filter(({ value }) => okrMeanings[value as OkrField]);
  const rule = (name: keyof typeof rules, label: string, data: Record<string, string>) => (
    <Select
      label={label}
      allowDeselect={false}
      data={Object.entries(data).map(([value, text]) => ({ value, label: text }))}
      value={rules[name]}
      onChange={(value) => setRules((old) => ({ ...old, [name]: value ?? old[name] }))}
    />
  );
  return (
    <Section title={t`Columns`} count={columns.length}>
      <div className={classes.columns}>
        {columns.map(({ header }) => (
          <Select
            key={header}
            label={header}
            placeholder={t`Left aside`}
            clearable
            searchable
            data={options}
            value={fields[header] ?? null}
            onChange={(field) =>
              setFields((old) => ({ ...old, [header]: field as OkrField | null }))
            }
          />
        ))}
        {rule('day_order', t`Days are written as`, {
          ymd: '2026-11-30',
          dmy: '30-11-2026',
          mdy: '11/30/2026',
        })}
        {rule('decimal_sign', t`Decimals stand behind`, { point: t`a point`, comma: t`a comma` })}
        {rule('new_units', t`Units that are not here`, {
          make: t`are made`,
          refuse: t`refuse the row`,
        })}
        {rule('new_people', t`People who are not here`, {
          make: t`are made, without an account`,
          leave_out: t`are left out`,
          refuse: t`refuse the row`,
        })}
      </div>
      <Rows
        rows={constants}
        set={setConstants}
        empty={{ field: null, constant: '' }}
        add={t`Add what holds for every row`}
      >
        {(row, change) => (
          <>
            <Select
              label={t`In every row`}
              searchable
              data={options}
              value={row.field}
              onChange={(field) => change({ ...row, field: field as OkrField | null })}
            />
            <Meaning
              field={row.field}
              label={t`holds`}
              value={row.constant}
              set={(constant) => change({ ...row, constant })}
            />
          </>
        )}
      </Rows>
      <Rows
        rows={words}
        set={setWords}
        empty={{ field: null, word: '', meaning: '' }}
        add={t`Add what a word means`}
      >
        {(row, change) => (
          <>
            <Select
              label={t`In the column of`}
              data={translated}
              value={row.field}
              onChange={(field) => change({ ...row, field: field as OkrField | null, meaning: '' })}
            />
            <TextInput
              label={t`the word`}
              maxLength={200}
              value={row.word}
              onChange={(event) => change({ ...row, word: event.currentTarget.value })}
            />
            <Meaning
              field={row.field}
              label={t`means`}
              value={row.meaning}
              set={(meaning) => change({ ...row, meaning })}
            />
          </>
        )}
      </Rows>
      <ProblemNotice error={keep.error} />
      <div className={classes.act}>
        <Button variant="default" onClick={() => keep.mutate()} loading={keep.isPending}>
          <Trans>Keep this mapping</Trans>
        </Button>
      </div>
    </Section>
  );
}

/** What is not filled in says nothing. */
function mapping(
  fields: Record<string, OkrField | null>,
  constants: readonly Constant[],
  words: readonly Word[],
  rules: Pick<OkrMappingNew, 'day_order' | 'decimal_sign' | 'new_units' | 'new_people'>,
): OkrMappingNew {
  return {
    ...rules,
    columns: [
      ...Object.entries(fields).flatMap(([header, field]) =>
        field && header ? [{ field, header, constant: null }] : [],
      ),
      ...constants.flatMap(({ field, constant }) =>
        field && constant ? [{ field, header: null, constant }] : [],
      ),
    ],
    words: words.flatMap(({ field, word, meaning }) =>
      field && word && meaning ? [{ field, word, meaning }] : [],
    ),
  };
}

type MeaningProps = {
  field: OkrField | null;
  label: string;
  value: string;
  set: (value: string) => void;
};

/** One of the words of Koers, where the field has them; else any text. */
function Meaning({ field, label, value, set }: MeaningProps) {
  const { t } = useLingui();
  const meanings = field && okrMeanings[field];
  if (!meanings)
    return (
      <TextInput
        label={label}
        maxLength={200}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
      />
    );
  return (
    <Select
      label={label}
      data={Object.entries(meanings).map(([word, text]) => ({ value: word, label: t(text) }))}
      value={value || null}
      onChange={(word) => set(word ?? '')}
    />
  );
}

type RowsProps<Row> = {
  rows: Row[];
  set: (rows: Row[]) => void;
  empty: Row;
  add: string;
  children: (row: Row, change: (row: Row) => void) => React.ReactNode;
};

/** Lines that are added and taken away. */
function Rows<Row>({ rows, set, empty, add, children }: RowsProps<Row>) {
  const { t } = useLingui();
  return (
    <div className={classes.rows}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else that stays
        <div key={at} className={classes.row}>
          {children(row, (changed) => set(rows.with(at, changed)))}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Take away`}
            onClick={() => set(rows.filter((_, other) => other !== at))}
          >
            <IconX size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => set([...rows, empty])}
      >
        {add}
      </Button>
    </div>
  );
}
