// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Switch } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Notice } from '@/api/types';
import { noticesQuery, readAllNotices, readNotice } from '@/feature/notice/query';
import { noticeTarget, useNoticeSentence } from '@/feature/notice/words';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { TextLink } from '@/ui/link';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './InboxPage.module.css';

/** What one was told, the newest first; opening it reads it. */
export default function InboxPage() {
  const { t } = useLingui();
  const client = useQueryClient();
  const [unread, setUnread] = useState(true);
  const notices = useInfiniteQuery(noticesQuery(unread));
  const items = notices.data?.pages.flatMap((page) => page.items) ?? [];
  const readAll = useMutation({
    mutationFn: readAllNotices,
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
  const waiting = items.some((notice) => notice.read_at === null);
  return (
    <Page
      title={t`Inbox`}
      width="text"
      actions={
        waiting && (
          <Button variant="default" loading={readAll.isPending} onClick={() => readAll.mutate()}>
            <Trans>Mark all as read</Trans>
          </Button>
        )
      }
      below={
        <TextLink to="/account" hash="notices">
          <Trans>Choose what you get by mail</Trans>
        </TextLink>
      }
    >
      <ProblemNotice error={notices.error ?? readAll.error} retry={() => notices.refetch()} />
      <div className={table.toolbar}>
        <Switch
          label={t`Only those not read yet`}
          checked={unread}
          onChange={(event) => setUnread(event.currentTarget.checked)}
        />
      </div>
      {notices.isPending && <RowsSkeleton rows={6} />}
      {notices.data && items.length === 0 && (
        <EmptyState icon={IconInbox} title={t`Nothing to read`}>
          <Trans>What is due, asked of you or answered comes here.</Trans>
        </EmptyState>
      )}
      <ul className={classes.list}>
        {items.map((notice) => (
          <NoticeRow key={notice.id} notice={notice} />
        ))}
      </ul>
      {notices.hasNextPage && (
        <Button
          variant="default"
          loading={notices.isFetchingNextPage}
          onClick={() => notices.fetchNextPage()}
        >
          <Trans>Show more</Trans>
        </Button>
      )}
    </Page>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { t } = useLingui();
  const format = useFormat();
  const sentence = useNoticeSentence()(notice);
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: () => readNotice(notice.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
  const fresh = notice.read_at === null;
  return (
    <li className={classes.row} data-unread={fresh || undefined}>
      <div className={classes.text}>
        <Link {...noticeTarget(notice)} onClick={() => fresh && read.mutate()} dir="auto">
          {sentence}
        </Link>
        <p className={classes.facts}>
          {notice.for_name && <span>{t`For ${notice.for_name}, who is away`}</span>}
          {notice.unit_name && <span dir="auto">{notice.unit_name}</span>}
          <time dateTime={notice.at} title={format.moment(notice.at)}>
            {format.relative(notice.at)}
          </time>
        </p>
        <ProblemNotice error={read.error} />
      </div>
      {fresh && (
        <Button
          variant="subtle"
          size="compact-sm"
          color="gray"
          aria-label={t`Mark as read: ${sentence}`}
          loading={read.isPending}
          onClick={() => read.mutate()}
        >
          <Trans>Read</Trans>
        </Button>
      )}
    </li>
  );
}
