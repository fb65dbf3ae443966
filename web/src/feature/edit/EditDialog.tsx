// SPDX-License-Identifier: Apache-2.0
import type { ComponentProps } from 'react';
import { FormDialog } from '@/ui/FormDialog';
import { DraftNotice } from './DraftNotice';
import { MergeDialog, type Says } from './MergeDialog';
import type { Values } from './merge';
import type { Edit } from './useEdit';

type Form = Omit<ComponentProps<typeof FormDialog>, 'busy' | 'error' | 'kept' | 'submit'>;

type Props<T extends Values> = Form & {
  edit: Edit<T>;
  /** Where more is asked before it is saved. */
  submit?: () => void;
  /** How fields whose values do not read by themselves are said. */
  say?: Says<T>;
};

/** A form over the page of something that others may edit too: see useEdit. */
export function EditDialog<T extends Values>({ edit, say, close, children, ...form }: Props<T>) {
  const discard = () => {
    edit.discard();
    close();
  };
  return (
    <>
      <FormDialog
        submit={edit.submit}
        {...form}
        busy={edit.busy}
        error={edit.error}
        kept={edit.found}
        close={discard}
      >
        {edit.found && <DraftNotice discard={discard} />}
        {children}
      </FormDialog>
      {edit.conflict && (
        <MergeDialog
          conflict={edit.conflict}
          say={say}
          resolve={edit.resolve}
          close={edit.cancelMerge}
        />
      )}
    </>
  );
}
