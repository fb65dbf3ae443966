// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportLine } from '@/api/types';
import { sentence } from '@/locale/sentence';
import table from '@/ui/Table.module.css';
import { ToneBadge } from '@/ui/ToneBadge';
import { outcomes } from './words';

const PORTION = 100;
/** What needs a look comes first. */
const order = ['refused', 'doubtful', 'left', 'updated', 'created', 'unchanged'];

/** What became of each row, or is odd about it. */
export function ImportLines({ lines }: { lines: readonly ImportLine[] }) {
  const { t } = useLingui();
  const [shown, setShown] = useState(PORTION);
  const sorted = lines.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  if (lines.length === 0) return null;
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
          {sorted.slice(0, shown).map((line) => (
            <tr key={`${line.line}${line.outcome}${line.name}${line.column}${line.reason}`}>
              <td className={`${table.dim} ${table.narrow}`}>{line.line || ''}</td>
              <td>
                <ToneBadge {...outcomes[line.outcome]} label={t(outcomes[line.outcome].label)} />
              </td>
              <td dir="auto">
                {line.person_id === null ? (
                  line.name
                ) : (
                  <Link to="/people/$id" params={{ id: line.person_id }}>
                    {line.name}
                  </Link>
                )}
              </td>
              <td className={`${table.dim} ${table.narrow}`} dir="auto">
                {line.column}
              </td>
              <td className={table.dim}>{line.reason && sentence(line.reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown < lines.length && (
        <div className={table.more}>
          <Button variant="default" onClick={() => setShown(shown + PORTION * 5)}>
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </>
  );
}
