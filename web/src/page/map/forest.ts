// SPDX-License-Identifier: Apache-2.0
/*
 * From objectives and links to a drawing: each objective stands once, under the one it counts for
 * most; its other links are drawn across. Branches are closed below the second level until somebody
 * opens them, so that thousands stay a map and not a wall.
 */
import { hierarchy, tree } from 'd3-hierarchy';
import type { MapLink, MapNode } from '@/api/types';

export type Branch = { node: MapNode; parent: Branch | null; children: Branch[] };
export type Forest = {
  tops: Branch[];
  alone: MapNode[];
  byId: Map<number, Branch>;
  across: MapLink[];
};

/** Contributing comes before supporting, then the link that was made first. */
const byWeight = (a: MapLink, b: MapLink) =>
  Number(b.kind === 'contributes') - Number(a.kind === 'contributes');

function isAbove(branch: Branch, other: Branch): boolean {
  for (let at: Branch | null = branch; at; at = at.parent) if (at === other) return true;
  return false;
}

export function forestOf(nodes: readonly MapNode[], links: readonly MapLink[]): Forest {
  const byId = new Map<number, Branch>(
    nodes.map((node) => [node.id, { node, parent: null, children: [] }]),
  );
  const across: MapLink[] = [];
  for (const link of [...links].sort(byWeight)) {
    const child = byId.get(link.child_id);
    const parent = byId.get(link.parent_id);
    if (!child || !parent) continue;
    if (child.parent || isAbove(parent, child)) across.push(link);
    else {
      child.parent = parent;
      parent.children.push(child);
    }
  }
  const tops: Branch[] = [];
  const alone: MapNode[] = [];
  for (const branch of byId.values()) {
    if (branch.parent) continue;
    if (branch.children.length > 0) tops.push(branch);
    else alone.push(branch.node);
  }
  return { tops, alone, byId, across };
}

export const NODE_WIDTH = 240;
export const NODE_HEIGHT = 76;
const GAP = { level: 64, sibling: 12, top: 36 };
/** Levels that are open before anybody opens more. */
const OPEN_LEVELS = 2;

export type Place = { branch: Branch; x: number; y: number; hidden: number };

const sizeOf = (branch: Branch): number =>
  branch.children.reduce((sum, child) => sum + 1 + sizeOf(child), 0);

/** Where what is open stands: from left to right, tops under each other. `changed` differ from usual. */
export function layout(tops: readonly Branch[], changed: ReadonlySet<number>): Place[] {
  const places: Place[] = [];
  let above = 0;
  for (const top of tops) {
    const root = hierarchy({ branch: top, level: 1 }, ({ branch, level }) => {
      const usual = level < OPEN_LEVELS;
      const isOpen = usual !== changed.has(branch.node.id);
      return isOpen ? branch.children.map((child) => ({ branch: child, level: level + 1 })) : [];
    });
    const placed = tree<{ branch: Branch; level: number }>()
      .nodeSize([NODE_HEIGHT + GAP.sibling, NODE_WIDTH + GAP.level])
      .separation(() => 1)(root);
    let [from, to] = [0, 0];
    placed.each((one) => {
      from = Math.min(from, one.x);
      to = Math.max(to, one.x);
    });
    placed.each((one) => {
      const { branch } = one.data;
      places.push({
        branch,
        x: one.y,
        y: above + one.x - from,
        hidden: one.children ? 0 : sizeOf(branch),
      });
    });
    above += to - from + NODE_HEIGHT + GAP.top;
  }
  return places;
}

/** What must be opened so that this objective is seen: those above it that are shut. */
export function openedFor(branch: Branch, changed: ReadonlySet<number>): Set<number> {
  const path: Branch[] = [];
  for (let at = branch.parent; at; at = at.parent) path.unshift(at);
  const next = new Set(changed);
  path.forEach((above, index) => {
    const usual = index + 1 < OPEN_LEVELS;
    const isOpen = usual !== next.has(above.node.id);
    if (isOpen) return;
    if (usual) next.delete(above.node.id);
    else next.add(above.node.id);
  });
  return next;
}
