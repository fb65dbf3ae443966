// SPDX-License-Identifier: Apache-2.0

import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { Dialog } from '@/ui/Dialog';
import classes from './ConfirmDialog.module.css';
import { ProblemNotice } from './ProblemNotice';

type Props = {
  title: string;
  verb: string;
  busy: boolean;
  error: unknown;
  rest: readonly string[];
  submit: () => void;
  close: () => void;
  size?: 'sm' | 'lg';
  children: ReactNode;
};

/** A small form over the page: a few fields and one verb. */
export function FormDialog(props: Props) {
  const send = (event: FormEvent) => {
    event.preventDefault();
    // The dialog may stand inside another form of React's tree.
    event.stopPropagation();
    props.submit();
  };
  return (
    <Dialog opened onClose={props.close} title={props.title} size={props.size ?? 'sm'}>
      <form className={classes.form} onSubmit={send} noValidate>
        <ProblemNotice error={props.error} rest={props.rest} />
        {props.children}
        <div className={classes.buttons}>
          <Button variant="default" onClick={props.close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={props.busy}>
            {props.verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
