// SPDX-License-Identifier: Apache-2.0
import { Trans } from '@lingui/react/macro';
import type { Knowledge } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './AsOfNote.module.css';

type Props = {
  /** The past day that is looked at; undefined is today, of which there is nothing to say. */
  day: string | undefined;
  /** How what is shown of that day is known. */
  known: readonly (Knowledge | null | undefined)[];
};

/** What one sees of a past day, and how well it is known. */
export function AsOfNote({ day, known }: Props) {
  const format = useFormat();
  if (!day) return null;
  const shown = format.day(day);
  return (
    <p className={classes.note} role="status">
      <Trans>This is how things stood when {shown} ended. Titles and owners are today's.</Trans>{' '}
      {known.includes('rebuilt') && (
        <Trans>
          Some numbers were worked out afterwards from the check-ins, with later targets and
          weights.
        </Trans>
      )}{' '}
      {known.includes('unknown') && <Trans>Some numbers of that day are not known.</Trans>}
    </p>
  );
}
