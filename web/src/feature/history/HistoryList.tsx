// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { HistoryEntry } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { PersonMark } from '@/ui/Person';
import classes from './HistoryList.module.css';
import { isInner, isMarkdown, saidEnds, saidOf } from './value';
import { eventWords, fieldWords } from './words';

/** What is shown before one asks for the rest. */
const SHOWN_FIRST = 8;

type Happening = { first: HistoryEntry; fields: HistoryEntry[] };

/** Of something that was begun only its name is told: all else is what one sees anyway. */
function isTold({ kind, field, new_value: value }: HistoryEntry): boolean {
  if (field === null || isInner(field)) return false;
  if (!/_(created|opened|planned)$/.test(kind)) return true;
  return (field === 'title' || field === 'name') && value !== null;
}

/** The rows of one event stand together: one act, several fields. */
export function happenings(entries: readonly HistoryEntry[]): Happening[] {
  const found: Happening[] = [];
  for (const entry of entries) {
    const last = found.at(-1);
    const told = isTold(entry) ? [entry] : [];
    if (last && last.first.event_id === entry.event_id) last.fields.push(...told);
    else found.push({ first: entry, fields: told });
  }
  return found;
}

type Props = {
  entries: readonly HistoryEntry[];
  /** Reads what lies before these; undefined: there is nothing. */
  older?: (() => void) | undefined;
};

/** Who did what and when, from what to what; the newest first. */
export function HistoryList({ entries, older }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const found = happenings(entries);
  const count = found.length;
  return (
    <>
      <ol className={classes.list}>
        {found.slice(0, all ? count : SHOWN_FIRST).map(({ first, fields }) => {
          const words = eventWords[first.kind];
          const who = first.person_name ?? t`Koers`;
          // One that was just added tells its title among its fields.
          const isNew = /^(key_result|initiative)_created$/.test(first.kind);
          const about = isNew ? null : first.about;
          return (
            <li key={first.event_id} className={classes.item}>
              <PersonMark name={who} />
              <div className={classes.text}>
                <p className={classes.line}>
                  <strong dir="auto">{who}</strong>{' '}
                  {words ? t(words) : first.kind.replaceAll('_', ' ')}
                  {about && (
                    <>
                      {': '}
                      <span dir="auto">{about}</span>
                    </>
                  )}
                  <time
                    dateTime={first.at}
                    title={format.moment(first.at)}
                    className={classes.time}
                  >
                    {format.relative(first.at)}
                  </time>
                </p>
                {fields.map((field) => (
                  <FieldChange key={field.id} entry={field} />
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      {count > SHOWN_FIRST && !all && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={() => setAll(true)}>
          {older ? <Trans>Show more</Trans> : <Trans>Show all {count}</Trans>}
        </Button>
      )}
      {older && (all || count <= SHOWN_FIRST) && (
        <Button variant="subtle" size="compact-sm" mt="sm" onClick={older}>
          <Trans>Show older</Trans>
        </Button>
      )}
    </>
  );
}

function FieldChange({ entry }: { entry: HistoryEntry }) {
  const { t } = useLingui();
  const field = entry.field ?? '';
  const words = fieldWords[field];
  const name = words ? t(words) : field.replaceAll('_', ' ');
  const { from, to } = saidEnds(entry);
  return (
    <div className={classes.change}>
      <span className={classes.field}>{name}</span>{' '}
      {from !== null && (
        <>
          <del dir="auto">
            <Value field={field} value={from} />
          </del>{' '}
          <IconArrowRight size={12} className={classes.arrow} aria-label={t`becomes`} />{' '}
        </>
      )}
      <ins dir="auto">
        {to === null ? <Trans>nothing</Trans> : <Value field={field} value={to} />}
      </ins>
    </div>
  );
}

function Value({ field, value }: { field: string; value: string }) {
  const { t } = useLingui();
  const format = useFormat();
  if (isMarkdown(field)) return <Markdown text={value} />;
  const said = saidOf(field, value);
  if (said.kind === 'word') return t(said.word);
  if (said.kind === 'day') return format.day(value);
  if (said.kind === 'moment') return format.moment(value);
  return said.kind === 'number' ? format.decimal(Number(value)) : value;
}
