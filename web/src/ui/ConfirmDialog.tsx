// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from '@/ui/Dialog';
import classes from './ConfirmDialog.module.css';
import { ProblemNotice } from './ProblemNotice';

type Props = {
  title: string;
  /** What will happen, and whether it can be taken back. */
  children: ReactNode;
  /** The verb of what is done: "Delete", never "OK". */
  verb: string;
  danger?: boolean;
  /** Something in `children` is still to be chosen. */
  disabled?: boolean;
  /** Asks why; the answer is required. */
  reasonLabel?: string;
  act: (reason: string) => Promise<unknown>;
  close: () => void;
};

export function ConfirmDialog(props: Props) {
  const { t } = useLingui();
  const [reason, setReason] = useState('');
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({
    busy: false,
    error: null,
  });
  const lacksReason = props.reasonLabel !== undefined && reason.trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The dialog may stand inside another form of React's tree.
    event.stopPropagation();
    setState({ busy: true, error: null });
    try {
      await props.act(reason.trim());
      props.close();
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return (
    <Dialog
      opened
      onClose={props.close}
      closeOnEscape={reason === ''}
      closeOnClickOutside={reason === ''}
      title={props.title}
      size="sm"
    >
      <form onSubmit={submit} className={classes.form}>
        <div>{props.children}</div>
        <ProblemNotice error={state.error} />
        {props.reasonLabel && (
          <Textarea
            label={props.reasonLabel}
            required
            withAsterisk={false}
            data-autofocus
            maxLength={1000}
            dir="auto"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={props.close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            type="submit"
            color={props.danger ? 'red' : undefined}
            loading={state.busy}
            disabled={props.disabled || lacksReason}
            title={lacksReason ? t`A reason is needed` : undefined}
          >
            {props.verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
