// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportColumn, PeopleField } from '@/api/types';
import classes from '@/feature/import/import.module.css';
import { keepColumns } from '@/feature/import/query';
import { peopleFields } from '@/feature/import/words';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';

type Props = { source: string; columns: readonly ImportColumn[]; changed: () => void };

/** Which column holds what: guessed from the headings, mended once, remembered. */
export function Columns({ source, columns, changed }: Props) {
  const { t } = useLingui();
  const [mended, setMended] = useState<Record<string, PeopleField | null>>({});
  const fieldOf = (column: ImportColumn) =>
    column.header in mended ? (mended[column.header] ?? null) : column.field;
  const keep = useMutation({
    mutationFn: () =>
      keepColumns(
        source,
        columns.flatMap((column) => {
          const field = fieldOf(column);
          return field ? [{ field, header: column.header }] : [];
        }),
      ),
    onSuccess: () => {
      setMended({});
      changed();
    },
  });
  const options = Object.entries(peopleFields).map(([value, label]) => ({
    value,
    label: t(label),
  }));
  return (
    <Section title={t`Columns`} count={columns.length}>
      <ProblemNotice error={keep.error} />
      <div className={classes.columns}>
        {columns.map((column) => (
          <Select
            key={column.header}
            label={column.header}
            placeholder={t`Left aside`}
            clearable
            data={options}
            value={fieldOf(column)}
            onChange={(field) =>
              setMended((old) => ({ ...old, [column.header]: field as PeopleField | null }))
            }
          />
        ))}
      </div>
      {Object.keys(mended).length > 0 && (
        <Button variant="default" onClick={() => keep.mutate()} loading={keep.isPending}>
          <Trans>Remember these columns</Trans>
        </Button>
      )}
    </Section>
  );
}
