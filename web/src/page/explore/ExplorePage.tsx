// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Popover, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconColumns3, IconSearch, IconTable } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useCycle } from '@/feature/cycle/query';
import { ExploreTabs } from '@/feature/explore/ExploreTabs';
import { ExportMenu } from '@/feature/explore/ExportMenu';
import { type ExplorerFilter, explorerQuery } from '@/feature/explore/query';
import { ViewMenu } from '@/feature/explore/ViewMenu';
import { AsOfNote } from '@/feature/okr/AsOfNote';
import { objectiveKinds, objectiveStates } from '@/feature/okr/kind';
import { statusLook } from '@/feature/okr/status';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { useMe } from '@/feature/session/query';
import { TagFilter } from '@/feature/tag/TagFilter';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { today } from '@/locale/format';
import { AsOfField } from '@/ui/AsOfField';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import type { ExploreSearch } from './address';
import { addressOfColumns, columns, columnsOf } from './columns';
import classes from './ExplorePage.module.css';
import { ObjectiveTable } from './ObjectiveTable';

const TYPING_MS = 200;

/** Filters, order and columns are the address, so a view can be sent, kept, and found by going back. */
function useAddress() {
  const navigate = useNavigate({ from: '/explore' });
  const router = useRouter();
  const { cycle: _cycle, ...search } = useSearch({ from: '/inside/explore' });
  const change = useCallback(
    (next: Partial<ExploreSearch>) =>
      navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  const show = (query: string) =>
    navigate({
      search: (old) => ({ cycle: old.cycle, ...router.options.parseSearch(query) }),
    });
  return { search, query: router.options.stringifySearch(search), change, show };
}

export default function ExplorePage() {
  const { t } = useLingui();
  const cycle = useCycle();
  const address = useAddress();
  const { search } = address;
  const shown = columnsOf(search.columns);
  const filter: ExplorerFilter = {
    cycle_id: cycle?.id ?? 0,
    q: search.q,
    unit_id: search.unit,
    owner_id: search.owner,
    status: search.status,
    kind: search.kind,
    state: search.state,
    tag_id: search.tag,
    sort: search.sort ?? 'unit',
    descending: search.desc ?? false,
    as_of: search.as_of,
  };
  return (
    <Page
      title={t`Explore`}
      tabTitle={cycle ? `${t`Explore`} ${cycle.name}` : undefined}
      actions={
        <div className={`${classes.actions} no-print`}>
          <ViewMenu page="explore" query={address.query} show={address.show} />
          <ColumnMenu search={search} change={address.change} />
          <ExportMenu
            path="/api/v1/explorer"
            query={filter}
            columns={[
              { name: 'title', heading: t`Objective` },
              ...shown.map(({ name, label }) => ({ name, heading: t(label) })),
            ]}
          />
        </div>
      }
    >
      <ExploreTabs />
      <Filters search={search} change={address.change} />
      {cycle && <Results filter={filter} search={search} change={address.change} />}
    </Page>
  );
}

type Change = (next: Partial<ExploreSearch>) => void;

function Filters({ search, change }: { search: ExploreSearch; change: Change }) {
  const { t } = useLingui();
  const { person } = useMe();
  const find = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }), TYPING_MS);
  return (
    <div className={`${classes.filters} no-print`}>
      <TextInput
        key={search.q === undefined ? 'none' : 'some'}
        aria-label={t`Words in the title`}
        placeholder={t`Words in the title`}
        leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
        defaultValue={search.q}
        onChange={(event) => find(event.currentTarget.value)}
      />
      <UnitSelect
        aria-label={t`Unit and everything below it`}
        placeholder={t`Every unit`}
        clearable
        value={search.unit ?? null}
        onChange={(unit) => change({ unit: unit ?? undefined })}
      />
      <PersonSelect
        aria-label={t`Owner`}
        placeholder={t`Every owner`}
        clearable
        value={search.owner ?? null}
        onChange={(owner) => change({ owner: owner ?? undefined })}
      />
      <Select
        aria-label={t`Status`}
        placeholder={t`Every status`}
        clearable
        data={Object.entries(statusLook).map(([value, { label }]) => ({ value, label: t(label) }))}
        value={search.status ?? null}
        onChange={(status) => change({ status: (status ?? undefined) as ExploreSearch['status'] })}
      />
      <Select
        aria-label={t`Kind`}
        placeholder={t`Both kinds`}
        clearable
        data={Object.entries(objectiveKinds).map(([value, { label }]) => ({
          value,
          label: t(label),
        }))}
        value={search.kind ?? null}
        onChange={(kind) => change({ kind: (kind ?? undefined) as ExploreSearch['kind'] })}
      />
      <Select
        aria-label={t`State`}
        placeholder={t`Every state`}
        clearable
        data={Object.entries(objectiveStates).map(([value, label]) => ({ value, label: t(label) }))}
        value={search.state ?? null}
        onChange={(state) => change({ state: (state ?? undefined) as ExploreSearch['state'] })}
      />
      <TagFilter value={search.tag} onChange={(tag) => change({ tag })} />
      <AsOfField
        day={search.as_of}
        max={today(person.zone)}
        change={(day) => change({ as_of: day })}
        wide
      />
    </div>
  );
}

function ColumnMenu({ search, change }: { search: ExploreSearch; change: Change }) {
  const { t } = useLingui();
  const shown = columnsOf(search.columns).map((column) => column.name);
  const toggle = (name: string) =>
    change({
      columns: addressOfColumns(
        shown.includes(name) ? shown.filter((one) => one !== name) : [...shown, name],
      ),
    });
  return (
    <Popover position="bottom-end" withinPortal>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          <Trans>Columns</Trans>
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="group" aria-label={t`Columns`} className={classes.columns}>
        {columns.map(({ name, label }) => (
          <label key={name} className={classes.choice}>
            <input type="checkbox" checked={shown.includes(name)} onChange={() => toggle(name)} />
            {t(label)}
          </label>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

function Results(props: { filter: ExplorerFilter; search: ExploreSearch; change: Change }) {
  const { t } = useLingui();
  const { filter, search, change } = props;
  const list = useInfiniteQuery({ ...explorerQuery(filter), placeholderData: keepPreviousData });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { fetchNextPage } = list;
  const more = useCallback(() => {
    fetchNextPage();
  }, [fetchNextPage]);
  const sort = filter.sort ?? 'unit';
  const order = (next: NonNullable<ExplorerFilter['sort']>) =>
    change({
      sort: next === 'unit' ? undefined : next,
      desc: next === sort && !filter.descending ? true : undefined,
    });
  return (
    <>
      <ProblemNotice error={list.error} retry={() => list.refetch()} />
      {list.isPending && <RowsSkeleton rows={10} />}
      <AsOfNote day={search.as_of} known={rows.map((row) => row.known)} />
      {list.data && rows.length === 0 && (
        <EmptyState icon={IconTable} title={t`No objective is like this`}>
          <Trans>Take a filter away, or choose another cycle above.</Trans>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ObjectiveTable
          rows={rows}
          columns={columnsOf(search.columns)}
          sort={sort}
          descending={filter.descending ?? false}
          order={order}
          more={list.hasNextPage && !list.isFetching ? more : null}
        />
      )}
    </>
  );
}
