// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TraceNode } from '@/api/types';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { traceQuery } from '@/feature/strategy/query';
import { Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Trace.module.css';

/** From the theme down to every unit, a level at a time. */
export function Trace({ themeId, cycleId }: { themeId: number; cycleId: number }) {
  const { t } = useLingui();
  return (
    <Section title={t`Where it reaches`}>
      <Level cycleId={cycleId} parent={`t${themeId}`} />
    </Section>
  );
}

function Level({ cycleId, parent }: { cycleId: number; parent: string }) {
  const level = useQuery(traceQuery(cycleId, parent));
  if (level.isPending) return <RowsSkeleton rows={2} />;
  if (level.error) return <ProblemNotice error={level.error} retry={() => level.refetch()} />;
  if (level.data.length === 0)
    return (
      <p className={classes.none}>
        <Trans>Nothing hangs under it in this cycle.</Trans>
      </p>
    );
  return (
    <ul className={classes.list}>
      {level.data.map((node) => (
        <Node key={node.key} node={node} cycleId={cycleId} />
      ))}
    </ul>
  );
}

function Node({ node, cycleId }: { node: TraceNode; cycleId: number }) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const { title } = node;
  return (
    <li>
      <div className={classes.row}>
        {node.child_count > 0 ? (
          <ActionIcon
            size={24}
            aria-expanded={open}
            aria-label={
              open ? t`Close what hangs under ${title}` : t`Show what hangs under ${title}`
            }
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={15} className={classes.chevron} data-open={open} aria-hidden />
          </ActionIcon>
        ) : (
          <span />
        )}
        <span className={classes.words}>
          <Link
            to="/objectives/$id"
            params={{ id: node.id }}
            search={(search) => ({ cycle: search.cycle })}
            className={classes.title}
            dir="auto"
          >
            {title}
          </Link>
          <span className={classes.dim} dir="auto">
            {node.unit_name}
            {node.child_count > 0 && ` · ${node.child_count}`}
          </span>
        </span>
        {node.status && (
          <>
            <span className={classes.status}>
              <StatusBadge status={node.status} />
            </span>
            <span className={classes.progress}>
              <OkrProgress progress={node.progress} expected={node.expected} status={node.status} />
            </span>
          </>
        )}
      </div>
      {open && (
        <div className={classes.below}>
          <Level cycleId={cycleId} parent={node.key} />
        </div>
      )}
    </li>
  );
}
