// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowsMove, IconArrowUp, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AlignmentView } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './LinkList.module.css';

type Props = {
  links: readonly AlignmentView[];
  direction: 'up' | 'down';
  /** Ends a link, or moves it elsewhere; absent for those who may not. */
  end?: (link: AlignmentView) => void;
  move?: (link: AlignmentView) => void;
};

/** What an objective hangs under, or what hangs under it, and whether the link counts. */
export function LinkList({ links, direction, end, move }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const Arrow = direction === 'up' ? IconArrowUp : IconArrowDown;
  return (
    <ul className={classes.list}>
      {links.map((link) => {
        const weight = format.decimal(link.weight);
        // Upwards the key result is where the link leads; downwards it is ours, and the objective is theirs.
        const up = direction === 'up' ? link.key_result_title : null;
        const under = direction === 'down' ? link.key_result_title : null;
        return (
          <li key={link.id} className={classes.item}>
            <Arrow size={15} stroke={1.75} aria-hidden className={classes.arrow} />
            <Link
              to="/objectives/$id"
              params={{ id: link.objective_id }}
              search={(search) => ({
                cycle: search.cycle,
                kr: (up !== null && link.key_result_id) || undefined,
              })}
              className={classes.title}
              dir="auto"
            >
              {up ?? link.objective_title}
              {under && <span className={classes.under}>{under}</span>}
            </Link>
            <span className={classes.unit} dir="auto">
              {link.unit_name}
            </span>
            <span
              className={classes.kind}
              title={
                link.kind === 'contributes'
                  ? t`Its progress is part of the number above`
                  : t`It says so; it never changes a number`
              }
            >
              {link.kind === 'contributes' ? t`contributes, weight ${weight}` : t`supports`}
            </span>
            <span className={classes.progress}>
              {link.progress === null ? '\u2013' : format.percent(link.progress)}
            </span>
            {move && (
              <ActionIcon
                size={24}
                aria-label={t`Move from ${link.objective_title} to another objective`}
                title={t`Move to…`}
                onClick={() => move(link)}
              >
                <IconArrowsMove size={14} aria-hidden />
              </ActionIcon>
            )}
            {end && (
              <ActionIcon
                size={24}
                aria-label={t`End the link with ${link.objective_title}`}
                onClick={() => end(link)}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </li>
        );
      })}
    </ul>
  );
}
