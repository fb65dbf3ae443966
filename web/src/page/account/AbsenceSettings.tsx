// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AbsenceSection } from '@/feature/absence/AbsenceSection';
import { DelegateDialog } from '@/feature/absence/DelegateDialog';
import { delegatesQuery, endDelegate } from '@/feature/absence/query';
import { useMe } from '@/feature/session/query';
import { Section } from '@/ui/Page';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './AbsenceSettings.module.css';

/** When one is away, and who stands in: for those days, or at any time. */
export function AbsenceSettings() {
  const { person } = useMe();
  return (
    <>
      <AbsenceSection personId={person.id} />
      <Delegates />
    </>
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
