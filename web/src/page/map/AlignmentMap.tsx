// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { ActionIcon, Autocomplete, Tooltip } from '@mantine/core';
import {
  IconFocusCentered,
  IconMaximize,
  IconSearch,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import {
  type Edge,
  Handle,
  type Node,
  type NodeHandle,
  type NodeProps,
  Position,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { statusLook } from '@/feature/okr/status';
import { useFormat } from '@/locale/LocaleProvider';
import { fuzzyFind } from '@/ui/fuzzy';
import classes from './AlignmentMap.module.css';
import {
  type Branch,
  type Forest,
  layout,
  NODE_HEIGHT,
  NODE_WIDTH,
  openedFor,
  type Place,
} from './forest';

type Change = (next: { focus?: number; open?: ReadonlySet<number> }) => void;
type MapFlowNode = Node<{ place: Place; found: boolean }>;

const Actions = createContext<{ toggle: (id: number) => void; focus: (id: number) => void }>({
  toggle: () => {},
  focus: () => {},
});

const nodeTypes = { objective: ObjectiveNode };

/** Where lines begin and end: told, since a node that must be measured first is drawn, in sight or not. */
const handles: NodeHandle[] = [
  { type: 'target', position: Position.Left, x: 0, y: NODE_HEIGHT / 2, width: 1, height: 1 },
  {
    type: 'source',
    position: Position.Right,
    x: NODE_WIDTH,
    y: NODE_HEIGHT / 2,
    width: 1,
    height: 1,
  },
];
const FOUND_MAX = 8;

type Props = {
  forest: Forest;
  tops: readonly Branch[];
  changed: ReadonlySet<number>;
  change: Change;
};

/** Nodes and edges of what is open. Links that go across are dashed. */
function useDrawing({ forest, tops, changed }: Props, found: number | null) {
  return useMemo(() => {
    const places = layout(tops, changed);
    const shown = new Set(places.map((place) => place.branch.node.id));
    const nodes: MapFlowNode[] = places.map((place) => ({
      id: String(place.branch.node.id),
      type: 'objective',
      position: { x: place.x, y: place.y },
      width: NODE_WIDTH,
      height: NODE_HEIGHT,
      handles,
      data: { place, found: place.branch.node.id === found },
    }));
    const edges: Edge[] = [];
    for (const { branch } of places) {
      if (branch.parent && shown.has(branch.parent.node.id)) {
        edges.push({
          id: `${branch.node.id}`,
          source: String(branch.parent.node.id),
          target: String(branch.node.id),
          type: 'smoothstep',
        });
      }
    }
    for (const link of forest.across) {
      if (!shown.has(link.child_id) || !shown.has(link.parent_id)) continue;
      edges.push({
        id: `${link.child_id}.${link.parent_id}`,
        source: String(link.parent_id),
        target: String(link.child_id),
        type: 'default',
        className: classes.across,
      });
    }
    return { nodes, edges };
  }, [forest, tops, changed, found]);
}

export function AlignmentMap(props: Props) {
  const { t } = useLingui();
  const { forest, changed, change } = props;
  const flow = useReactFlow();
  const [found, setFound] = useState<number | null>(null);
  const { nodes, edges } = useDrawing(props, found);

  const actions = useMemo(
    () => ({
      toggle: (id: number) => {
        const next = new Set(changed);
        if (!next.delete(id)) next.add(id);
        change({ open: next });
      },
      focus: (id: number) => change({ focus: id }),
    }),
    [changed, change],
  );

  const find = useCallback(
    (id: number) => {
      const branch = forest.byId.get(id);
      if (!branch) return;
      change({ open: openedFor(branch, changed) });
      setFound(id);
    },
    [forest, changed, change],
  );
  // Once the found one is drawn, the map moves to it.
  useEffect(() => {
    const node = nodes.find((one) => one.id === String(found));
    if (!node) return;
    flow.setCenter(node.position.x + NODE_WIDTH / 2, node.position.y + NODE_HEIGHT / 2, {
      zoom: 1,
    });
  }, [found, nodes, flow]);

  return (
    <Actions.Provider value={actions}>
      <div className={classes.map}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          onlyRenderVisibleElements
          defaultViewport={{ x: 16, y: 64, zoom: 0.9 }}
          minZoom={0.05}
          maxZoom={1.5}
          proOptions={{ hideAttribution: true }}
          aria-label={t`Map of objectives; the tree says the same`}
        />
        <FindField forest={forest} find={find} />
        <div className={classes.tools}>
          <Tool label={t`Zoom in`} icon={IconZoomIn} act={() => flow.zoomIn()} />
          <Tool label={t`Zoom out`} icon={IconZoomOut} act={() => flow.zoomOut()} />
          <Tool label={t`Fit everything in`} icon={IconMaximize} act={() => flow.fitView()} />
        </div>
      </div>
    </Actions.Provider>
  );
}

function Tool(props: { label: string; icon: typeof IconZoomIn; act: () => void }) {
  const { label, icon: Icon, act } = props;
  return (
    <Tooltip label={label} position="left">
      <ActionIcon variant="default" size={32} aria-label={label} onClick={act}>
        <Icon size={16} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Finds an objective by a part of its title and goes there. */
function FindField({ forest, find }: { forest: Forest; find: (id: number) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const all = useMemo(
    () => [...forest.byId.values()].filter((one) => one.parent || one.children.length > 0),
    [forest],
  );
  const hits = typed.trim() === '' ? [] : fuzzyFind(typed, all, (one) => one.node.title, FOUND_MAX);
  return (
    <Autocomplete
      className={classes.find}
      aria-label={t`Find an objective on the map`}
      placeholder={t`Find on the map`}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      value={typed}
      onChange={setTyped}
      data={[...new Set(hits.map((one) => one.node.title))]}
      filter={({ options }) => options}
      onOptionSubmit={(title) => {
        const hit = all.find((one) => one.node.title === title);
        if (hit) find(hit.node.id);
      }}
      onKeyDown={(event) => {
        const first = hits[0];
        if (event.key === 'Enter' && first) find(first.node.id);
      }}
    />
  );
}

function ObjectiveNode({ data }: NodeProps<MapFlowNode>) {
  const { t } = useLingui();
  const format = useFormat();
  const { toggle, focus } = useContext(Actions);
  const { branch, hidden } = data.place;
  const { node } = branch;
  const { icon: Icon, tone, label } = statusLook[node.status];
  const count = branch.children.length;
  return (
    <div
      className={classes.node}
      data-tone={tone}
      data-found={data.found || undefined}
      data-aside={!node.matches || undefined}
    >
      <Handle
        type="target"
        position={Position.Left}
        className={classes.handle}
        isConnectable={false}
      />
      <Link
        to="/objectives/$id"
        params={{ id: node.id }}
        search={(old: { cycle?: number }) => ({ cycle: old.cycle })}
        className={classes.title}
        title={node.title}
        dir="auto"
      >
        {node.title}
      </Link>
      <div className={classes.facts}>
        <span className={classes.status} title={t(label)}>
          <Icon size={14} stroke={2} aria-hidden />
          <span className="visually-hidden">{t(label)}</span>
          {!node.matches && <span className="visually-hidden">{t`without the tag`}</span>}
          {node.progress !== null && format.percent(node.progress)}
        </span>
        <span className={classes.unit} dir="auto">
          {node.unit_name}
        </span>
        {count > 0 && (
          <>
            <button
              type="button"
              className={classes.more}
              aria-expanded={hidden === 0}
              aria-label={
                hidden > 0
                  ? t`Show ${hidden} below ${node.title}`
                  : t`Hide what is below ${node.title}`
              }
              onClick={() => toggle(node.id)}
            >
              {hidden > 0 ? `+${hidden}` : '\u2212'}
            </button>
            <button
              type="button"
              className={classes.more}
              aria-label={t`Only the branch of ${node.title}`}
              onClick={() => focus(node.id)}
            >
              <IconFocusCentered size={14} aria-hidden />
            </button>
          </>
        )}
      </div>
      <Handle
        type="source"
        position={Position.Right}
        className={classes.handle}
        isConnectable={false}
      />
    </div>
  );
}
