// SPDX-License-Identifier: Apache-2.0
import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { IconSitemap, IconTarget } from '@tabler/icons-react';
import type { TreeBy, TreeNode } from '@/api/types';
import { CountBar } from '@/feature/okr/CountBar';
import { ObjectiveKindIcon } from '@/feature/okr/kind';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import classes from './TreeNodeRow.module.css';

function NodeIcon({ node }: { node: TreeNode }) {
  if (node.objective_kind) return <ObjectiveKindIcon kind={node.objective_kind} />;
  const Icon = node.kind === 'unit' ? IconSitemap : IconTarget;
  return <Icon size={16} stroke={1.75} className={classes.icon} aria-hidden />;
}

/** One row of the tree. A unit shows counts by status, never a status or percentage of its own. */
export function TreeNodeRow({ node, by }: { node: TreeNode | null; by: TreeBy }) {
  const { t } = useLingui();
  if (!node) return <span className={classes.waiting}>{t`Loading…`}</span>;
  const aside = by === 'unit' ? node.owner_name : node.unit_name;
  return (
    <span className={classes.row} data-kind={node.kind}>
      <span className={classes.title} title={node.title}>
        <NodeIcon node={node} />
        <span className={classes.text} dir="auto">
          {node.title}
        </span>
        {node.alignment === 'supports' && (
          <span
            className={classes.link}
            title={t`Supports the one above, without changing its number`}
          >
            {t`supports`}
          </span>
        )}
      </span>
      <span className={classes.aside} dir="auto">
        {node.kind === 'unit'
          ? plural(node.objective_count ?? 0, { one: '# objective', other: '# objectives' })
          : aside}
      </span>
      {node.kind === 'unit' ? (
        <span className={classes.counts}>{node.counts && <CountBar counts={node.counts} />}</span>
      ) : (
        <>
          <span className={classes.status}>
            {node.status && <StatusBadge status={node.status} compact="narrow" />}
          </span>
          <span className={classes.progress}>
            {node.status && (
              <OkrProgress progress={node.progress} expected={node.expected} status={node.status} />
            )}
          </span>
        </>
      )}
    </span>
  );
}
