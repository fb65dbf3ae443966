// SPDX-License-Identifier: Apache-2.0
import type { TreeNode } from '@/api/types';
import type { TreeRow } from '@/ui/Tree';

/** A node in its place, or the note that stands where its branch is still being read. */
export type NodeRow = TreeRow & { node: TreeNode | null; id: string };

/** An objective may hang under several parents, so the place in the tree is the whole path. */
export const pathOf = (parent: string | null, key: string) => (parent ? `${parent}.${key}` : key);
export const keyOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);

/** The rows of all open branches, top to bottom. A branch that has not arrived is one empty row. */
export function rowsOf(
  branches: ReadonlyMap<string, readonly TreeNode[]>,
  open: ReadonlySet<string>,
): NodeRow[] {
  const rows: NodeRow[] = [];
  const add = (branch: string | null, level: number) => {
    const nodes = branches.get(branch ? keyOf(branch) : '');
    if (!nodes) {
      if (branch) rows.push(waiting(branch, level));
      return;
    }
    nodes.forEach((node, index) => {
      const key = pathOf(branch, node.key);
      // A path that holds a node twice would never end; the server refuses loops, we do not trust it.
      const again = branch?.split('.').includes(node.key) ?? false;
      const isOpen = node.child_count > 0 && !again ? open.has(key) : null;
      rows.push({
        key,
        id: node.key,
        node,
        parentKey: branch,
        level,
        place: index + 1,
        siblings: nodes.length,
        open: isOpen,
        text: node.title,
      });
      if (isOpen) add(key, level + 1);
    });
  };
  add(null, 1);
  return rows;
}

function waiting(branch: string, level: number): NodeRow {
  const key = `${branch}.…`;
  return {
    key,
    id: key,
    node: null,
    parentKey: branch,
    level,
    place: 1,
    siblings: 1,
    open: null,
    text: '',
  };
}
