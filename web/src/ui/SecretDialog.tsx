// SPDX-License-Identifier: Apache-2.0

import { Trans } from '@lingui/react/macro';
import { Button, CopyButton, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import form from './ConfirmDialog.module.css';
import { Dialog } from './Dialog';

type Props = {
  title: string;
  /** What it is for, and that it is not shown again. */
  children: ReactNode;
  label: string;
  secret: string;
  /** On the button: "Copy the link". */
  copyLabel: string;
  /** Another way to use it, beside copying. */
  action?: ReactNode;
  close: () => void;
};

/** Shows something that is shown once, to be copied. A click beside it does not close it. */
export function SecretDialog({ title, children, label, secret, copyLabel, action, close }: Props) {
  return (
    <Dialog opened onClose={close} title={title} closeOnClickOutside={false}>
      <div className={form.form}>
        <div>{children}</div>
        <TextInput
          label={label}
          readOnly
          value={secret}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className={form.buttons}>
          <Button variant="default" onClick={close}>
            <Trans>Done</Trans>
          </Button>
          {action}
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button onClick={copy}>{copied ? <Trans>Copied</Trans> : copyLabel}</Button>
            )}
          </CopyButton>
        </div>
      </div>
    </Dialog>
  );
}
