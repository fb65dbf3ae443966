// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Menu } from '@mantine/core';
import { IconDownload, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Meeting } from '@/api/types';
import { download, mailOf, minutesOf, plainOf } from '@/feature/meeting/minutes';
import { callOffMeeting, meetingQuery, useMeetingActs } from '@/feature/meeting/query';
import { itemKinds } from '@/feature/meeting/words';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Page } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { say } from '@/ui/undo';
import { AgendaPreview } from './AgendaPreview';
import { MailMinutes } from './MailMinutes';
import { Minutes } from './Minutes';
import { Stage } from './Stage';

/** A check-in meeting: planned, running on everybody's screen, or its minutes. */
export default function MeetingPage() {
  const { t } = useLingui();
  const format = useFormat();
  const { id } = useParams({ from: '/inside/meetings/$id' });
  const { data: meeting } = useSuspenseQuery(meetingQuery(id));
  const acts = useMeetingActs(id);
  const when = format.moment(meeting.started_at ?? meeting.starts_at);
  return (
    <Page
      title={t`Check-in meeting`}
      tabTitle={t`Check-in meeting, ${meeting.unit_name}`}
      above={
        <>
          <Link to="/units/$id" params={{ id: meeting.unit_id }} dir="auto">
            {meeting.unit_name}
          </Link>
          <span aria-hidden> / </span>
          <span dir="auto">{meeting.cycle_name}</span>
        </>
      }
      below={<span>{when}</span>}
      actions={<Actions meeting={meeting} />}
    >
      <ProblemNotice error={acts.start.error ?? acts.end.error ?? acts.go.error} />
      {meeting.state === 'planned' && <AgendaPreview meeting={meeting} />}
      {meeting.state === 'running' && <Stage meeting={meeting} />}
      {meeting.state === 'ended' && <Minutes meeting={meeting} />}
    </Page>
  );
}

function Actions({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const acts = useMeetingActs(meeting.id);
  const [asking, setAsking] = useState<'end' | 'off' | null>(null);
  if (meeting.state === 'ended')
    return (
      <>
        {meeting.may_mail && <MailMinutes meeting={meeting} />}
        <Downloads meeting={meeting} />
      </>
    );
  if (!meeting.may_run) return null;
  return (
    <>
      {meeting.state === 'planned' && (
        <>
          <Button
            variant="default"
            leftSection={<IconX size={15} aria-hidden />}
            onClick={() => setAsking('off')}
          >
            <Trans>Call off</Trans>
          </Button>
          <Button
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            loading={acts.start.isPending}
            onClick={() => acts.start.mutate()}
          >
            <Trans>Start the meeting</Trans>
          </Button>
        </>
      )}
      {meeting.state === 'running' && (
        <Button variant="default" onClick={() => setAsking('end')}>
          <Trans>End the meeting</Trans>
        </Button>
      )}
      {asking === 'end' && (
        <ConfirmDialog
          title={t`End the meeting?`}
          verb={t`End it`}
          act={() => acts.end.mutateAsync()}
          close={() => setAsking(null)}
        >
          <Trans>Its minutes stay readable for everybody. Open actions come back next time.</Trans>
        </ConfirmDialog>
      )}
      {asking === 'off' && (
        <ConfirmDialog
          title={t`Call the meeting off?`}
          verb={t`Call it off`}
          danger
          act={async () => {
            await callOffMeeting(meeting);
            await navigate({ to: '/units/$id', params: { id: meeting.unit_id } });
          }}
          close={() => setAsking(null)}
        >
          <Trans>Nothing was noted yet.</Trans>
        </ConfirmDialog>
      )}
    </>
  );
}

function Downloads({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const format = useFormat();
  const day = (meeting.started_at ?? meeting.starts_at).slice(0, 10);
  const words = {
    title: t`Check-in meeting, ${format.moment(meeting.started_at ?? meeting.starts_at)}`,
    there: t`Present`,
    actions: t`Actions`,
    nobody: t`nobody noted`,
    kind: (item: Meeting['items'][number]) => t(itemKinds[item.kind]),
  };
  const text = () => minutesOf(meeting, words, format);
  const plain = () => plainOf(text());
  const place = `${window.location.origin}/meetings/${meeting.id}`;
  const copy = async () => {
    await navigator.clipboard.writeText(plain());
    say(t`The minutes are copied.`);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={15} aria-hidden />}>
          <Trans>Take along</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {/* Only where the browser lets pages copy: over https. */}
        {navigator.clipboard && (
          <Menu.Item onClick={copy}>
            <Trans>Copy as text</Trans>
          </Menu.Item>
        )}
        <Menu.Item component="a" href={mailOf(words.title, plain(), place)}>
          <Trans>Open in a mail</Trans>
        </Menu.Item>
        <Menu.Item onClick={() => download(`minutes-${day}.txt`, plain())}>
          <Trans>Text file</Trans>
        </Menu.Item>
        <Menu.Item onClick={() => download(`minutes-${day}.md`, text())}>
          <Trans>Markdown file</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
