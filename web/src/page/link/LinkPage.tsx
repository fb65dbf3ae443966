// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { isProblem } from '@/api/problem';
import { EntryCard } from '@/feature/session/EntryCard';
import { redeemLink } from '@/feature/session/query';
import form from '@/feature/session/SignInForm.module.css';
import { Notice } from '@/ui/Notice';

const PASSWORD_MIN = 10;

/** Where a one-time link of an invitation or a reset leads: choose a password, then sign in. */
export default function LinkPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { secret } = useParams({ from: '/link/$secret' });
  const [password, setPassword] = useState('');
  const redeem = useMutation({
    mutationFn: () => redeemLink(secret, password),
    onSuccess: () => navigate({ to: '/sign-in', search: { fresh: true } }),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    redeem.mutate();
  };
  const fault = isProblem(redeem.error)
    ? (redeem.error.faults.find((one) => one.pointer === '/password')?.detail ?? null)
    : null;
  return (
    <EntryCard
      title={t`Choose a password`}
      lead={<Trans>With it you sign in from now on. The link works once.</Trans>}
    >
      <form className={form.form} onSubmit={submit}>
        {redeem.error && !fault && (
          <Notice tone="bad">
            <Trans>
              This link has expired or was used before. Ask an administrator for a new one.
            </Trans>
          </Notice>
        )}
        <PasswordInput
          label={t`New password`}
          description={t`At least ${PASSWORD_MIN} characters; a sentence works well.`}
          autoComplete="new-password"
          autoFocus
          required
          withAsterisk={false}
          minLength={PASSWORD_MIN}
          value={password}
          error={fault}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
        />
        <Button type="submit" loading={redeem.isPending} fullWidth mt="xs">
          <Trans>Save the password</Trans>
        </Button>
      </form>
    </EntryCard>
  );
}
