// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { ImportLine } from '@/api/types';
import { sentence } from '@/locale/sentence';
import table from '@/ui/Table.module.css';
import { ToneBadge } from '@/ui/ToneBadge';
import { outcomes } from './words';

const PORTION = 100;
/** What needs a look comes first. */
const order = ['refused', 'doubtful', 'left', 'updated', 'created', 'unchanged'];

export type ReportRow = {
  line: number;
  outcome: keyof typeof outcomes;
  name: ReactNode;
  column: string | null;
  why: ReactNode;
};

/** What became of each row, or is odd about it. */
export function ImportLines({ lines }: { lines: readonly ImportLine[] }) {
  const sorted = lines.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return (
    <ReportRows
      rows={sorted.map((line) => ({
        ...line,
        name:
          line.person_id === null ? (
            line.name
          ) : (
            <Link to="/people/$id" params={{ id: line.person_id }}>
              {line.name}
            </Link>
          ),
        why: line.reason && sentence(line.reason),
      }))}
    />
  );
}

/** The table of a report, in portions. */
export function ReportRows({ rows }: { rows: readonly ReportRow[] }) {
  const { t } = useLingui();
  const [shown, setShown] = useState(PORTION);
  if (rows.length === 0) return null;
  return (
    <>
      <table className={table.table}>
        <thead>
          <tr>
            <th className={table.narrow}>
              <Trans>Line</Trans>
            </th>
            <th>
              <Trans>Outcome</Trans>
            </th>
            <th>
              <Trans>Name</Trans>
            </th>
            <th className={table.narrow}>
              <Trans>Column</Trans>
            </th>
            <th>
              <Trans>Why</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
            <tr key={at}>
              <td className={`${table.dim} ${table.narrow}`}>{row.line || ''}</td>
              <td>
                <ToneBadge {...outcomes[row.outcome]} label={t(outcomes[row.outcome].label)} />
              </td>
              <td dir="auto">{row.name}</td>
              <td className={`${table.dim} ${table.narrow}`} dir="auto">
                {row.column}
              </td>
              <td className={table.dim}>{row.why}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown < rows.length && (
        <div className={table.more}>
          <Button variant="default" onClick={() => setShown(shown + PORTION * 5)}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </>
  );
}
