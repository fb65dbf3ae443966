// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Notice } from '@/ui/Notice';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { ImportLines } from './ImportLines';
import classes from './import.module.css';
import { importsQuery, undoImport, useImported } from './query';

/** What came in before; the newest import can be taken back. */
export function ImportRuns() {
  const { t } = useLingui();
  const format = useFormat();
  const imported = useImported();
  const runs = useQuery(importsQuery);
  const [asking, setAsking] = useState(false);
  const undo = useMutation({ mutationFn: undoImport, onSuccess: imported });
  if (!runs.error && !runs.data?.items.length) return null;
  return (
    <Section title={t`Imports so far`}>
      <ProblemNotice error={runs.error} retry={() => runs.refetch()} />
      {undo.data && (
        <div className={classes.notes}>
          <Notice tone="good">
            <Plural
              value={undo.data.restored_count}
              one="Taken back: # change."
              other="Taken back: # changes."
            />{' '}
            {undo.data.kept_count > 0 && (
              <Plural
                value={undo.data.kept_count}
                one="# was changed since and stays."
                other="# were changed since and stay."
              />
            )}
          </Notice>
          <ImportLines lines={undo.data.lines} />
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title={t`Take the newest import back?`}
          verb={t`Take it back`}
          danger
          act={() => undo.mutateAsync()}
          close={() => setAsking(false)}
        >
          <Trans>
            What it changed becomes what it was, unless somebody changed it since. Objectives it
            added go, people it added are deactivated, not deleted.
          </Trans>
        </ConfirmDialog>
      )}
      <table className={table.table}>
        <tbody>
          {runs.data?.items.map((run) => (
            <tr key={run.id}>
              <td>{format.moment(run.at)}</td>
              <td className={`${table.dim} ${table.narrow}`} dir="auto">
                {run.files}
              </td>
              <td className={`${table.dim} ${table.narrow}`} dir="auto">
                {run.person_name}
              </td>
              <td className={table.dim}>
                <Plural value={run.created_count} one="# new" other="# new" />
                {' · '}
                <Plural value={run.updated_count} one="# changed" other="# changed" />
              </td>
              <td className={table.end}>
                {run.may_undo && (
                  <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
                    <Trans>Take back…</Trans>
                  </Button>
                )}
                {run.undone_at && (
                  <span className={table.dim}>
                    <Trans>taken back</Trans>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
