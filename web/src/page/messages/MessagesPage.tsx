// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Message, MessageState } from '@/api/types';
import {
  dropMessage,
  messageCountsQuery,
  messagesQuery,
  retryMessage,
  testMessage,
} from '@/feature/notice/query';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ScaleField } from '@/ui/ScaleField';
import table from '@/ui/Table.module.css';

/** What goes out by mail and chat: how much waits, and what was given up and why. */
export default function MessagesPage() {
  const { t } = useLingui();
  const [state, setState] = useState<MessageState>('dead');
  const counts = useQuery(messageCountsQuery);
  const messages = useQuery(messagesQuery(state));
  return (
    <Page title={t`Messages`} width="wide" actions={<TestButton />}>
      <ProblemNotice error={counts.error ?? messages.error} retry={() => messages.refetch()} />
      {counts.data && (
        <p>
          {counts.data.mail_set_up ? (
            <Trans>
              <Plural
                value={counts.data.waiting}
                one="# message waits to be sent"
                other="# messages wait to be sent"
              />
              , <Plural value={counts.data.dead} one="# was given up" other="# were given up" />.
            </Trans>
          ) : (
            <Trans>No mail server is set up, so no mail goes out: see smtp_url.</Trans>
          )}
        </p>
      )}
      <ScaleField
        label={t`Which`}
        value={state}
        onChange={setState}
        options={[
          { value: 'dead', label: t`Given up` },
          { value: 'waiting', label: t`Waiting` },
          { value: 'sent', label: t`Sent` },
        ]}
      />
      {messages.isPending && <RowsSkeleton rows={4} />}
      {messages.data?.items.length === 0 && (
        <EmptyState icon={IconMail} title={t`No messages here`}>
          <Trans>The text of a message is between Koers and whom it is for.</Trans>
        </EmptyState>
      )}
      {messages.data && messages.data.items.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>
                <Trans>To</Trans>
              </th>
              <th>
                <Trans>When</Trans>
              </th>
              <th>
                <Trans>What the other side said</Trans>
              </th>
              <th aria-hidden />
            </tr>
          </thead>
          <tbody>
            {messages.data.items.map((message) => (
              <MessageRow key={message.id} message={message} />
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}

function TestButton() {
  const client = useQueryClient();
  const test = useMutation({
    mutationFn: testMessage,
    onSuccess: () => client.invalidateQueries({ queryKey: ['messages'] }),
  });
  return (
    <>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        <Trans>Send me a test message</Trans>
      </Button>
      <ProblemNotice error={test.error} />
      <span role="status">{test.isSuccess && <Trans>It is on its way.</Trans>}</span>
    </>
  );
}

function MessageRow({ message }: { message: Message }) {
  const { t } = useLingui();
  const format = useFormat();
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['messages'] });
  const retry = useMutation({ mutationFn: () => retryMessage(message.id), onSuccess });
  const drop = useMutation({ mutationFn: () => dropMessage(message.id), onSuccess });
  const when = message.dead_at ?? message.sent_at ?? message.due_at;
  return (
    <tr>
      <td>
        {message.person_name ?? message.address}
        <br />
        <span className={table.dim}>{message.address}</span>
      </td>
      <td className={table.dim}>
        <time dateTime={when} title={format.moment(when)}>
          {format.relative(when)}
        </time>
      </td>
      <td>{message.last_error}</td>
      <td className={table.end}>
        {message.state === 'dead' && (
          <>
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t`Try again: ${message.address}`}
              onClick={() => retry.mutate()}
            >
              <Trans>Try again</Trans>
            </Button>
            <Button
              variant="subtle"
              size="compact-sm"
              color="gray"
              aria-label={t`Throw away: ${message.address}`}
              onClick={() => drop.mutate()}
            >
              <Trans>Throw away</Trans>
            </Button>
          </>
        )}
        <ProblemNotice error={retry.error ?? drop.error} />
      </td>
    </tr>
  );
}
