// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProblem } from '@/api/problem';
import { Notice } from '@/ui/Notice';
import { signIn } from './query';
import classes from './SignInForm.module.css';

/** Says why a sign-in failed, without saying which of address and password was wrong. */
function useReason(error: unknown): string | null {
  const { t } = useLingui();
  if (!error) return null;
  if (!isProblem(error)) return t`Something went wrong. Please try again.`;
  if (error.status === 401) return t`This address and password do not belong together.`;
  if (error.status === 429) return t`Too many attempts. Please wait a few minutes.`;
  if (error.status === 0) return t`Koers cannot be reached. Please try again.`;
  return error.detail ?? error.title;
}

export function SignInForm(props: { email?: string; signedIn: () => void }) {
  const { t } = useLingui();
  const [email, setEmail] = useState(props.email ?? '');
  const [password, setPassword] = useState('');
  const entry = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: props.signedIn,
  });
  const reason = useReason(entry.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entry.mutate();
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      {reason && <Notice tone="bad">{reason}</Notice>}
      <TextInput
        label={t`E-mail`}
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        autoFocus={!props.email}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t`Password`}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        autoFocus={Boolean(props.email)}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
      />
      <Button type="submit" loading={entry.isPending} fullWidth mt="xs">
        <Trans>Sign in</Trans>
      </Button>
    </form>
  );
}
