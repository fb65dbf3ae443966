// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconPrinter, IconTable } from '@tabler/icons-react';
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, Suspense, useEffect, useRef } from 'react';
import type { BoardCell, BoardFilter, BoardUnit, Process, RoadStep } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { ExportMenu } from '@/feature/explore/ExportMenu';
import { boardFoundQuery, boardQuery, roadQuery, useProcess } from '@/feature/process/running';
import { StepPanel } from '@/feature/process/StepPanel';
import { StepStateBadge, stepStates } from '@/feature/process/state';
import { useLocalWords } from '@/feature/process/words';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './BoardPage.module.css';

const FROM = '/inside/process/board';
const ROW = 40;

/** Units and the steps that are asked of them: where the organisation stands in the process. */
export default function BoardPage() {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/process/board' });
  const { of, filter = 'all', step } = useSearch({ from: FROM });
  const cycle = useCycle();
  const { process, isPending, error, refetch } = useProcess(cycle, of);
  const close = () =>
    navigate({
      search: (search) => ({ ...search, step: undefined }),
      replace: true,
      resetScroll: false,
    });
  const filters: { value: BoardFilter; label: string }[] = [
    { value: 'all', label: t`All` },
    { value: 'mine', label: t`Mine` },
    { value: 'late', label: t`Late` },
    { value: 'masters', label: t`My units as OKR master` },
  ];
  const columns = [
    { name: 'unit_name', heading: t`Unit` },
    { name: 'name_en', heading: t`Step` },
    { name: 'cycle_name', heading: t`Cycle` },
    { name: 'round', heading: t`Round` },
    { name: 'due_day', heading: t`Deadline` },
    { name: 'state', heading: t`State` },
    { name: 'have', heading: t`There` },
    { name: 'need', heading: t`Needed` },
  ];
  return (
    <Page
      title={t`Board of the process`}
      above={
        <Link to="/process" search={(search) => ({ cycle: search.cycle, of })}>
          <Trans>Process</Trans>
        </Link>
      }
      actions={
        process &&
        cycle && (
          <>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              onClick={() => window.print()}
            >
              <Trans>Print</Trans>
            </Button>
            <ExportMenu
              path="/api/v1/steps"
              query={{ process_id: process.id, cycle_id: cycle.id, filter }}
              columns={columns}
            />
          </>
        )
      }
    >
      <ProblemNotice error={error} retry={() => refetch()} />
      {isPending && <RowsSkeleton rows={10} />}
      {!isPending && !process && (
        <EmptyState icon={IconTable} title={t`Nothing runs in this cycle`}>
          <Trans>A process is started on the page Process; then its steps are here.</Trans>
        </EmptyState>
      )}
      {process && cycle && (
        <>
          <SegmentedControl
            className={classes.filter}
            aria-label={t`Which units`}
            data={filters}
            value={filter}
            onChange={(value) =>
              navigate({
                search: (search) => ({
                  ...search,
                  filter: value === 'all' ? undefined : (value as BoardFilter),
                }),
                replace: true,
              })
            }
          />
          <Legend />
          <Board process={process} cycleId={cycle.id} filter={filter} />
        </>
      )}
      <Suspense>{step !== undefined && <StepPanel id={step} close={close} />}</Suspense>
    </Page>
  );
}

function Legend() {
  const { t } = useLingui();
  return (
    <ul className={classes.legend} aria-label={t`What the signs mean`}>
      {Object.keys(stepStates).map((state) => (
        <li key={state}>
          <StepStateBadge state={state as keyof typeof stepStates} />
        </li>
      ))}
    </ul>
  );
}

type BoardProps = { process: Process; cycleId: number; filter: BoardFilter };

const asked = ({ process, cycleId }: BoardProps) => ({ id: process.id, cycleId });

