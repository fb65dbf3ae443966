// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Dialog } from '@/ui/Dialog';
import { ConfirmDialog } from './ConfirmDialog';
import classes from './ConfirmDialog.module.css';
import { ProblemNotice } from './ProblemNotice';
import { useTouched } from './useTouched';

type Props = {
  title: string;
  verb: string;
  busy: boolean;
  error: unknown;
  rest: readonly string[];
  submit: () => void;
  close: () => void;
  size?: 'sm' | 'lg';
  /** It opens with something that was typed before and is not saved. */
  kept?: boolean;
  children: ReactNode;
  /** What one may read but does not fill in: under the form. */
  below?: ReactNode;
};

/**
 * A small form over the page: a few fields and one verb. Once something was filled in, a slip of
 * the hand must not lose it: all but the button that says so asks before it closes.
 */
export function FormDialog(props: Props) {
  const { t } = useLingui();
  const { touched, touching } = useTouched(props.kept ?? false);
  const [isLeaving, setLeaving] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    // The dialog may stand inside another form of React's tree.
    event.stopPropagation();
    // What is on its way is not sent a second time.
    if (!props.busy) props.submit();
  };
  return (
    <Dialog
      opened
      onClose={() => (touched ? setLeaving(true) : props.close())}
      title={props.title}
      size={props.size ?? 'sm'}
    >
      <form className={classes.form} onSubmit={send} {...touching} noValidate>
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
      {props.below}
      {isLeaving && (
        <ConfirmDialog
          title={t`Throw away what you typed?`}
          verb={t`Throw it away`}
          danger
          act={async () => props.close()}
          close={() => setLeaving(false)}
        >
          <Trans>It is not saved yet.</Trans>
        </ConfirmDialog>
      )}
    </Dialog>
  );
}
