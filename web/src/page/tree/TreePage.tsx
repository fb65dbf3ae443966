// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { SegmentedControl } from '@mantine/core';
import { IconBinaryTree2, IconFileImport } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { TreeBy, TreeNode } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { DraggedNode, DragLine } from '@/feature/objective/DraggedNode';
import { branchQuery } from '@/feature/objective/query';
import { TreeNodeRow } from '@/feature/objective/TreeNodeRow';
import { AsOfNote } from '@/feature/okr/AsOfNote';
import { NothingThen } from '@/feature/okr/NothingThen';
import { useMe } from '@/feature/session/query';
import { useIsKeeper } from '@/feature/session/rights';
import { today } from '@/locale/format';
import { AsOfField } from '@/ui/AsOfField';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { addressOf, opened } from '@/ui/opened';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Tree } from '@/ui/Tree';
import { keyOf, type NodeRow, rowsOf } from './rows';
import classes from './TreePage.module.css';

/** What is open and where the focus is belong to the address, so back and a sent link restore both. */
function useTreeAddress() {
  const navigate = useNavigate({ from: '/tree' });
  const {
    by = 'alignment',
    open: text = null,
    at = null,
    as_of: asOf,
  } = useSearch({ from: '/inside/tree' });
  const open = useMemo(() => opened(text), [text]);
  const toggle = (key: string, wanted: boolean, shown: ReadonlySet<string>) => {
    const next = new Set(shown);
    if (wanted) next.add(key);
    // What is below a closed branch is forgotten, or the address would grow without end.
    else for (const one of shown) if (one === key || one.startsWith(`${key}.`)) next.delete(one);
    navigate({
      search: (search) => ({ ...search, open: addressOf(next) }),
      replace: true,
      resetScroll: false,
    });
  };
  const move = (key: string) =>
    navigate({ search: (search) => ({ ...search, at: key }), replace: true, resetScroll: false });
  const change = (value: TreeBy) =>
    navigate({
      search: (search) => ({
        cycle: search.cycle,
        by: value === 'unit' ? value : undefined,
        as_of: search.as_of,
      }),
    });
  const lookAt = (day: string | undefined) =>
    navigate({ search: (search) => ({ ...search, as_of: day }), replace: true });
  return { by, open, at, asOf, toggle, move, change, lookAt };
}

/** A tree with a single root begins with that root open, until the address says otherwise. */
function useOpen(
  cycleId: number,
  by: TreeBy,
  said: ReadonlySet<string> | null,
  asOf: string | undefined,
) {
  const { data: roots } = useQuery(branchQuery(cycleId, by, undefined, asOf));
  return useMemo(
    () => said ?? new Set(roots?.length === 1 ? [roots[0]?.key ?? ''] : []),
    [said, roots],
  );
}

function useBranches(
  cycleId: number,
  by: TreeBy,
  open: ReadonlySet<string>,
  asOf: string | undefined,
) {
  const parents = useMemo(() => ['', ...new Set([...open].map(keyOf))], [open]);
  const results = useQueries({
    queries: parents.map((parent) => branchQuery(cycleId, by, parent || undefined, asOf)),
  });
  const branches = new Map<string, TreeNode[]>();
  results.forEach((result, index) => {
    const parent = parents[index];
    if (result.data && parent !== undefined) branches.set(parent, result.data);
  });
  return { branches, failed: results.find((result) => result.error), root: results[0] };
}

export default function TreePage() {
  const { person } = useMe();
  const { t } = useLingui();
  const cycle = useCycle();
  const address = useTreeAddress();
  const keeper = useIsKeeper();
  return (
    <Page
      title={t`Tree`}
      tabTitle={cycle ? `${t`Tree`} ${cycle.name}` : undefined}
      actions={
        <>
          <AsOfField day={address.asOf} max={today(person.zone)} change={address.lookAt} />
          <SegmentedControl
            aria-label={t`What hangs under what`}
            value={address.by}
            onChange={(value) => address.change(value as TreeBy)}
            data={[
              { value: 'alignment', label: t`By alignment` },
              { value: 'unit', label: t`By unit` },
            ]}
          />
          {keeper && (
            <LinkButton
              to="/objectives/import"
              variant="default"
              leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
            >
              <Trans>Import</Trans>
            </LinkButton>
          )}
        </>
      }
    >
      {cycle ? (
        <CycleTree key={`${cycle.id}${address.by}`} cycleId={cycle.id} address={address} />
      ) : (
        <NoCycle />
      )}
    </Page>
  );
}

