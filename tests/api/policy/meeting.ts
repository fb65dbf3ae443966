// SPDX-License-Identifier: Apache-2.0
// Who may do what with meetings.
import { type Company, match } from '../../support/company.ts';
import { read, type Rows } from './table.ts';

export const meeting = async (on: Company) =>
  (await on.admin.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle })).is(201);

/** Only one of a unit runs at a time. */
const endRunning = async (on: Company) => {
  const { items } = (await on.quiet.get(`/api/v1/units/${on.units.netherlands}/meetings`, { limit: 200 })).is(200);
  for (const one of items) if (one.state === 'running') (await on.quiet.post(`/api/v1/meetings/${one.id}/end`)).is(200);
};

const started = async (on: Company) => {
  await endRunning(on);
  return (await on.admin.post(`/api/v1/meetings/${(await meeting(on)).id}/start`)).is(200);
};

export const meetingRows: Rows = {
  meeting_mine: read(() => '/api/v1/me/meetings'),
  meeting_list: read((on) => `/api/v1/units/${on.units.netherlands}/meetings?limit=1`),
  meeting_get: read((_, m) => `/api/v1/meetings/${m.id}`, meeting),
  meeting_create: {
    verb: 'meeting_run',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle }),
  },
  meeting_update: {
    verb: 'meeting_run',
    fresh: true,
    make: meeting,
    call: (c, m) => c.patch(`/api/v1/meetings/${m.id}`, { note: 'Bring numbers' }, match(m)),
  },
  meeting_delete: {
    verb: 'meeting_run',
    fresh: true,
    status: 204,
    make: meeting,
    call: (c, m) => c.delete(`/api/v1/meetings/${m.id}`, match(m)),
  },
  meeting_start: {
    verb: 'meeting_run',
    fresh: true,
    make: async (on) => {
      await endRunning(on);
      return meeting(on);
    },
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/start`),
  },
  meeting_go: {
    verb: 'meeting_run',
    fresh: true,
    make: started,
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/move`, { item_id: m.items[0].id }),
  },
  meeting_end: { verb: 'meeting_run', fresh: true, make: started, call: (c, m) => c.post(`/api/v1/meetings/${m.id}/end`) },
  meeting_attendance_set: {
    verb: 'meeting_run',
    fresh: true,
    make: started,
    call: (c, m, _, cells) => c.post(`/api/v1/meetings/${m.id}/attendance`, { person_id: cells.get('mate').id, present: true }),
  },
  meeting_topic_create: {
    verb: 'meeting_run',
    fresh: true,
    status: 201,
    make: started,
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/topics`, { title: 'New office' }),
  },
  meeting_item_update: {
    verb: 'meeting_run',
    fresh: true,
    make: async (on) => (await started(on)).items[0],
    call: (c, i) => c.patch(`/api/v1/meeting-items/${i.id}`, { note: 'So' }, match(i)),
  },
  meeting_action_create: {
    verb: 'meeting_run',
    fresh: true,
    status: 201,
    make: started,
    call: (c, m) => c.post(`/api/v1/meetings/${m.id}/actions`, { title: 'Do it' }),
  },
};
