// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Absence } from '@/api/types';
import { useMe } from '@/feature/session/query';
import { useFormat } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { sayWithUndo } from '@/ui/undo';
import { AbsenceDialog } from './AbsenceDialog';
import { absencesQuery, deleteAbsence, saveAbsence } from './query';

/** When somebody is away, for those who may note it. */
export function AbsenceSection({ personId }: { personId: number }) {
  const { t } = useLingui();
  const format = useFormat();
  const own = useMe().person.id === personId;
  const client = useQueryClient();
  const [open, setOpen] = useState<Absence | 'new' | null>(null);
  const absences = useQuery(absencesQuery(personId));
  const again = () => client.invalidateQueries({ queryKey: ['absences', personId] });
  const remove = useMutation({
    mutationFn: deleteAbsence,
    onSuccess: async (_, gone) => {
      await again();
      sayWithUndo(t`The absence is taken back.`, async () => {
        await saveAbsence(personId, undefined, gone);
        await again();
      });
    },
  });
  return (
    <Section
      title={t`Away`}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen('new')}>
          <Trans>Note an absence…</Trans>
        </Button>
      }
    >
      <ProblemNotice error={absences.error ?? remove.error} />
      {absences.data?.length === 0 && (
        <p className={table.dim}>
          {own ? (
            <Trans>
              Nothing noted. What is due while you are away goes to who stands in; why you are away
              is asked nowhere.
            </Trans>
          ) : (
            <Trans>Nothing noted.</Trans>
          )}
        </p>
      )}
      <table className={table.table}>
        <tbody>
          {absences.data?.map((absence) => {
            const days = format.days(absence.first_day, absence.last_day);
            return (
              <tr key={absence.id}>
                <td>{days}</td>
                <td className={table.dim}>
                  {absence.deputy_name ? (
                    <Trans>{absence.deputy_name} stands in</Trans>
                  ) : (
                    <Trans>nobody stands in</Trans>
                  )}
                </td>
                <td className={table.end}>
                  <ActionIcon
                    size={24}
                    aria-label={t`Change: ${days}`}
                    onClick={() => setOpen(absence)}
                  >
                    <IconPencil size={14} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    size={24}
                    aria-label={t`Take back: ${days}`}
                    onClick={() => remove.mutate(absence)}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {open && (
        <AbsenceDialog
          personId={personId}
          absence={open === 'new' ? undefined : open}
          close={() => setOpen(null)}
        />
      )}
    </Section>
  );
}
