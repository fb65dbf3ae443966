// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { IconChecks, IconGridDots } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Cycle, HeatRow } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { ExploreTabs } from '@/feature/explore/ExploreTabs';
import { heatListQuery, heatMapQuery } from '@/feature/explore/query';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { Page, Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { Attention } from './Attention';
import { HeatCellLink } from './HeatCellLink';
import classes from './HeatPage.module.css';
import { heatLook, shownStates } from './look';

/** Units by week: where it goes well, where it does not, and where nobody says how it goes. */
export default function HeatPage() {
  const { t } = useLingui();
  const cycle = useCycle();
  const navigate = useNavigate({ from: '/explore/heat' });
  const { unit, week, of } = useSearch({ from: '/inside/explore/heat' });
  return (
    <Page title={t`Heat map`} tabTitle={cycle ? `${t`Heat map`} ${cycle.name}` : undefined}>
      <ExploreTabs />
      <div className={classes.toolbar}>
        <UnitSelect
          aria-label={t`Unit`}
          placeholder={t`The whole organisation`}
          clearable
          value={unit ?? null}
          onChange={(id) =>
            navigate({ search: (old) => ({ cycle: old.cycle, unit: id ?? undefined }) })
          }
        />
        <Legend />
      </div>
      {cycle && <HeatTable cycle={cycle} unit={unit} />}
      {cycle && week !== undefined && (
        <CellList key={`${of}.${week}`} cycle={cycle} unit={of ?? unit} week={week} />
      )}
      {cycle && <Attention cycleId={cycle.id} unitId={unit} />}
    </Page>
  );
}

function Legend() {
  const { t } = useLingui();
  return (
    <ul className={classes.legend} aria-label={t`What the marks mean`}>
      {shownStates.map((state) => {
        const { icon: Icon, label, meaning } = heatLook[state];
        return (
          <li key={state} data-state={state} title={t(meaning)}>
            <Icon size={14} stroke={2} aria-hidden />
            {t(label)}
          </li>
        );
      })}
    </ul>
  );
}

function HeatTable({ cycle, unit }: { cycle: Cycle; unit: number | undefined }) {
  const { t } = useLingui();
  const map = useQuery({
    ...heatMapQuery(cycle.id, unit),
    placeholderData: keepPreviousData,
  });
  const scroll = useRef<HTMLDivElement>(null);
  const now = map.data?.week ?? null;
  // Where the weeks do not all fit, the one that runs is in sight.
  useEffect(() => {
    const heading = scroll.current?.querySelector<HTMLElement>('[data-now]');
    if (!scroll.current || !heading || now === null) return;
    const end = heading.offsetLeft + heading.offsetWidth - scroll.current.clientWidth;
    if (end > 0) scroll.current.scrollLeft = end;
  }, [now]);
  const weeks = Array.from({ length: map.data?.weeks ?? 0 }, (_, index) => index + 1);
  const isEmpty = map.data?.rows.every((row) => row.cells.every((cell) => cell.state === 'none'));
  if (map.isPending) return <RowsSkeleton rows={8} />;
  if (isEmpty) {
    return (
      <EmptyState icon={IconGridDots} title={t`Nothing to show for ${cycle.name} yet`}>
        <Trans>A week gets its colour when key results of published objectives have begun.</Trans>
      </EmptyState>
    );
  }
  return (
    <>
      <ProblemNotice error={map.error} retry={() => map.refetch()} />
      <div className={classes.scroll} ref={scroll}>
        <table className={classes.map}>
          <caption className="visually-hidden">
            <Trans>
              Units by week. Each cell says what most key results were when the week ended.
            </Trans>
          </caption>
          <thead>
            <tr>
              <th scope="col" className={classes.unit}>
                <Trans>Unit</Trans>
              </th>
              {weeks.map((week) => (
                <th
                  key={week}
                  scope="col"
                  aria-label={t`Week ${week}`}
                  data-now={week === map.data?.week || undefined}
                >
                  {week}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {map.data?.rows.map((row, index) => (
              <Row
                key={row.unit_id}
                row={row}
                weeks={weeks}
                top={index === 0 && unit !== undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.note}>
        <Trans>
          A week shows what was known when it ended: a check-in that is written later does not
          repaint it.
        </Trans>
      </p>
    </>
  );
}

function Row({ row, weeks, top }: { row: HeatRow; weeks: number[]; top: boolean }) {
  return (
    <tr>
      <th scope="row" className={classes.unit} dir="auto">
        {row.child_count > 0 && !top ? (
          <Link to="/explore/heat" search={(old) => ({ cycle: old.cycle, unit: row.unit_id })}>
            {row.unit_name}
          </Link>
        ) : (
          row.unit_name
        )}
      </th>
      {weeks.map((week) => {
        const cell = row.cells[week - 1];
        return (
          <td key={week}>
            {cell && cell.state !== 'none' && <HeatCellLink row={row} cell={cell} />}
          </td>
        );
      })}
    </tr>
  );
}

/** What one cell is made of. */
function CellList(props: { cycle: Cycle; unit: number | undefined; week: number }) {
  const { t } = useLingui();
  const format = useFormat();
  const { cycle, unit, week } = props;
  const map = useQuery(heatMapQuery(cycle.id, unit));
  const list = useQuery(heatListQuery({ cycle_id: cycle.id, unit_id: unit, week }));
  const name = map.data?.rows[0]?.unit_name ?? '';
  return (
    <Section title={t`${name}, week ${week}`} count={list.data?.length}>
      <ProblemNotice error={list.error} retry={() => list.refetch()} />
      {list.isPending && <RowsSkeleton rows={3} />}
      {list.data && list.data.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>
                <Trans>Key result</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>Unit</Trans>
              </th>
              <th>
                <Trans>Status then</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>Progress then</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>Last check-in</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.data.map((one) => (
              <tr key={one.key_result_id}>
                <td dir="auto">
                  <Link
                    to="/objectives/$id"
                    params={{ id: one.objective_id }}
                    search={(old) => ({ cycle: old.cycle, kr: one.key_result_id })}
                  >
                    {one.key_result_title}
                  </Link>
                  <div className={classes.context}>{one.objective_title}</div>
                </td>
                <td className={`${table.narrow} ${table.dim}`} dir="auto">
                  {one.unit_name}
                </td>
                <td>
                  <StatusBadge status={one.status} />
                </td>
                <td className={table.narrow}>
                  <OkrProgress
                    progress={one.contribution}
                    status={one.status}
                    noData={one.last_check_in_day === null}
                    size="sm"
                  />
                </td>
                <td className={`${table.narrow} ${table.dim}`}>
                  {one.last_check_in_day ? format.day(one.last_check_in_day) : '\u2013'}
                  {one.checked_in && (
                    <IconChecks
                      size={14}
                      aria-label={t`Checked in that week`}
                      className={classes.mark}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
