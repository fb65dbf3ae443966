// SPDX-License-Identifier: Apache-2.0
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, data } from '@/api/client';
import type { ChatKind, MessageState, NoticeChannel, NoticeKind, NoticePace } from '@/api/types';

/** The live event is the bell; this is for whoever's line was down. */
const LOOK_AGAIN_MS = 60_000;
const PAGE_SIZE = 50;

export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: () => data(api.GET('/api/v1/me/notices/unread')),
  refetchInterval: LOOK_AGAIN_MS,
});

export const noticesQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notices', 'list', unread],
    queryFn: ({ pageParam }) =>
      data(
        api.GET('/api/v1/me/notices', {
          params: { query: { unread, limit: PAGE_SIZE, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const readNotice = (id: number) =>
  data(api.POST('/api/v1/me/notices/{id}/read', { params: { path: { id } } }));

export const readAllNotices = () => data(api.POST('/api/v1/me/notices/read'));

export const choicesQuery = queryOptions({
  queryKey: ['notice-choices'],
  queryFn: () => data(api.GET('/api/v1/me/notice-choices')),
});

export const chooseNotice = (body: {
  kind: NoticeKind;
  channel: NoticeChannel;
  pace: NoticePace;
}) => data(api.PUT('/api/v1/me/notice-choices', { body }));

export const chooseTimes = (body: {
  quiet_from: number | null;
  quiet_until: number | null;
  digest_weekday: number;
}) => data(api.PUT('/api/v1/me/notice-times', { body }));

export const chatQuery = queryOptions({
  queryKey: ['my', 'chat'],
  queryFn: () => data(api.GET('/api/v1/me/chat')),
});

export const setChat = (body: { kind: ChatKind; url: string }) =>
  data(api.PUT('/api/v1/me/chat', { body }));
export const testChat = () => data(api.POST('/api/v1/me/chat/test'));
export const endChat = () => data(api.DELETE('/api/v1/me/chat'));

export const messageCountsQuery = queryOptions({
  queryKey: ['messages', 'counts'],
  queryFn: () => data(api.GET('/api/v1/messages/counts')),
});

export const messagesQuery = (state: MessageState) =>
  queryOptions({
    queryKey: ['messages', state],
    queryFn: () => data(api.GET('/api/v1/messages', { params: { query: { state } } })),
  });

export const testMessage = () => data(api.POST('/api/v1/messages/test'));

export const retryMessage = (id: number) =>
  data(api.POST('/api/v1/messages/{id}/retry', { params: { path: { id } } }));

export const dropMessage = (id: number) =>
  data(api.DELETE('/api/v1/messages/{id}', { params: { path: { id } } }));
