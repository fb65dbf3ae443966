// SPDX-License-Identifier: Apache-2.0
/*
 * The objectives of a unit for a beamer: one a page, large, moved by the arrows. On paper all of
 * them follow each other, each on a page of its own.
 */
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPrinter, IconX } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Cycle, KeyResult, ObjectiveRow } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { objectivesQuery } from '@/feature/objective/query';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { targetWords, valueWords } from '@/feature/okr/target';
import { unitQuery } from '@/feature/unit/query';
import { useFormat } from '@/locale/LocaleProvider';
import { LinkIcon } from '@/ui/link';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './PresentPage.module.css';

/** Which page a key leads to. */
function placeOf(key: string, at: number, count: number): number | null {
  const rtl = document.dir === 'rtl';
  if (key === 'ArrowRight') return rtl ? at - 1 : at + 1;
  if (key === 'ArrowLeft') return rtl ? at + 1 : at - 1;
  if (key === 'ArrowDown' || key === 'PageDown' || key === ' ') return at + 1;
  if (key === 'ArrowUp' || key === 'PageUp') return at - 1;
  if (key === 'Home') return 1;
  if (key === 'End') return count;
  return null;
}

/** The page that is shown is part of the address, so a reload and a sent link find it. */
function usePlace(unitId: number, count: number) {
  const navigate = useNavigate({ from: '/units/$id/present' });
  const { n = 1 } = useSearch({ from: '/units/$id/present' });
  const at = Math.min(Math.max(n, 1), Math.max(count, 1));
  const go = (place: number) => {
    if (place < 1 || place > count) return;
    navigate({ search: (old) => ({ ...old, n: place }), replace: true });
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest('button, a') &&
        event.key === ' '
      )
        return;
      const place = placeOf(event.key, at, count);
      if (event.key === 'Escape') {
        navigate({
          to: '/units/$id',
          params: { id: unitId },
          search: (old) => ({ cycle: old.cycle }),
        });
      } else if (place !== null) go(place);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });
  return { at, go };
}

export default function PresentPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/units/$id/present' });
  const { data: unit } = useSuspenseQuery(unitQuery(id));
  const cycle = useCycle();
  const list = useQuery({
    ...objectivesQuery({ cycle_id: cycle?.id, unit_id: id }),
    enabled: cycle !== null,
  });
  const shown = (list.data ?? []).filter((one) => one.state !== 'draft' && one.dropped_at === null);
  const { at, go } = usePlace(id, shown.length);
  useEffect(() => {
    document.title = `${unit.name} \u00b7 Koers`;
  }, [unit.name]);
  if (!cycle || list.isPending) return <PageSkeleton />;
  return (
    <main className={classes.page}>
      <div className={`${classes.bar} no-print`}>
        <LinkIcon
          to="/units/$id"
          params={{ id }}
          search={(old) => ({ cycle: old.cycle })}
          variant="subtle"
          size={32}
          aria-label={t`End the presentation`}
        >
          <IconX size={18} aria-hidden />
        </LinkIcon>
        <Button
          variant="subtle"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          <Trans>Print</Trans>
        </Button>
      </div>
      <ProblemNotice error={list.error} retry={() => list.refetch()} />
      {shown.length === 0 && (
        <div className={classes.slide} data-shown>
          <Head unit={unit.name} cycle={cycle} />
          <h1 className={classes.title}>
            <Trans>No published objectives in {cycle.name}</Trans>
          </h1>
        </div>
      )}
      {shown.map((objective, index) => (
        <Slide
          key={objective.id}
          objective={objective}
          unit={unit.name}
          cycle={cycle}
          shown={index + 1 === at}
        />
      ))}
      {shown.length > 0 && (
        <nav className={`${classes.steps} no-print`} aria-label={t`Pages`}>
          <ActionIcon
            size={40}
            variant="default"
            disabled={at === 1}
            aria-label={t`Previous objective`}
            onClick={() => go(at - 1)}
          >
            <IconChevronLeft size={20} aria-hidden />
          </ActionIcon>
          <span aria-live="polite">
            <Trans>
              {at} of {shown.length}
            </Trans>
          </span>
          <ActionIcon
            size={40}
            variant="default"
            disabled={at === shown.length}
            aria-label={t`Next objective`}
            onClick={() => go(at + 1)}
          >
            <IconChevronRight size={20} aria-hidden />
          </ActionIcon>
        </nav>
      )}
    </main>
  );
}

/** What stands on top of every page, on paper too: whose it is, of which cycle, as of when. */
function Head({ unit, cycle }: { unit: string; cycle: Cycle }) {
  const format = useFormat();
  return (
    <p className={classes.head}>
      <span dir="auto">{unit}</span>
      <span dir="auto">{cycle.name}</span>
      <time dateTime={cycle.today}>{format.day(cycle.today)}</time>
    </p>
  );
}

type SlideProps = { objective: ObjectiveRow; unit: string; cycle: Cycle; shown: boolean };

function Slide({ objective, unit, cycle, shown }: SlideProps) {
  return (
    <section className={classes.slide} data-shown={shown || undefined} aria-hidden={!shown}>
      <Head unit={unit} cycle={cycle} />
      <h1 className={classes.title} dir="auto">
        {objective.title}
      </h1>
      <div className={classes.facts}>
        <StatusBadge status={objective.status} />
        {objective.owner_name && <span dir="auto">{objective.owner_name}</span>}
      </div>
      <div className={classes.whole}>
        <OkrProgress
          progress={objective.progress}
          expected={objective.expected}
          status={objective.status}
        />
      </div>
      <ul className={classes.measures}>
        {objective.key_results
          .filter((one) => one.dropped_at === null)
          .map((one) => (
            <Measure key={one.id} keyResult={one} />
          ))}
      </ul>
    </section>
  );
}

function Measure({ keyResult }: { keyResult: KeyResult }) {
  const { t } = useLingui();
  const format = useFormat();
  const { current_value: value } = keyResult;
  return (
    <li className={classes.measure}>
      <span className={classes.measureTitle} dir="auto">
        {keyResult.title}
      </span>
      <span className={classes.target}>
        {value !== null && <strong>{valueWords(keyResult, value, format, t)}</strong>}{' '}
        {targetWords(keyResult, format, t)}
      </span>
      <StatusBadge status={keyResult.status} compact />
      <span className={classes.progress}>
        <OkrProgress
          progress={keyResult.raw}
          expected={keyResult.expected}
          status={keyResult.status}
          noData={keyResult.raw === null}
        />
      </span>
    </li>
  );
}
