// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFileImport, IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, data } from '@/api/client';
import type { PersonState } from '@/api/types';
import { PeopleTabs } from '@/feature/person/PeopleTabs';
import { PersonStateNote } from '@/feature/person/PersonStateNote';
import { useIsAdmin } from '@/feature/session/rights';
import { personStates } from '@/feature/unit/words';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { AddPersonDialog } from './AddPersonDialog';

const TYPING_MS = 200;

function usePeople(q: string | undefined, state: PersonState | undefined) {
  return useInfiniteQuery({
    queryKey: ['people', 'all', q ?? '', state ?? ''],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: after }) =>
      data(api.GET('/api/v1/people', { params: { query: { q, state, limit: 100, after } } })),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export default function PeoplePage() {
  const { t } = useLingui();
  const admin = useIsAdmin();
  const navigate = useNavigate({ from: '/people' });
  const search = useSearch({ from: '/inside/people' });
  const state =
    search.state && search.state in personStates ? (search.state as PersonState) : undefined;
  const people = usePeople(search.q, state);
  const [adding, setAdding] = useState(false);
  const filter = (next: { q?: string; state?: string }) =>
    navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false });
  const find = useDebouncedCallback((q: string) => filter({ q: q.trim() || undefined }), TYPING_MS);
  const rows = people.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title={t`People`}
      actions={
        admin && (
          <>
            <LinkButton
              to="/people/import"
              variant="default"
              leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
            >
              <Trans>Import</Trans>
            </LinkButton>
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              <Trans>Add a person</Trans>
            </Button>
          </>
        )
      }
    >
      <PeopleTabs />
      <div className={table.toolbar}>
        <TextInput
          aria-label={t`Find by name or address`}
          placeholder={t`Find by name or address`}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
          defaultValue={search.q}
          onChange={(event) => find(event.currentTarget.value)}
        />
        <Select
          aria-label={t`State of the account`}
          placeholder={t`All`}
          clearable
          data={Object.entries(personStates).map(([value, label]) => ({ value, label: t(label) }))}
          value={state ?? null}
          onChange={(value) => filter({ state: value ?? undefined })}
        />
      </div>
      <ProblemNotice error={people.error} retry={() => people.refetch()} />
      {people.isPending && <RowsSkeleton rows={8} />}
      {people.data && rows.length === 0 && (
        <EmptyState icon={IconUsers} title={t`Nobody found`}>
          <Trans>Nobody has this name or address. Try a part of it.</Trans>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>
                <Trans>Name</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>Job</Trans>
              </th>
              <th className={table.narrow}>
                <Trans>E-mail</Trans>
              </th>
              <th>
                <Trans>Account</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((person) => (
              <tr key={person.id}>
                <td>
                  <Link
                    to="/people/$id"
                    params={{ id: person.id }}
                    search={(old) => ({ cycle: old.cycle })}
                  >
                    <PersonName name={person.name} />
                  </Link>
                </td>
                <td className={`${table.narrow} ${table.dim}`} dir="auto">
                  {person.job_title}
                </td>
                <td className={`${table.narrow} ${table.dim}`}>{person.email}</td>
                <td>
                  <PersonStateNote state={person.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {people.hasNextPage && (
        <div className={table.more}>
          <Button
            variant="default"
            loading={people.isFetchingNextPage}
            onClick={() => people.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
      {adding && <AddPersonDialog close={() => setAdding(false)} />}
    </Page>
  );
}
