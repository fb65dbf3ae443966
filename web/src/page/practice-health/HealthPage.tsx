// SPDX-License-Identifier: Apache-2.0
/*
 * How healthy the practice is in a unit, why, how it went, and whether the business units work by one
 * approach. Numbers are of units; nobody's name stands here.
 */
import { Trans, useLingui } from '@lingui/react/macro';
import { IconHeartbeat } from '@tabler/icons-react';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { HealthPart, HealthView, UnitType } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import {
  healthLevelQuery,
  healthQuery,
  healthTone,
  points,
  signalWords,
} from '@/feature/practice/health';
import { PracticeTabs } from '@/feature/practice/PracticeTabs';
import { EmptyState } from '@/ui/EmptyState';
import { Page, Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ProgressBar } from '@/ui/ProgressBar';
import table from '@/ui/Table.module.css';
import classes from './HealthPage.module.css';
import { Spread } from './Spread';

const BESIDE: UnitType = 'business_unit';

export default function HealthPage() {
  const { t } = useLingui();
  const cycle = useCycle();
  if (cycle) return <OfCycle cycleId={cycle.id} />;
  return (
    <EmptyState page icon={IconHeartbeat} title={t`No cycle yet`}>
      <Trans>The health of the practice is that of a cycle. Plan the first one above.</Trans>
    </EmptyState>
  );
}

function OfCycle({ cycleId }: { cycleId: number }) {
  const { unit } = useSearch({ from: '/inside/practice-health' });
  const { data: top } = useSuspenseQuery(healthLevelQuery(cycleId));
  const unitId = unit ?? top.units[0]?.unit_id;
  return unitId === undefined ? <NoUnit /> : <OfUnit unitId={unitId} cycleId={cycleId} />;
}

function NoUnit() {
  const { t } = useLingui();
  return (
    <EmptyState page icon={IconHeartbeat} title={t`No units yet`}>
      <Trans>The practice lives in units. Make the first one under Units.</Trans>
    </EmptyState>
  );
}

function OfUnit({ unitId, cycleId }: { unitId: number; cycleId: number }) {
  const { t } = useLingui();
  const { data: health } = useSuspenseQuery(healthQuery(unitId, cycleId));
  const below = health.parts.filter((part) => !part.own || part.score !== null);
  return (
    <Page
      title={t`Health of the practice`}
      above={health.parent_id !== null && <Above health={health} />}
      below={<Facts health={health} />}
    >
      <PracticeTabs />
      <Score health={health} />
      <Section title={t`Why this number`}>
        <Signals health={health} />
      </Section>
      {below.length > 1 && (
        <Section title={t`What it is made of`} count={below.length}>
          <Parts parts={below} />
        </Section>
      )}
      {health.parent_id === null && <Beside cycleId={cycleId} />}
      {health.trend.length > 1 && (
        <Section title={t`Cycle by cycle`}>
          <Trend health={health} />
        </Section>
      )}
    </Page>
  );
}

function Above({ health }: { health: HealthView }) {
  return (
    <Link
      to="/practice-health"
      search={(search) => ({ cycle: search.cycle, unit: health.parent_id ?? undefined })}
    >
      <Trans>One level up</Trans>
    </Link>
  );
}

function Facts({ health }: { health: HealthView }) {
  return (
    <>
      <Link to="/units/$id" params={{ id: health.unit_id }} dir="auto">
        {health.unit_name}
      </Link>
      <span dir="auto">{health.cycle_name}</span>
      <span>
        {health.kept ? (
          <Trans>as it was when the cycle was closed</Trans>
        ) : (
          <Trans>as it is now</Trans>
        )}
      </span>
    </>
  );
}

function Score({ health }: { health: HealthView }) {
  const { t } = useLingui();
  if (health.score === null)
    return (
      <p className={classes.none}>
        <Trans>Nothing to measure yet: no objectives are published here in this cycle.</Trans>
      </p>
    );
  const score = points(health.score);
  return (
    <div className={classes.score}>
      <p className={classes.number}>
        <strong>{score}</strong>{' '}
        <span>
          <Trans>of 100</Trans>
        </span>
      </p>
      <ProgressBar
        value={health.score}
        tone={healthTone(health.score)}
        label={t`${score} of 100`}
        size="md"
      />
    </div>
  );
}

