// SPDX-License-Identifier: Apache-2.0
// Who may do what with messages and notices. No mail server is set up here, and nothing was given up.
import { meeting } from './meeting.ts';
import { read, type Rows } from './table.ts';

export const noticeRows: Rows = {
  notice_list: read(() => '/api/v1/me/notices'),
  notice_count: read(() => '/api/v1/me/notices/unread'),
  notice_read: { status: 404, call: (c) => c.post('/api/v1/me/notices/999999999/read') },
  notice_read_all: { call: (c) => c.post('/api/v1/me/notices/read') },
  notice_choice_get: read(() => '/api/v1/me/notice-choices'),
  notice_choice_set: { call: (c) => c.put('/api/v1/me/notice-choices', { kind: 'action_due', channel: 'mail', pace: 'daily' }) },
  notice_time_set: { call: (c) => c.put('/api/v1/me/notice-times', { digest_weekday: 2 }) },
  chat_get: read(() => '/api/v1/me/chat'),
  // The host is one that no message ever reaches.
  chat_set: { call: (c) => c.put('/api/v1/me/chat', { kind: 'slack', url: 'https://hooks.slack.com/services/none' }) },
  chat_delete: { status: 204, call: (c) => c.delete('/api/v1/me/chat') },
  chat_test: { status: 409, call: (c) => c.post('/api/v1/me/chat/test') },
  meeting_mail: {
    verb: 'meeting_run',
    fresh: true,
    status: 409,
    make: meeting,
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/mail`, {}),
  },
  message_list: { ...read(() => '/api/v1/messages'), verb: 'setting_edit', whole: true },
  message_count: { ...read(() => '/api/v1/messages/counts'), verb: 'setting_edit', whole: true },
  message_test: { verb: 'setting_edit', whole: true, status: 409, call: (c) => c.post('/api/v1/messages/test') },
  message_retry: { verb: 'setting_edit', whole: true, status: 404, call: (c) => c.post('/api/v1/messages/17/retry') },
  message_drop: { verb: 'setting_edit', whole: true, status: 404, call: (c) => c.delete('/api/v1/messages/17') },
};
