// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { UnitRow } from '@/api/types';
import { useMe } from '@/feature/session/query';
import { useIsAdmin } from '@/feature/session/rights';
import { unitsBelowQuery } from '@/feature/unit/query';
import { UnitDialog } from '@/feature/unit/UnitDialog';
import { UnitTabs } from '@/feature/unit/UnitTabs';
import { unitTypes } from '@/feature/unit/words';
import { today } from '@/locale/format';
import { AsOfField } from '@/ui/AsOfField';
import { EmptyState } from '@/ui/EmptyState';
import { addressOf, opened } from '@/ui/opened';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { Tree, type TreeRow } from '@/ui/Tree';
import classes from './UnitsPage.module.css';

type Row = TreeRow & { unit: UnitRow };

/** The rows of all open branches; a branch that is still being read adds none yet. */
function rowsOf(
  branches: ReadonlyMap<number, readonly UnitRow[]>,
  open: ReadonlySet<number>,
): Row[] {
  const rows: Row[] = [];
  const add = (parent: UnitRow | null, level: number) => {
    const units = branches.get(parent?.id ?? 0) ?? [];
    units.forEach((unit, index) => {
      const isOpen = unit.child_count > 0 ? open.has(unit.id) : null;
      rows.push({
        key: String(unit.id),
        parentKey: parent ? String(parent.id) : null,
        level,
        place: index + 1,
        siblings: units.length,
        open: isOpen,
        text: unit.name,
        unit,
      });
      if (isOpen) add(unit, level + 1);
    });
  };
  add(null, 1);
  return rows;
}

export default function UnitsPage() {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/units' });
  const { open: text = null, as_of: asOf } = useSearch({ from: '/inside/units' });
  const { person } = useMe();
  const admin = useIsAdmin();
  const [adding, setAdding] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const { data: roots } = useQuery(unitsBelowQuery(null, asOf));
  // A single root begins open, until the address says otherwise.
  const open = useMemo(() => {
    const said = opened(text) ?? (roots?.length === 1 ? [String(roots[0]?.id)] : []);
    return new Set([...said].map(Number));
  }, [text, roots]);
  const parents = useMemo(() => [0, ...open], [open]);
  const results = useQueries({ queries: parents.map((id) => unitsBelowQuery(id || null, asOf)) });
  const branches = new Map<number, UnitRow[]>();
  results.forEach((result, index) => {
    const parent = parents[index];
    if (result.data && parent !== undefined) branches.set(parent, result.data);
  });
  const rows = rowsOf(branches, open);
  const failed = results.find((result) => result.error);

  const toggle = (key: string, wanted: boolean) => {
    const next = new Set(open);
    if (wanted) next.add(Number(key));
    else next.delete(Number(key));
    navigate({
      search: (search) => ({ ...search, open: addressOf([...next].map(String)) }),
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <Page
      title={t`Units`}
      actions={
        admin && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            <Trans>Add a unit</Trans>
          </Button>
        )
      }
    >
      <UnitTabs />
      <div className={table.toolbar}>
        <AsOfField
          day={asOf}
          max={today(person.zone)}
          change={(day) =>
            navigate({ search: (search) => ({ ...search, as_of: day }), replace: true })
          }
        />
      </div>
      {adding && <UnitDialog parent={null} close={() => setAdding(false)} />}
      {failed && <ProblemNotice error={failed.error} retry={() => failed.refetch()} />}
      {results[0]?.isPending && <RowsSkeleton rows={6} />}
      {results[0]?.data?.length === 0 && asOf && (
        <EmptyState icon={IconSitemap} title={t`No units on that day`}>
          <Trans>The organisation in Koers begins later. Choose another day.</Trans>
        </EmptyState>
      )}
      {results[0]?.data?.length === 0 && !asOf && (
        <EmptyState icon={IconSitemap} title={t`No units yet`}>
          <Trans>Units come with an import, or an administrator adds them.</Trans>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <div className={classes.tree}>
          <Tree
            label={t`Units`}
            rows={rows}
            current={current}
            move={setCurrent}
            toggle={toggle}
            enter={({ unit }) =>
              navigate({
                to: '/units/$id',
                params: { id: unit.id },
                search: (search) => ({ cycle: search.cycle }),
              })
            }
            render={({ unit }) => (
              <span className={classes.row}>
                <span className={classes.name} dir="auto">
                  {unit.name}
                </span>
                <span className={classes.type}>{t(unitTypes[unit.type])}</span>
                <span className={classes.count}>
                  <Plural value={unit.member_count} one="# person" other="# people" />
                </span>
              </span>
            )}
          />
        </div>
      )}
    </Page>
  );
}
