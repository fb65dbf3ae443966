// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChatKind, ChatView } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { chatQuery, choicesQuery, endChat, setChat, testChat } from '@/feature/notice/query';
import { useFormat } from '@/locale/LocaleProvider';
import { FormDialog } from '@/ui/FormDialog';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './AccountPage.module.css';

/** Whether a test has gone is looked at so often, and for so long at the most. */
const LOOK_EVERY_MS = 2000;
const LOOK_FOR_MS = 30_000;

const names: Record<ChatKind, string> = { slack: 'Slack', teams: 'Microsoft Teams' };

/** Whether it is known how the newest message fared. */
const isAnswered = (chat?: ChatView) => Boolean(chat?.sent_at || chat?.last_error);

/** Where notices go in a chat program, beside the inbox and mail. */
export function ChatSettings() {
  const { t } = useLingui();
  const client = useQueryClient();
  const [setting, setSetting] = useState(false);
  const [lookUntil, setLookUntil] = useState(0);
  const chat = useQuery({
    ...chatQuery,
    refetchInterval: ({ state }) =>
      Date.now() < lookUntil && !isAnswered(state.data) && LOOK_EVERY_MS,
  });
  const changed = async (now?: ChatView) => {
    if (now) client.setQueryData(chatQuery.queryKey, now);
    else await client.invalidateQueries({ queryKey: chatQuery.queryKey });
    await client.invalidateQueries({ queryKey: choicesQuery.queryKey });
  };
  const test = useMutation({
    mutationFn: testChat,
    onSuccess: (now) => {
      setLookUntil(Date.now() + LOOK_FOR_MS);
      return changed(now);
    },
  });
  const end = useMutation({ mutationFn: endChat, onSuccess: () => changed() });
  const kind = chat.data?.kind ?? null;
  return (
    <Section
      title={t`Your chat`}
      actions={
        kind === null ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setSetting(true)}>
            <Trans>Set up a chat…</Trans>
          </Button>
        ) : (
          <span>
            <Button
              variant="subtle"
              size="compact-sm"
              loading={test.isPending}
              onClick={() => test.mutate()}
            >
              <Trans>Send a test</Trans>
            </Button>
            <Button
              variant="subtle"
              size="compact-sm"
              color="red"
              loading={end.isPending}
              onClick={() => end.mutate()}
            >
              <Trans>End</Trans>
            </Button>
          </span>
        )
      }
    >
      <ProblemNotice error={chat.error ?? test.error ?? end.error} />
      {chat.data && (kind === null ? <None /> : <Standing chat={chat.data} kind={kind} />)}
      {setting && <ChatDialog changed={changed} close={() => setSetting(false)} />}
    </Section>
  );
}

function None() {
  return (
    <p className={classes.none}>
      <Trans>Notices can also come to Slack or Microsoft Teams, if you want them there.</Trans>
    </p>
  );
}

function Standing({ chat, kind }: { chat: ChatView; kind: ChatKind }) {
  const format = useFormat();
  const name = names[kind];
  const { host, last_error: error } = chat;
  const sent = chat.sent_at && format.relative(chat.sent_at);
  return (
    <p className={classes.none} role="status">
      <Trans>
        {name} at {host}. Choose above what goes there.
      </Trans>{' '}
      {sent && <Trans>The last message went {sent}.</Trans>}
      {error && <Trans>The last message did not go: {error}</Trans>}
    </p>
  );
}

const FIELDS = ['kind', 'url'] as const;

function ChatDialog(props: { changed: (now: ChatView) => unknown; close: () => void }) {
  const { t } = useLingui();
  const [kind, setKind] = useState<ChatKind>('slack');
  const [url, setUrl] = useState('');
  const save = useMutation({
    mutationFn: () => setChat({ kind, url: url.trim() }),
    onSuccess: async (now) => {
      await props.changed(now);
      props.close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={t`Set up a chat`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={props.close}
    >
      <SegmentedControl
        aria-label={t`Chat program`}
        data={Object.entries(names).map(([value, label]) => ({ value, label }))}
        value={kind}
        onChange={(value) => setKind(value as ChatKind)}
      />
      <TextInput
        label={t`Address of the webhook`}
        description={
          kind === 'slack'
            ? t`In Slack: make an app with an incoming webhook to your own conversation, and copy its address.`
            : t`In Teams: make a workflow that posts to a chat when a webhook is received, and copy its address.`
        }
        data-autofocus
        required
        withAsterisk={false}
        type="url"
        maxLength={2000}
        value={url}
        error={fields.url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
