// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { isProblem } from '@/api/problem';
import { faultsOf } from '@/feature/edit/faults';
import { changePassword } from '@/feature/session/account';
import { useMe } from '@/feature/session/query';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { say } from '@/ui/undo';
import classes from './AccountPage.module.css';

const PASSWORD_MIN = 10;

export function PasswordSettings() {
  const { t } = useLingui();
  const { person } = useMe();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => changePassword(current, password),
    onSuccess: () => {
      setCurrent('');
      setPassword('');
      say(t`The password is changed. Your other sessions have ended.`);
    },
  });
  const { fields, rest } = faultsOf(save.error, ['current', 'password']);
  const wrong = isProblem(save.error) && [401, 403].includes(save.error.status);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Section title={t`Password`}>
      <form className={classes.fields} onSubmit={submit}>
        {!wrong && Object.keys(fields).length === 0 && (
          <ProblemNotice error={save.error} rest={rest} />
        )}
        <input type="hidden" autoComplete="username" value={person.email ?? ''} />
        <PasswordInput
          label={t`Current password`}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          error={fields.current ?? (wrong ? t`This is not your current password.` : undefined)}
          visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
        />
        <PasswordInput
          label={t`New password`}
          description={t`At least ${PASSWORD_MIN} characters; a sentence works well.`}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={fields.password}
          visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
        />
        <div>
          <Button
            type="submit"
            variant="default"
            disabled={current === '' || password.length < PASSWORD_MIN}
            loading={save.isPending}
          >
            <Trans>Change the password</Trans>
          </Button>
        </div>
      </form>
    </Section>
  );
}
