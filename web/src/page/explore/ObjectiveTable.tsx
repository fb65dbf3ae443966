// SPDX-License-Identifier: Apache-2.0
/*
 * A table of any length: only the rows in sight are in the page, and the next ones are fetched
 * before one gets there.
 */
import { Trans, useLingui } from '@lingui/react/macro';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ExplorerRow } from '@/api/types';
import type { ExplorerFilter } from '@/feature/explore/query';
import table from '@/ui/Table.module.css';
import type { Column } from './columns';
import classes from './ObjectiveTable.module.css';

type Sort = NonNullable<ExplorerFilter['sort']>;

type Props = {
  rows: readonly ExplorerRow[];
  columns: readonly Column[];
  sort: Sort;
  descending: boolean;
  order: (sort: Sort) => void;
  more: (() => void) | null;
};

const ROW_HEIGHT = 41;
/** Rows before the end at which the next page is asked for. */
const AHEAD = 30;

export function ObjectiveTable(props: Props) {
  const { rows, columns, more } = props;
  const { t } = useLingui();
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(body.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (place) => rows[place]?.id ?? place,
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const end = last?.index ?? 0;
  useEffect(() => {
    if (more && end >= rows.length - AHEAD) more();
  }, [more, end, rows.length]);

  return (
    <table
      className={`${table.table} ${classes.table}`}
      aria-rowcount={more ? -1 : rows.length + 1}
    >
      <colgroup>
        <col />
        {columns.map((column) => (
          <col
            key={column.name}
            className={column.narrow ? table.narrow : undefined}
            style={{ inlineSize: column.width }}
          />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          <Heading {...props} sortAs="title">
            <Trans>Objective</Trans>
          </Heading>
          {columns.map((column) => (
            <Heading key={column.name} {...props} sortAs={column.sort} narrow={column.narrow}>
              {t(column.label)}
            </Heading>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {first && <Spacer height={first.start - offset} />}
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <tr
              key={row.id}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-rowindex={item.index + 2}
            >
              <td dir="auto">
                <Link
                  to="/objectives/$id"
                  params={{ id: row.id }}
                  search={(old) => ({ cycle: old.cycle })}
                >
                  {row.title}
                </Link>
              </td>
              {columns.map((column) => (
                <td key={column.name} className={column.narrow ? table.narrow : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
        {last && <Spacer height={virtual.getTotalSize() + offset - last.end} />}
      </tbody>
    </table>
  );
}

/** Stands for the rows that are not in the page. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden className={classes.spacer}>
      <td style={{ blockSize: height }} />
    </tr>
  );
}

type HeadingProps = Pick<Props, 'sort' | 'descending' | 'order'> & {
  sortAs?: Sort;
  narrow?: boolean;
  children: React.ReactNode;
};

function Heading({ sort, descending, order, sortAs, narrow, children }: HeadingProps) {
  const isSorted = sortAs === sort;
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      className={narrow ? table.narrow : undefined}
      aria-sort={isSorted ? (descending ? 'descending' : 'ascending') : undefined}
    >
      {sortAs ? (
        <button type="button" className={classes.sort} onClick={() => order(sortAs)}>
          {children}
          {isSorted && <Arrow size={12} stroke={2} aria-hidden />}
        </button>
      ) : (
        children
      )}
    </th>
  );
}
