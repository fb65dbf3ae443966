// SPDX-License-Identifier: Apache-2.0

import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode, SyntheticEvent } from 'react';
import classes from './FormPage.module.css';
import { Page } from './Page';
import { ProblemNotice } from './ProblemNotice';

type Props = {
  title: string;
  above?: ReactNode;
  /** Said above the fields: that a draft of an earlier visit is shown. */
  notice?: ReactNode;
  error: unknown;
  /** Faults that no field shows. */
  rest: readonly string[];
  busy: boolean;
  verb: string;
  submit: () => void;
  cancel: () => void;
  /** Further actions at the end of the row, such as giving up. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A page with one form: fields in one column, the verb below, Ctrl+Enter saves. */
export function FormPage(props: Props) {
  // Events of a dialog that a field opened pass here too, though it stands elsewhere in the page.
  const isOurs = (event: SyntheticEvent) => event.currentTarget.contains(event.target as Node);
  // What is on its way is not sent a second time.
  const submit = () => !props.busy && props.submit();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isOurs(event)) submit();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !isOurs(event)) return;
    event.preventDefault();
    submit();
  };
  return (
    <Page title={props.title} above={props.above} width="wide">
      <form className={classes.form} onSubmit={send} onKeyDown={press} noValidate>
        {props.notice}
        {props.children}
        <ProblemNotice error={props.error} rest={props.rest} retry={props.submit} />
        <div className={classes.buttons}>
          <Button type="submit" loading={props.busy}>
            {props.verb}
          </Button>
          <Button variant="subtle" color="gray" onClick={props.cancel}>
            <Trans>Cancel</Trans>
          </Button>
          {props.aside && <span className={classes.aside}>{props.aside}</span>}
        </div>
      </form>
    </Page>
  );
}
