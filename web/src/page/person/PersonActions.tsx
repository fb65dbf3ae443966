// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Person } from '@/api/types';
import {
  createLinkFor,
  deactivatePerson,
  mergePerson,
  reactivatePerson,
  unmergePerson,
  usePersonChanged,
} from '@/feature/person/act';
import { LinkSecretDialog } from '@/feature/person/LinkSecretDialog';
import { PersonDialog } from '@/feature/person/PersonDialog';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { sayWithUndo } from '@/ui/undo';

/** What an administrator can do with an account. */
export function PersonActions({ person }: { person: Person }) {
  const { t } = useLingui();
  const changed = usePersonChanged();
  const [open, setOpen] = useState<'edit' | 'deactivate' | 'merge' | null>(null);
  const link = useMutation({
    mutationFn: (kind: 'invitation' | 'reset') => createLinkFor(person.id, kind),
  });
  const unmerge = useMutation({ mutationFn: () => unmergePerson(person), onSuccess: changed });
  const reactivate = async (one: Person) => {
    await reactivatePerson(one);
    await changed();
  };
  const deactivate = async () => {
    const gone = await deactivatePerson(person);
    await changed();
    sayWithUndo(t`The account is deactivated.`, () => reactivate(gone));
  };
  const hasAccount = person.state === 'active' || person.state === 'invited';
  return (
    <>
      <ProblemNotice error={link.error ?? unmerge.error} />
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="default">
            <Trans>Account</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen('edit')}>
            <Trans>Details…</Trans>
          </Menu.Item>
          {person.state === 'active' && (
            <Menu.Item onClick={() => link.mutate('reset')}>
              <Trans>Make a password link…</Trans>
            </Menu.Item>
          )}
          {(person.state === 'invited' || person.state === 'imported') && person.email && (
            <Menu.Item onClick={() => link.mutate('invitation')}>
              <Trans>Make an invitation…</Trans>
            </Menu.Item>
          )}
          {person.state === 'imported' && person.merged_into === null && (
            <Menu.Item onClick={() => setOpen('merge')}>
              <Trans>This is another person…</Trans>
            </Menu.Item>
          )}
          {person.merged_into !== null && (
            <Menu.Item onClick={() => unmerge.mutate()}>
              <Trans>Undo the merge</Trans>
            </Menu.Item>
          )}
          {person.state === 'deactivated' && (
            <Menu.Item onClick={() => reactivate(person)}>
              <Trans>Activate again</Trans>
            </Menu.Item>
          )}
          {hasAccount && (
            <Menu.Item color="red" onClick={() => setOpen('deactivate')}>
              <Trans>Deactivate…</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {link.data && (
        <LinkSecretDialog link={link.data} name={person.name} close={() => link.reset()} />
      )}
      {open === 'edit' && <PersonDialog person={person} close={() => setOpen(null)} />}
      {open === 'deactivate' && (
        <ConfirmDialog
          title={t`Deactivate ${person.name}?`}
          verb={t`Deactivate`}
          danger
          act={deactivate}
          close={() => setOpen(null)}
        >
          <Trans>Sessions and tokens end at once. Nothing they did is lost.</Trans>
        </ConfirmDialog>
      )}
      {open === 'merge' && <MergePersonDialog imported={person} close={() => setOpen(null)} />}
    </>
  );
}

/** An imported name turns out to be somebody; what the name held changes hands. */
function MergePersonDialog({ imported, close }: { imported: Person; close: () => void }) {
  const { t } = useLingui();
  const changed = usePersonChanged();
  const [into, setInto] = useState<number | null>(null);
  const merge = async () => {
    if (into === null) return;
    const merged = await mergePerson(imported, into);
    await changed();
    sayWithUndo(t`The imported name is merged.`, async () => {
      await unmergePerson({ id: imported.id, version: merged.version });
      await changed();
    });
  };
  return (
    <ConfirmDialog
      title={t`Who is ${imported.name}?`}
      verb={t`Merge`}
      disabled={into === null}
      act={merge}
      close={close}
    >
      <PersonSelect
        label={t`The person`}
        description={t`Objectives, key results and check-ins of the imported name become theirs.`}
        value={into}
        onChange={setInto}
      />
    </ConfirmDialog>
  );
}
