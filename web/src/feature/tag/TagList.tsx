// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { TagTone } from '@/api/types';
import classes from './TagList.module.css';

/** A tag by its name; the colour only helps to find it again. */
export function TagMark({ name, tone }: { name: string; tone: TagTone }) {
  return (
    <span className={classes.tag}>
      <span className={classes.dot} data-tone={tone} aria-hidden />
      <span dir="auto">{name}</span>
    </span>
  );
}

type Props = { tags: readonly { id: number; name: string; tone: TagTone }[] };

/** The tags of an objective; each leads to whatever has it. */
export function TagList({ tags }: Props) {
  const { t } = useLingui();
  return (
    <ul className={classes.list} aria-label={t`Tags`}>
      {tags.map((tag) => (
        <li key={tag.id}>
          <Link
            to="/explore"
            search={(search) => ({ cycle: search.cycle, tag: tag.id })}
            className={classes.link}
          >
            <TagMark name={tag.name} tone={tag.tone} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
