// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endAllSessions, endSession, sessionsQuery } from '@/feature/session/account';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';

/** What a person recognises of a browser's long description of itself. */
export function browserName(client: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\//.exec(client)?.[1];
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(client)?.[1];
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera', 'Mac OS X': 'macOS' };
  const words = [browser, system].filter((word) => word !== undefined);
  return words.length > 0
    ? words.map((word) => names[word] ?? word).join(', ')
    : client.slice(0, 40);
}

export function SessionSettings() {
  const { t } = useLingui();
  const format = useFormat();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const sessions = useQuery(sessionsQuery);
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
  return (
    <Section
      title={t`Signed in on`}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
          <Trans>Sign out everywhere…</Trans>
        </Button>
      }
    >
      <ProblemNotice error={sessions.error ?? end.error} />
      <table className={table.table}>
        <tbody>
          {sessions.data?.items.map((session) => (
            <tr key={session.id}>
              <td title={session.client}>{browserName(session.client)}</td>
              <td className={table.dim}>
                <time dateTime={session.seen_at} title={format.moment(session.seen_at)}>
                  {format.relative(session.seen_at)}
                </time>
              </td>
              <td className={table.end}>
                {session.current ? (
                  <span className={table.dim}>
                    <Trans>this browser</Trans>
                  </span>
                ) : (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    color="gray"
                    onClick={() => end.mutate(session.id)}
                  >
                    <Trans>Sign out</Trans>
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asking && (
        <ConfirmDialog
          title={t`Sign out everywhere?`}
          verb={t`Sign out everywhere`}
          act={async () => {
            await endAllSessions();
            window.location.assign('/sign-in');
          }}
          close={() => setAsking(false)}
        >
          <Trans>All your sessions end, this one too. Tokens of programs go on.</Trans>
        </ConfirmDialog>
      )}
    </Section>
  );
}