function Signals({ health }: { health: HealthView }) {
  const { t } = useLingui();
  return (
    <>
      <p className={classes.dim}>
        <Trans>
          The mean of these, by weight. What is not asked here says nothing and is left out.
        </Trans>
      </p>
      <table className={table.table}>
        <thead>
          <tr>
            <th>
              <Trans>Signal</Trans>
            </th>
            <th className={table.narrow}>
              <Trans>What counts</Trans>
            </th>
            <th className={table.end}>
              <Trans>Counted</Trans>
            </th>
            <th className={table.end}>
              <Trans>Points</Trans>
            </th>
            <th className={table.end}>
              <Trans>Weight</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {health.signals.map((one) => (
            <tr key={one.signal}>
              <td>{t(signalWords[one.signal].name)}</td>
              <td className={`${table.dim} ${table.narrow}`}>
                {t(signalWords[one.signal].counts)}
              </td>
              <td className={`${table.end} ${classes.figure}`}>
                {one.need === 0 ? (
                  <span className={classes.dim}>
                    <Trans>not asked</Trans>
                  </span>
                ) : (
                  <Trans>
                    {one.have} of {one.need}
                  </Trans>
                )}
              </td>
              <td className={`${table.end} ${classes.figure}`}>
                {one.value === null ? '–' : points(one.value)}
              </td>
              <td className={`${table.end} ${classes.figure}`}>{one.weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Units in the order of the tree; a small bar a signal. */
function Parts({ parts }: { parts: readonly HealthPart[] }) {
  const { t } = useLingui();
  const signals = parts[0]?.signals ?? [];
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>
            <Trans>Unit</Trans>
          </th>
          <th>
            <Trans>Health</Trans>
          </th>
          {signals.map((one) => (
            <th key={one.signal} className={table.narrow}>
              {t(signalWords[one.signal].name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.own ? 'own' : part.unit_id}>
            <td className={classes.unit}>
              {part.own ? (
                <Trans>Its own</Trans>
              ) : (
                <Link
                  to="/practice-health"
                  search={(search) => ({ cycle: search.cycle, unit: part.unit_id })}
                  dir="auto"
                >
                  {part.unit_name}
                </Link>
              )}
            </td>
            <td className={classes.figure}>
              {part.score === null ? '–' : <strong>{points(part.score)}</strong>}
            </td>
            {part.signals.map((one) => (
              <td key={one.signal} className={`${classes.bar} ${table.narrow}`}>
                <ProgressBar
                  value={one.value}
                  tone={healthTone(one.value)}
                  label={one.value === null ? t`not asked` : t`${points(one.value)} of 100`}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** All business units, wherever they stand: is it one approach? */
function Beside({ cycleId }: { cycleId: number }) {
  const { t } = useLingui();
  const level = useQuery(healthLevelQuery(cycleId, BESIDE));
  if (level.data && level.data.spread.count < 2) return null;
  return (
    <Section title={t`Is it one approach?`}>
      <ProblemNotice error={level.error} retry={() => level.refetch()} />
      {level.isPending && <RowsSkeleton rows={2} />}
      {level.data && <Spread level={level.data} />}
    </Section>
  );
}

function Trend({ health }: { health: HealthView }) {
  const { t } = useLingui();
  return (
    <ol className={classes.trend}>
      {health.trend.map((point) => (
        <li key={point.cycle_id}>
          <span dir="auto">{point.cycle_name}</span>
          <ProgressBar
            value={point.score}
            tone={healthTone(point.score)}
            label={point.score === null ? t`nothing to measure` : t`${points(point.score)} of 100`}
          />
          <span className={classes.figure}>{point.score === null ? '–' : points(point.score)}</span>
        </li>
      ))}
    </ol>
  );
}
