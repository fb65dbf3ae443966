// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, data } from '@/api/client';

export const sessionsQuery = queryOptions({
  queryKey: ['my', 'sessions'],
  queryFn: () => data(api.GET('/api/v1/me/sessions', { params: { query: { limit: 100 } } })),
});

export const tokensQuery = queryOptions({
  queryKey: ['my', 'tokens'],
  queryFn: () => data(api.GET('/api/v1/me/tokens', { params: { query: { limit: 100 } } })),
});

export const endSession = (id: number) =>
  data(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }));
export const endAllSessions = () => data(api.DELETE('/api/v1/me/sessions'));
export const createToken = (name: string, expiresAt: string | null) =>
  data(api.POST('/api/v1/me/tokens', { body: { name, expires_at: expiresAt } }));
export const endToken = (id: number) =>
  data(api.DELETE('/api/v1/me/tokens/{id}', { params: { path: { id } } }));
export const changePassword = (current: string, password: string) =>
  data(api.PUT('/api/v1/me/password', { body: { current, password } }));
