// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createToken, endToken, tokensQuery } from '@/feature/session/account';
import { useFormat } from '@/locale/LocaleProvider';
import form from '@/ui/ConfirmDialog.module.css';
import { Dialog } from '@/ui/Dialog';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { SecretDialog } from '@/ui/SecretDialog';
import table from '@/ui/Table.module.css';
import classes from './AccountPage.module.css';

const DAY_MS = 24 * 3600 * 1000;

/** Tokens let a program act for me. */
export function TokenSettings() {
  const { t } = useLingui();
  const format = useFormat();
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const tokens = useQuery(tokensQuery);
  const refresh = () => client.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const end = useMutation({ mutationFn: endToken, onSuccess: refresh });
  const live = tokens.data?.items.filter((token) => token.revoked_at === null) ?? [];
  return (
    <Section
      title={t`Tokens for programs`}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setMaking(true)}>
          <Trans>Make a token…</Trans>
        </Button>
      }
    >
      <ProblemNotice error={tokens.error ?? end.error} />
      {tokens.data && live.length === 0 && (
        <p className={classes.none}>
          <Trans>No program acts for you.</Trans>
        </p>
      )}
      <table className={table.table}>
        <tbody>
          {live.map((token) => {
            const seen = token.seen_at && format.relative(token.seen_at);
            const until = token.expires_at && format.moment(token.expires_at);
            return (
              <tr key={token.id}>
                <td dir="auto">{token.name}</td>
                <td className={table.dim}>
                  {seen ? <Trans>used {seen}</Trans> : <Trans>never used</Trans>}
                  {until && (
                    <>
                      {' \u00b7 '}
                      <Trans>until {until}</Trans>
                    </>
                  )}
                </td>
                <td className={table.end}>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    color="red"
                    onClick={() => end.mutate(token.id)}
                  >
                    <Trans>End</Trans>
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {making && <TokenDialog close={() => setMaking(false)} made={refresh} />}
    </Section>
  );
}

function TokenDialog({ close, made }: { close: () => void; made: () => unknown }) {
  const { t } = useLingui();
  const [name, setName] = useState('');
  const [days, setDays] = useState<string | null>('90');
  const make = useMutation({
    mutationFn: () => {
      const until = days === null ? null : new Date(Date.now() + Number(days) * DAY_MS);
      return createToken(name.trim(), until?.toISOString() ?? null);
    },
    onSuccess: made,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  if (make.data) return <TokenSecretDialog secret={make.data.secret} close={close} />;
  return (
    <Dialog opened onClose={close} title={t`Make a token`} size="sm">
      <form className={form.form} onSubmit={submit}>
        <ProblemNotice error={make.error} />
        <TextInput
          label={t`What is it for?`}
          data-autofocus
          required
          withAsterisk={false}
          maxLength={100}
          dir="auto"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t`It works for`}
          placeholder={t`as long as it is not ended`}
          clearable
          data={[
            { value: '30', label: t`30 days` },
            { value: '90', label: t`90 days` },
            { value: '365', label: t`a year` },
          ]}
          value={days}
          onChange={setDays}
        />
        <div className={form.buttons}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={make.isPending}>
            <Trans>Make the token</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function TokenSecretDialog({ secret, close }: { secret: string; close: () => void }) {
  const { t } = useLingui();
  return (
    <SecretDialog
      title={t`Your new token`}
      label={t`Token`}
      secret={secret}
      copyLabel={t`Copy the token`}
      close={close}
    >
      <Trans>Copy it now: it is not shown again. Whoever has it can do what you can do.</Trans>
    </SecretDialog>
  );
}
