// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { useConnection } from '@/api/connection';
import { Dialog } from '@/ui/Dialog';
import { useMe } from './query';
import { SignInForm } from './SignInForm';
import classes from './SignInForm.module.css';

/**
 * The session ended under an open page. The page stays, and the request that found out is sent
 * again after signing in, so nothing typed is lost.
 */
export function SessionDialog() {
  const { t } = useLingui();
  const { signedOut } = useConnection();
  const { person } = useMe();
  return (
    <Dialog
      opened={signedOut}
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t`Your session has ended`}
      size="xs"
      zIndex={400}
    >
      <p className={classes.lead}>
        <Trans>Sign in again to go on. This page and what you typed stay as they are.</Trans>
      </p>
      <SignInForm email={person.email ?? ''} signedIn={() => {}} />
    </Dialog>
  );
}
