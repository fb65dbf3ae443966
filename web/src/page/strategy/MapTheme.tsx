// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { MapTheme as Theme } from '@/api/types';
import { CountBar } from '@/feature/okr/CountBar';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { addCounts } from '@/feature/strategy/counts';
import { HealthMark } from '@/feature/strategy/HealthMark';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { PersonName } from '@/ui/Person';
import classes from './MapTheme.module.css';

/** A theme as a column: what it promises, its topline OKRs, what hangs below, its health. */
export function MapTheme({ theme: shown }: { theme: Theme }) {
  const { theme, topline, health } = shown;
  return (
    <li className={classes.theme} data-gap={topline.length === 0 || undefined}>
      <header className={classes.head}>
        <h2 className={classes.name}>
          <Link to="/themes/$id" params={{ id: theme.theme_id }} dir="auto">
            {theme.name}
          </Link>
        </h2>
        <p className={classes.facts}>
          <span>
            {theme.from_year}–{theme.until_year}
          </span>
          {theme.owner_name && <PersonName name={theme.owner_name} />}
        </p>
        {theme.success && (
          <div className={classes.success}>
            <Markdown text={theme.success} />
          </div>
        )}
      </header>
      {topline.length === 0 ? (
        <Gap />
      ) : (
        <ul className={classes.list}>
          {topline.map((objective) => (
            <li key={objective.id} className={classes.objective}>
              <Link
                to="/objectives/$id"
                params={{ id: objective.id }}
                search={(search) => ({ cycle: search.cycle })}
                className={classes.title}
                dir="auto"
              >
                {objective.title}
              </Link>
              <span className={classes.state}>
                <StatusBadge status={objective.status} />
              </span>
              <OkrProgress
                progress={objective.progress}
                expected={objective.expected}
                status={objective.status}
              />
            </li>
          ))}
        </ul>
      )}
      <footer className={classes.foot}>
        {topline.length > 0 && <Below shown={shown} />}
        {health.map((measure) => (
          <HealthLine key={measure.id} measure={measure} />
        ))}
      </footer>
    </li>
  );
}

function Gap() {
  return (
    <p className={classes.gap}>
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden />
      <span>
        <Trans>No topline OKR in this cycle: nothing here moves this theme.</Trans>
      </span>
    </p>
  );
}

function Below({ shown }: { shown: Theme }) {
  const { committed, aspirational } = shown.below;
  const count = committed.count + aspirational.count;
  return (
    <div className={classes.below}>
      <p className={classes.dim}>
        <Plural value={count} one="# objective below" other="# objectives below" />
        {', '}
        <Plural value={shown.unit_count} one="# unit reached" other="# units reached" />
      </p>
      <CountBar counts={addCounts(committed.counts, aspirational.counts)} />
    </div>
  );
}

function HealthLine({ measure }: { measure: Theme['health'][number] }) {
  const { t } = useLingui();
  const format = useFormat();
  const value =
    measure.current_value === null
      ? t`not recorded`
      : format.measure(measure.current_value, measure.unit_of_measure);
  return (
    <p className={classes.health}>
      <HealthMark measure={measure} compact />
      <span className={classes.measure} dir="auto">
        {measure.name}
      </span>
      <span className={classes.value}>{value}</span>
    </p>
  );
}