/** All units in their order: those that are opened have theirs behind them. */
function useTree(props: BoardProps) {
  const { open: opened } = useSearch({ from: FROM });
  const enabled = props.filter === 'all';
  const top = useQuery({ ...boardQuery(asked(props)), enabled });
  // A single unit at the top is opened by itself; "0" in the address says that none is.
  const first = top.data?.length === 1 ? top.data.map((one) => one.id) : [];
  const open = opened === undefined ? first : opened.split(',').map(Number);
  const parents = open.filter((one) => one !== 0);
  const below = useQueries({
    queries: parents.map((parentId) => ({
      ...boardQuery({ ...asked(props), parentId }),
      enabled,
    })),
  });
  const children = new Map(parents.map((id, at) => [id, below[at]?.data ?? []]));
  const flat = (units: readonly BoardUnit[]): BoardUnit[] =>
    units.flatMap((unit) => [unit, ...flat(children.get(unit.id) ?? [])]);
  return {
    units: flat(top.data ?? []),
    open,
    isThere: top.data !== undefined,
    queries: [top, ...below],
  };
}

/** With a filter: those that it finds, in one list. */
function useFound(props: BoardProps) {
  const { filter } = props;
  const query = useInfiniteQuery({
    ...boardFoundQuery(asked(props), filter),
    enabled: filter !== 'all',
  });
  const units = query.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...query, units, isThere: query.data !== undefined, queries: [query] };
}

const columnKey = (one: { rule_id: number; cycle_id: number; round: number }) =>
  `${one.rule_id}-${one.cycle_id}-${one.round}`;

function Board(props: BoardProps) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/process/board' });
  const road = useQuery(roadQuery(props.process.id, props.cycleId));
  const tree = useTree(props);
  const found = useFound(props);
  const { open } = tree;
  const { units, queries, isThere } = props.filter === 'all' ? tree : found;
  const failed = [road, ...queries].filter((one) => one.error);
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: units.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 20,
  });
  const shown = rows.getVirtualItems();
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = found;
  const isNearEnd = (shown.at(-1)?.index ?? 0) >= units.length - 1;
  useEffect(() => {
    if (isNearEnd && hasNextPage && !isFetchingNextPage && !isError) fetchNextPage();
  }, [isNearEnd, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const toggle = (id: number) => {
    const others = open.filter((one) => one !== id && one !== 0);
    const next = open.includes(id) ? others : [...others, id];
    navigate({
      search: (search) => ({ ...search, open: next.join(',') || '0' }),
      replace: true,
      resetScroll: false,
    });
  };
  const problem = (
    <ProblemNotice
      error={failed[0]?.error}
      retry={() => Promise.all(failed.map((one) => one.refetch()))}
    />
  );
  if (!isThere || !road.data) return failed.length > 0 ? problem : <RowsSkeleton rows={10} />;
  if (units.length === 0) {
    return (
      <p className={classes.none}>
        <Trans>No unit is so.</Trans>
      </p>
    );
  }
  const columns = road.data.steps;
  const above = shown[0]?.start ?? 0;
  const below = rows.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <>
      {problem}
      <section
        ref={scroller}
        className={classes.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get there
        tabIndex={0}
        aria-label={t`Board of the process`}
      >
        <table
          aria-label={t`Units and their steps`}
          aria-rowcount={hasNextPage ? -1 : units.length + 1}
          className={classes.table}
          style={{ '--columns': columns.length } as CSSProperties}
        >
          <Head columns={columns} />
          <tbody>
            <Space size={above} columns={columns.length + 1} />
            {shown.map((row) => {
              const unit = units[row.index];
              return (
                unit && (
                  <Row
                    key={unit.id}
                    unit={unit}
                    columns={columns}
                    index={row.index}
                    folds={props.filter === 'all'}
                    isOpen={open.includes(unit.id)}
                    toggle={() => toggle(unit.id)}
                  />
                )
              );
            })}
            <Space size={below} columns={columns.length + 1} />
          </tbody>
        </table>
      </section>
    </>
  );
}

/** The room of rows that are not on screen. */
function Space({ size, columns }: { size: number; columns: number }) {
  if (size <= 0) return null;
  return (
    <tr aria-hidden className={classes.space}>
      <td colSpan={columns} style={{ blockSize: `${size}px` }} />
    </tr>
  );
}

function Head({ columns }: { columns: readonly RoadStep[] }) {
  const format = useFormat();
  const { name } = useLocalWords();
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={classes.unit}>
          <Trans>Unit</Trans>
        </th>
        {columns.map((one) => (
          <th scope="col" key={columnKey(one)} className={classes.column}>
            <span dir="auto" className={classes.columnName} title={name(one)}>
              {name(one)}
            </span>
            <time dateTime={one.due_day}>{format.dayShort(one.due_day)}</time>
          </th>
        ))}
      </tr>
    </thead>
  );
}

