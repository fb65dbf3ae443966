// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { CloseButton } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { bannerQuery } from '@/feature/process/running';
import { StepStateBadge } from '@/feature/process/state';
import { useLocalWords } from '@/feature/process/words';
import { useMe } from '@/feature/session/query';
import { today } from '@/locale/format';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './ProcessBanner.module.css';

/** Put away for a day, in this browser. */
const key = (personId: number) => `koers-banner:${personId}`;

function isPutAway(personId: number, day: string): boolean {
  try {
    return localStorage.getItem(key(personId)) === day;
  } catch {
    return false;
  }
}

function putAway(personId: number, day: string): void {
  try {
    localStorage.setItem(key(personId), day);
  } catch {
    // Storage is refused: it comes back with the next page.
  }
}

/** The step that is asked of me now, until when, and the way there. Its place is kept while it loads. */
export function ProcessBanner() {
  const { t } = useLingui();
  const format = useFormat();
  const { person } = useMe();
  const { name } = useLocalWords();
  const day = today(format.zone);
  const [isGone, setGone] = useState(() => isPutAway(person.id, day));
  const { data: banner } = useQuery({ ...bannerQuery, enabled: !isGone });
  const step = banner?.step;
  if (isGone || !step) return null;
  const due = format.dayShort(step.due_day);
  const more = banner.count - 1;
  return (
    <section className={classes.banner} aria-label={t`What the process asks of me`}>
      <IconRoute size={16} stroke={1.75} aria-hidden />
      <StepStateBadge state={step.state} compact="narrow" />
      <Link
        to="/process"
        search={(search) => ({ cycle: search.cycle, step: step.id })}
        className={classes.name}
        dir="auto"
      >
        {name(step)}
      </Link>
      <span className={classes.dim}>
        <span dir="auto">{step.unit_name}</span>
        {' · '}
        <Trans>until {due}</Trans>
        {more > 0 && (
          <>
            {' · '}
            <Plural value={more} one="and # more" other="and # more" />
          </>
        )}
      </span>
      <CloseButton
        size="sm"
        className={classes.close}
        aria-label={t`Put away for today`}
        onClick={() => {
          putAway(person.id, day);
          setGone(true);
        }}
      />
    </section>
  );
}
