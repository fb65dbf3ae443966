// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Absence } from '@/api/types';
import { AbsenceDialog } from '@/feature/absence/AbsenceDialog';
import { DelegateDialog } from '@/feature/absence/DelegateDialog';
import {
  absencesQuery,
  delegatesQuery,
  deleteAbsence,
  endDelegate,
  saveAbsence,
} from '@/feature/absence/query';
import { useMe } from '@/feature/session/query';
import { useFormat } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { sayWithUndo } from '@/ui/undo';
import classes from './AbsenceSettings.module.css';

/** When one is away, and who stands in: for those days, or at any time. */
export function AbsenceSettings() {
  return (
    <>
      <Absences />
      <Delegates />
    </>
  );
}

function Absences() {
  const { t } = useLingui();
  const format = useFormat();
  const { person } = useMe();
  const client = useQueryClient();
  const [open, setOpen] = useState<Absence | 'new' | null>(null);
  const absences = useQuery(absencesQuery(person.id));
  const again = () => client.invalidateQueries({ queryKey: ['absences', person.id] });
  const remove = useMutation({
    mutationFn: deleteAbsence,
    onSuccess: async (_, gone) => {
      await again();
      sayWithUndo(t`The absence is taken back.`, async () => {
        await saveAbsence(person.id, undefined, gone);
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
        <p className={classes.none}>
          <Trans>
            Nothing noted. What is due while you are away goes to who stands in; why you are away is
            asked nowhere.
          </Trans>
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
          personId={person.id}
          absence={open === 'new' ? undefined : open}
          close={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

function Delegates() {
  const { t } = useLingui();
  const { person } = useMe();
  const client = useQueryClient();
  const [adding, setAdding] = useState(false);
  const delegates = useQuery(delegatesQuery(person.id));
  const end = useMutation({
    mutationFn: endDelegate,
    onSuccess: () => client.invalidateQueries({ queryKey: ['delegates', person.id] }),
  });
  return (
    <Section
      title={t`May check in for you`}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setAdding(true)}>
          <Trans>Name a delegate…</Trans>
        </Button>
      }
    >
      <ProblemNotice error={delegates.error ?? end.error} />
      {delegates.data?.length === 0 && (
        <p className={classes.none}>
          <Trans>
            Nobody. A delegate may check in for you at any time, and change nothing else.
          </Trans>
        </p>
      )}
      <table className={table.table}>
        <tbody>
          {delegates.data?.map((one) => (
            <tr key={one.id}>
              <td>
                <PersonName name={one.delegate_name} />
              </td>
              <td className={table.end}>
                <ActionIcon
                  size={24}
                  aria-label={t`${one.delegate_name} may no longer check in for me`}
                  onClick={() => end.mutate(one.id)}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {adding && <DelegateDialog personId={person.id} close={() => setAdding(false)} />}
    </Section>
  );
}