type RowProps = {
  unit: BoardUnit;
  columns: readonly RoadStep[];
  index: number;
  folds: boolean;
  isOpen: boolean;
  toggle: () => void;
};

function Row({ unit, columns, index, folds, isOpen, toggle }: RowProps) {
  const { t } = useLingui();
  const cells = cellsOf(unit);
  const { name, done_count: done, step_count: count, late_count: late } = unit;
  return (
    <tr aria-rowindex={index + 2} className={classes.row}>
      <th scope="row" className={classes.unit}>
        <span
          className={classes.unitLine}
          style={{ paddingInlineStart: `${folds ? unit.depth : 0}rem` }}
        >
          {folds && unit.child_count > 0 ? (
            <UnstyledButton
              className={classes.fold}
              aria-expanded={isOpen}
              aria-label={t`Units below ${name}`}
              onClick={toggle}
            >
              <IconChevronRight size={14} stroke={2} data-open={isOpen || undefined} aria-hidden />
            </UnstyledButton>
          ) : (
            <span className={classes.fold} />
          )}
          <Link to="/units/$id" params={{ id: unit.id }} className={classes.unitName} dir="auto">
            {name}
          </Link>
          <span className={classes.count} data-late={late > 0 || undefined}>
            <span aria-hidden>
              {done}/{count}
            </span>
            <span className="visually-hidden">
              {t`${done} of ${count} done, ${late} late, here and below`}
            </span>
          </span>
        </span>
      </th>
      {columns.map((one) => (
        <td key={columnKey(one)} className={classes.column}>
          <Cells cells={cells.get(columnKey(one)) ?? []} />
        </td>
      ))}
    </tr>
  );
}

/** The steps of a unit by column; where several people answer, such as two leaders, each has one. */
function cellsOf(unit: BoardUnit): Map<string, BoardCell[]> {
  const cells = new Map<string, BoardCell[]>();
  for (const one of unit.steps) {
    const key = columnKey(one);
    cells.set(key, [...(cells.get(key) ?? []), one]);
  }
  return cells;
}

function Cells({ cells }: { cells: readonly BoardCell[] }) {
  return (
    <span className={classes.cells}>
      {cells.map((cell, at) => (
        <Cell key={cell.id} cell={cell} number={at + 1} count={cells.length} />
      ))}
    </span>
  );
}

type CellProps = { cell: BoardCell; number: number; count: number };

function Cell({ cell, number, count }: CellProps) {
  const { t } = useLingui();
  const name = t(stepStates[cell.state].label);
  const state = count > 1 ? t`${name}, person ${number} of ${count}` : name;
  return (
    <Link
      from="/process/board"
      to="/process/board"
      search={(search) => ({ ...search, step: cell.id })}
      replace
      resetScroll={false}
      className={classes.cell}
      data-state={cell.state}
      aria-label={cell.need > 0 ? t`${state}, ${cell.have} of ${cell.need}` : state}
    >
      <StepStateBadge state={cell.state} compact />
    </Link>
  );
}
