// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconArrowRight } from '@tabler/icons-react';
import type { HistoryEntry } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { PersonMark } from '@/ui/Person';
import classes from './HistoryList.module.css';
import { eventWords, fieldWords } from './words';

type Happening = { first: HistoryEntry; fields: HistoryEntry[] };

/** The rows of one event stand together: one act, several fields. */
export function happenings(entries: readonly HistoryEntry[]): Happening[] {
  const found: Happening[] = [];
  for (const entry of entries) {
    const last = found.at(-1);
    const same = last !== undefined && last.first.event_id === entry.event_id;
    if (!last || !same) found.push({ first: entry, fields: entry.field ? [entry] : [] });
    else if (entry.field) last.fields.push(entry);
  }
  return found;
}

/** Who did what and when, from what to what; the newest first. */
export function HistoryList({ entries }: { entries: readonly HistoryEntry[] }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <ol className={classes.list}>
      {happenings(entries).map(({ first, fields }) => {
        const words = eventWords[first.kind];
        const who = first.person_name ?? t`Koers`;
        return (
          <li key={first.event_id} className={classes.item}>
            <PersonMark name={who} />
            <div className={classes.text}>
              <p className={classes.line}>
                <strong dir="auto">{who}</strong>{' '}
                {words ? t(words) : first.kind.replaceAll('_', ' ')}
                <time dateTime={first.at} title={format.moment(first.at)} className={classes.time}>
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
  );
}

function FieldChange({ entry }: { entry: HistoryEntry }) {
  const { t } = useLingui();
  const field = entry.field ?? '';
  const words = fieldWords[field];
  return (
    <p className={classes.change}>
      <span className={classes.field}>{words ? t(words) : field.replaceAll('_', ' ')}</span>{' '}
      {entry.old_value !== null && (
        <>
          <del dir="auto">{entry.old_value}</del>{' '}
          <IconArrowRight size={12} className="flip" aria-label={t`becomes`} />{' '}
        </>
      )}
      <ins dir="auto">{entry.new_value ?? <Trans>nothing</Trans>}</ins>
    </p>
  );
}