function CycleTree(props: { cycleId: number; address: ReturnType<typeof useTreeAddress> }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { by, at, asOf, move } = props.address;
  const open = useOpen(props.cycleId, by, props.address.open, asOf);
  const toggle = (key: string, wanted: boolean) => props.address.toggle(key, wanted, open);
  const { branches, failed, root } = useBranches(props.cycleId, by, open, asOf);
  const rows = rowsOf(branches, open);

  const nodeAt = (key: string | null) => rows.find((row) => row.key === key)?.node ?? null;

  const enter = async (row: NodeRow) => {
    const { node } = row;
    if (!node) return;
    if (node.kind === 'unit') return toggle(row.key, !row.open);
    const objective = node.kind === 'objective' ? node.id : objectiveAbove(row);
    if (objective === null) return;
    const kr = node.kind === 'key_result' ? node.id : undefined;
    // The address one leaves must name this row before one leaves it, or back finds another.
    await move(row.key);
    navigate({
      to: '/objectives/$id',
      params: { id: objective },
      search: (search) => ({ cycle: search.cycle, kr }),
    });
  };

  if (root?.isPending) return <RowsSkeleton rows={8} />;
  if (rows.length === 0 && !failed) return asOf ? <NothingThen /> : <NoObjectives />;
  return (
    <>
      {failed && <ProblemNotice error={failed.error} retry={() => failed.refetch()} />}
      <AsOfNote day={asOf} known={rows.map((row) => row.node?.known)} />
      <div className={classes.heading} aria-hidden>
        <span className={classes.headingTitle}>
          {by === 'unit' ? (
            <Trans>Unit, objective, key result</Trans>
          ) : (
            <Trans>Objective, key result</Trans>
          )}
        </span>
        <span className={classes.headingUnit}>
          {by === 'unit' ? <Trans>Owner</Trans> : <Trans>Unit</Trans>}
        </span>
        <span className={classes.headingStatus}>
          <Trans>Status</Trans>
        </span>
        <span className={classes.headingProgress}>
          <Trans>Progress</Trans>
        </span>
      </div>
      <Tree
        label={t`Tree of objectives`}
        rows={rows}
        current={at}
        move={move}
        toggle={toggle}
        enter={enter}
        render={(row) =>
          row.node && by === 'alignment' && !asOf ? (
            <DraggedNode placed={{ node: row.node, above: nodeAt(row.parentKey) }}>
              <TreeNodeRow node={row.node} by={by} />
            </DraggedNode>
          ) : (
            <TreeNodeRow node={row.node} by={by} />
          )
        }
      />
      {by === 'alignment' && !asOf && <DragLine />}
    </>
  );
}

/** A key result is shown on the page of its objective, which is the row above it. */
function objectiveAbove(row: NodeRow): number | null {
  const parent = row.parentKey && keyOf(row.parentKey);
  return parent?.startsWith('o') ? Number(parent.slice(1)) : null;
}

function NoCycle() {
  const { t } = useLingui();
  return (
    <EmptyState icon={IconBinaryTree2} title={t`No cycle yet`}>
      <Trans>Objectives live in a cycle. An OKR master plans the first one above.</Trans>
    </EmptyState>
  );
}

function NoObjectives() {
  const { t } = useLingui();
  return (
    <EmptyState
      icon={IconBinaryTree2}
      title={t`No objectives in this cycle yet`}
      action={
        <LinkButton to="/objectives/new">
          <Trans>Begin an objective</Trans>
        </LinkButton>
      }
    >
      <Trans>The tree shows how every objective supports the ones above it.</Trans>
    </EmptyState>
  );
}
