// SPDX-License-Identifier: Apache-2.0
/*
 * The alignment map: what supports what, to be moved about in. It says nothing that the tree and
 * the table do not say too, for those who cannot use a map.
 */
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconHierarchy3, IconTag, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ReactFlowProvider } from '@xyflow/react';
import { useMemo, useState } from 'react';
import type { MapNode } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { ExploreTabs } from '@/feature/explore/ExploreTabs';
import { alignmentMapQuery } from '@/feature/explore/query';
import { AsOfNote } from '@/feature/okr/AsOfNote';
import { NothingThen } from '@/feature/okr/NothingThen';
import { StatusBadge } from '@/feature/okr/status';
import { useMe } from '@/feature/session/query';
import { TagFilter } from '@/feature/tag/TagFilter';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { today } from '@/locale/format';
import { AsOfField } from '@/ui/AsOfField';
import { EmptyState } from '@/ui/EmptyState';
import { TextLink } from '@/ui/link';
import { Page, Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { AlignmentMap } from './AlignmentMap';
import { forestOf } from './forest';
import classes from './MapPage.module.css';

const idsOf = (text: string | undefined) =>
  new Set((text ?? '').split('.').map(Number).filter(Number.isSafeInteger));

export default function MapPage() {
  const { t } = useLingui();
  const cycle = useCycle();
  const navigate = useNavigate({ from: '/explore/map' });
  const { unit, tag, focus, open, as_of: asOf } = useSearch({ from: '/inside/explore/map' });
  const { person } = useMe();
  const map = useQuery({
    ...alignmentMapQuery(cycle?.id ?? 0, unit, tag, asOf),
    enabled: cycle !== null,
  });
  const forest = useMemo(
    () => (map.data ? forestOf(map.data.nodes, map.data.links) : null),
    [map.data],
  );
  const changed = useMemo(() => idsOf(open), [open]);
  const branch = focus === undefined ? undefined : forest?.byId.get(focus);
  const change = (next: { focus?: number; open?: ReadonlySet<number> }) =>
    navigate({
      search: (old) => ({
        ...old,
        focus: 'focus' in next ? next.focus : old.focus,
        open: next.open ? [...next.open].join('.') || undefined : old.open,
      }),
      replace: !('focus' in next),
      resetScroll: false,
    });
  return (
    <Page
      title={t`Alignment map`}
      tabTitle={cycle ? `${t`Alignment map`} ${cycle.name}` : undefined}
    >
      <ExploreTabs />
      <div className={classes.toolbar}>
        <UnitSelect
          aria-label={t`Unit and everything below it`}
          placeholder={t`Every unit`}
          clearable
          value={unit ?? null}
          onChange={(id) =>
            navigate({
              search: (old) => ({
                cycle: old.cycle,
                unit: id ?? undefined,
                tag: old.tag,
                as_of: old.as_of,
              }),
            })
          }
        />
        <TagFilter
          value={tag}
          onChange={(id) =>
            navigate({
              search: (old) => ({
                cycle: old.cycle,
                unit: old.unit,
                tag: id,
                as_of: old.as_of,
              }),
            })
          }
        />
        <AsOfField
          day={asOf}
          max={today(person.zone)}
          change={(day) => navigate({ search: (old) => ({ ...old, as_of: day }), replace: true })}
        />
        <TextLink to="/tree" search={(old) => ({ cycle: old.cycle, as_of: old.as_of })}>
          <Trans>The same as a tree</Trans>
        </TextLink>
      </div>
      <ProblemNotice error={map.error} retry={() => map.refetch()} />
      {map.isPending && <RowsSkeleton rows={8} />}
      <AsOfNote day={asOf} known={map.data?.nodes.map((node) => node.known) ?? []} />
      {map.data?.nodes.some((node) => !node.matches) && (
        <p className={classes.focus}>
          <Trans>Dashed: without the tag, but above what has it.</Trans>
        </p>
      )}
      {branch && (
        <p className={classes.focus}>
          <Trans>
            Only the branch of <span dir="auto">“{branch.node.title}”</span>
          </Trans>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconX size={14} aria-hidden />}
            onClick={() => change({ focus: undefined })}
          >
            <Trans>Show all</Trans>
          </Button>
        </p>
      )}
      {forest && forest.tops.length > 0 && (
        <ReactFlowProvider>
          <AlignmentMap
            key={`${cycle?.id}.${unit}.${tag}.${focus}.${asOf}`}
            forest={forest}
            tops={branch ? [branch] : forest.tops}
            changed={changed}
            change={change}
          />
        </ReactFlowProvider>
      )}
      {forest && asOf && forest.byId.size === 0 && <NothingThen />}
      {forest && tag !== undefined && !asOf && forest.byId.size === 0 && (
        <EmptyState icon={IconTag} title={t`Nothing here has this tag`}>
          <Trans>Choose another tag above, or every unit.</Trans>
        </EmptyState>
      )}
      {forest && forest.tops.length === 0 && !((asOf || tag) && forest.byId.size === 0) && (
        <EmptyState icon={IconHierarchy3} title={t`No links to draw yet`}>
          <Trans>Align an objective with one above it, and the two are drawn here.</Trans>
        </EmptyState>
      )}
      {forest && forest.alone.length > 0 && !branch && <Alone nodes={forest.alone} />}
    </Page>
  );
}

/** So many more of a long list are shown at a time. */
const ALONE_STEP = 50;

/** What nothing hangs under and that hangs under nothing. */
function Alone({ nodes }: { nodes: readonly MapNode[] }) {
  const { t } = useLingui();
  const [shown, setShown] = useState(ALONE_STEP);
  return (
    <Section title={t`Without a link`} count={nodes.length}>
      <table className={table.table}>
        <tbody>
          {nodes.slice(0, shown).map((node) => (
            <tr key={node.id}>
              <td dir="auto">
                <Link
                  to="/objectives/$id"
                  params={{ id: node.id }}
                  search={(old) => ({ cycle: old.cycle })}
                >
                  {node.title}
                </Link>
              </td>
              <td className={`${table.narrow} ${table.dim}`} dir="auto">
                {node.unit_name}
              </td>
              <td className={table.end}>
                <StatusBadge status={node.status} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {nodes.length > shown && (
        <Button
          variant="subtle"
          className={classes.more}
          onClick={() => setShown(shown + ALONE_STEP)}
        >
          <Trans>Show more</Trans>
        </Button>
      )}
    </Section>
  );
}
