// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ObjectiveRow } from '@/api/types';
import { ObjectiveKindIcon } from '@/feature/okr/kind';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { PersonMark } from '@/ui/Person';
import classes from './ObjectiveList.module.css';

type Props = {
  objectives: readonly ObjectiveRow[];
  withUnit?: boolean;
  withOwner?: boolean;
};

/** Objectives as rows: kind, title, unit or owner, status, progress with the expected mark. */
export function ObjectiveList({ objectives, withUnit = false, withOwner = false }: Props) {
  const { t } = useLingui();
  return (
    <ul className={classes.list} aria-label={t`Objectives`}>
      {objectives.map((objective) => (
        <li key={objective.id} className={classes.item}>
          <Link
            to="/objectives/$id"
            params={{ id: objective.id }}
            search={(search) => ({ cycle: search.cycle })}
            className={classes.link}
          >
            <ObjectiveKindIcon kind={objective.kind} />
            <span className={classes.title} dir="auto">
              {objective.title}
            </span>
            {withUnit && (
              <span className={classes.unit} dir="auto">
                {objective.unit_name}
              </span>
            )}
            {withOwner && (
              <span className={classes.owner}>
                {objective.owner_name && <PersonMark name={objective.owner_name} named />}
              </span>
            )}
            <span className={classes.status}>
              <StatusBadge status={objective.status} />
            </span>
            <span className={classes.progress}>
              <OkrProgress
                progress={objective.progress}
                expected={objective.expected}
                status={objective.status}
              />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
