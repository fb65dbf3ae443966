// SPDX-License-Identifier: Apache-2.0
// Calendar addresses are one's own: nobody sees or ends another's.
import { read, type Rows } from './table.ts';

export const feedRows: Rows = {
  my_calendar_feed_list: read(() => '/api/v1/me/calendar-feeds'),
  my_calendar_feed_create: { status: 201, call: (c, _, on) => c.post('/api/v1/me/calendar-feeds', { unit_id: on.units.netherlands }) },
  'my_calendar_feed_delete of somebody else': {
    status: 404,
    make: async (on) => (await on.admin.post('/api/v1/me/calendar-feeds', {})).is(201),
    call: (c, feed) => c.delete(`/api/v1/me/calendar-feeds/${feed.id}`),
  },
};
