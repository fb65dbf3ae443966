// SPDX-License-Identifier: Apache-2.0
/*
 * A tree of rows, as WAI-ARIA asks for it: one tab stop, arrows move, right and left open and
 * close, letters jump. Only the rows in sight are in the page, so thousands stay fast; the one that
 * has the focus is named by aria-activedescendant and always kept in sight.
 */
import { IconChevronRight } from '@tabler/icons-react';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import classes from './Tree.module.css';

export type TreeRow = {
  key: string;
  parentKey: string | null;
  /** From 1. */
  level: number;
  place: number;
  siblings: number;
  /** Null: a leaf. */
  open: boolean | null;
  /** What letters jump to. */
  text: string;
};

type Props<R extends TreeRow> = {
  label: string;
  rows: readonly R[];
  /** The row that has the focus inside the tree. */
  current: string | null;
  move: (key: string) => void;
  toggle: (key: string, open: boolean) => void;
  /** Enter, or a click on the row. */
  enter: (row: R) => void;
  render: (row: R) => ReactNode;
};

const ROW_HEIGHT = 36;
/** Letters typed within this time are one word. */
const TYPE_AHEAD_MS = 600;

function useTypeAhead<R extends TreeRow>(rows: readonly R[]) {
  const typed = useRef({ text: '', at: 0 });
  return (letter: string, from: number): R | undefined => {
    const now = Date.now();
    const text = now - typed.current.at < TYPE_AHEAD_MS ? typed.current.text + letter : letter;
    typed.current = { text, at: now };
    const start = text.length === 1 ? from + 1 : from;
    const order = [...rows.slice(start), ...rows.slice(0, start)];
    return order.find((row) => row.text.toLocaleLowerCase().startsWith(text.toLocaleLowerCase()));
  };
}

export function Tree<R extends TreeRow>(props: Props<R>) {
  const { rows, current, move, toggle, enter, render } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const typeAhead = useTypeAhead(rows);
  const index = Math.max(
    0,
    rows.findIndex((row) => row.key === current),
  );

  useLayoutEffect(() => setOffset(list.current?.offsetTop ?? 0), []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: offset,
    scrollPaddingStart: 100,
    scrollPaddingEnd: 80,
    getItemKey: (place) => rows[place]?.key ?? place,
  });

  const go = (place: number) => {
    const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
    if (!row) return;
    move(row.key);
    virtual.scrollToIndex(rows.indexOf(row), { align: 'auto' });
  };

  const inward = (row: R) => {
    if (row.open === false) toggle(row.key, true);
    else if (row.open && rows[index + 1]?.parentKey === row.key) go(index + 1);
  };
  const outward = (row: R) => {
    if (row.open) toggle(row.key, false);
    else if (row.parentKey) go(rows.findIndex((one) => one.key === row.parentKey));
  };

  const press = (event: KeyboardEvent) => {
    const row = rows[index];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const rtl = document.dir === 'rtl';
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(index + 1),
      ArrowUp: () => go(index - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      PageDown: () => go(index + 15),
      PageUp: () => go(index - 15),
      ArrowRight: () => (rtl ? outward(row) : inward(row)),
      ArrowLeft: () => (rtl ? inward(row) : outward(row)),
      Enter: () => enter(row),
      ' ': () => row.open !== null && toggle(row.key, !row.open),
      '*': () => {
        for (const one of rows) {
          if (one.parentKey === row.parentKey && one.open === false) toggle(one.key, true);
        }
      },
    };
    const act = keys[event.key];
    if (act) act();
    else if (event.key.length === 1 && /\p{L}|\p{N}/u.test(event.key)) {
      const found = typeAhead(event.key, index);
      if (found) go(rows.indexOf(found));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={list}
      role="tree"
      aria-label={props.label}
      tabIndex={0}
      aria-activedescendant={rows[index] ? `${id}-${rows[index].key}` : undefined}
      className={classes.tree}
      onKeyDown={press}
      style={{ blockSize: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index];
        if (!row) return null;
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the tree, which names the row
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are read by the tree
          <div
            key={row.key}
            id={`${id}-${row.key}`}
            ref={virtual.measureElement}
            data-index={item.index}
            role="treeitem"
            aria-level={row.level}
            aria-posinset={row.place}
            aria-setsize={row.siblings}
            aria-expanded={row.open ?? undefined}
            aria-selected={item.index === index}
            className={classes.row}
            style={{
              transform: `translateY(${item.start - offset}px)`,
              ['--tree-level' as string]: row.level - 1,
            }}
            onClick={() => {
              move(row.key);
              enter(row);
            }}
          >
            <span className={classes.indent} aria-hidden />
            <button
              type="button"
              tabIndex={-1}
              aria-hidden
              className={classes.toggle}
              data-leaf={row.open === null || undefined}
              data-open={row.open || undefined}
              onClick={(event) => {
                event.stopPropagation();
                move(row.key);
                if (row.open !== null) toggle(row.key, !row.open);
              }}
            >
              <IconChevronRight size={14} stroke={2} />
            </button>
            {render(row)}
          </div>
        );
      })}
    </div>
  );
}
