// SPDX-License-Identifier: Apache-2.0
import type { OkrLine } from '@/api/types';
import { ReportRows } from '@/feature/import/ImportLines';
import { sentence } from '@/locale/sentence';

/** What is odd about a row, or changes with it. */
export function OkrLines({ lines }: { lines: readonly OkrLine[] }) {
  return (
    <ReportRows
      rows={lines.map((line) => ({
        line: line.line,
        outcome: line.kind,
        name: line.title,
        column: line.column,
        why:
          line.old_value === null && line.new_value === null ? (
            sentence(line.reason)
          ) : (
            <>
              {line.old_value} → {line.new_value}. {sentence(line.reason)}
            </>
          ),
      }))}
    />
  );
}
