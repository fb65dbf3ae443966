// SPDX-License-Identifier: Apache-2.0
/*
 * Objectives of the tree can be dragged onto an objective or key result to hang under it. Before the
 * drop the server is asked whether it may, and a line at the foot of the page says what would happen
 * or what bars it. The same is done without a mouse by "Move to…" on the objective's page.
 */
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { TreeNode } from '@/api/types';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { alignmentCheckQuery, type Upper } from './alignment';
import { barWords } from './bars';
import classes from './DraggedNode.module.css';
import { useRealign } from './useRealign';

/** A node in its place: the objective a key result belongs to, or what an objective hangs under. */
export type Placed = { node: TreeNode; above: TreeNode | null };

type Over = { child: Placed; target: Placed };

const placedOf = (data: Record<string | symbol, unknown>) => data.placed as Placed;

function upperFor({ node }: { node: TreeNode }): Upper {
  return node.kind === 'key_result' ? { parent_kr_id: node.id } : { parent_id: node.id };
}

const objectiveOf = ({ node, above }: Placed) =>
  node.kind === 'key_result' ? (above?.id ?? 0) : node.id;

/** A row that can be dragged, and dropped upon. */
export function DraggedNode({ placed, children }: { placed: Placed; children: ReactNode }) {
  const element = useRef<HTMLSpanElement>(null);
  const latest = useRef(placed);
  latest.current = placed;
  const [over, setOver] = useState(false);
  const movable = placed.node.kind === 'objective';
  useEffect(() => {
    const row = element.current;
    if (!row) return;
    const endings = [
      dropTargetForElements({
        element: row,
        getData: () => ({ placed: latest.current }),
        canDrop: ({ source }) => placedOf(source.data).node.id !== latest.current.node.id,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
    ];
    if (movable) {
      endings.push(draggable({ element: row, getInitialData: () => ({ placed: latest.current }) }));
    }
    return () => {
      for (const end of endings) end();
    };
  }, [movable]);
  return (
    <span ref={element} className={classes.row} data-over={over || undefined}>
      {children}
    </span>
  );
}

/** Follows what is dragged over the page's tree: says what a drop would do, and does it. */
export function DragLine() {
  const { t } = useLingui();
  const [over, setOver] = useState<Over | null>(null);
  const realign = useRealign();
  const { data: check } = useQuery({
    ...alignmentCheckQuery(
      over?.child.node.id ?? 0,
      over ? objectiveOf(over.target) : 0,
      over?.target.node.kind === 'key_result' ? over.target.node.id : undefined,
    ),
    enabled: over !== null,
  });
  const dropped = useRef<(at: Over) => void>(() => undefined);
  dropped.current = ({ child, target }) => {
    const { alignment_id: id, alignment_version: version } = child.node;
    // What the line said is what holds; a drop before it spoke is refused by the server alone.
    if (check?.allowed === false) return;
    const link = id !== null && version !== null ? { id, version } : null;
    const from = link && child.above ? upperFor({ node: child.above }) : null;
    realign.mutate({ childId: child.node.id, link, from, to: upperFor(target) });
  };
  useEffect(
    () =>
      monitorForElements({
        onDropTargetChange: ({ source, location }) => {
          const target = location.current.dropTargets[0];
          setOver(target ? { child: placedOf(source.data), target: placedOf(target.data) } : null);
        },
        onDrop: ({ source, location }) => {
          const target = location.current.dropTargets[0];
          if (target) {
            dropped.current({ child: placedOf(source.data), target: placedOf(target.data) });
          }
          setOver(null);
        },
      }),
    [],
  );
  const title = over?.target.node.title;
  return (
    <>
      <ProblemNotice error={realign.error} />
      {over && check && (
        <div className={classes.line} role="status" data-allowed={check.allowed}>
          {check.bar === null ? <Trans>Hang it under “{title}”</Trans> : t(barWords[check.bar])}
          {check.path && (
            <span className={classes.path} dir="auto">
              {check.path}
            </span>
          )}
        </div>
      )}
    </>
  );
}
