// SPDX-License-Identifier: Apache-2.0
// Who may do what with people and settings.
import type { Json } from '../../support/client.ts';
import { type Company, match } from '../../support/company.ts';
import { nobody } from './subjects.ts';
import { read, type Rows } from './table.ts';

const deactivated = async (on: Company) => {
  const made = await nobody(on, true);
  return (await on.admin.post(`/api/v1/people/${made.id}/deactivate`, undefined, { ifMatch: match(made) })).is(200);
};

export const accessRows: Rows = {
  person_create: { verb: 'person_edit', whole: true, status: 201, call: (c) => c.post('/api/v1/people', { name: 'A name' }) },
  person_update: {
    verb: 'person_edit',
    whole: true,
    make: (on) => nobody(on, true),
    call: (c, p) => c.patch(`/api/v1/people/${p.id}`, { name: 'Another name' }, match(p)),
  },
  person_link_create: {
    verb: 'person_edit',
    whole: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p) => c.post(`/api/v1/people/${p.id}/link`, { kind: 'invitation' }),
  },
  person_deactivate: {
    verb: 'person_edit',
    whole: true,
    make: (on) => nobody(on, true),
    call: (c, p) => c.post(`/api/v1/people/${p.id}/deactivate`, undefined, { ifMatch: match(p) }),
  },
  person_reactivate: {
    verb: 'person_edit',
    whole: true,
    make: deactivated,
    call: (c, p) => c.post(`/api/v1/people/${p.id}/reactivate`, undefined, { ifMatch: match(p) }),
  },
  setting_list: read(() => '/api/v1/settings'),
  setting_history: read(() => '/api/v1/settings/organisation_name/history'),
  setting_update: {
    verb: 'setting_edit',
    whole: true,
    make: async (on) => {
      const list = (await on.admin.get('/api/v1/settings')).is(200);
      return list.items.find((one: Json) => one.name === 'organisation_name');
    },
    call: (c, s) => c.patch('/api/v1/settings/organisation_name', { value: 'Acme' }, match(s)),
  },
  session_get: read(() => '/api/v1/session'),
  my_session_list: read(() => '/api/v1/me/sessions'),
  my_token_list: read(() => '/api/v1/me/tokens'),
  me_update: {
    call: async (c) => c.patch('/api/v1/me', { shortcuts: false }, match((await c.get('/api/v1/me')).is(200).person)),
  },
  my_token_create: { status: 201, call: (c) => c.post('/api/v1/me/tokens', { name: 'For a test' }) },
  'my_token_delete of somebody else': {
    status: 404,
    make: async (on) => (await on.admin.post('/api/v1/me/tokens', { name: 'Of Ada' })).is(201),
    call: (c, t) => c.delete(`/api/v1/me/tokens/${t.id}`),
  },
  'my_session_delete of somebody else': {
    status: 404,
    make: async (on) => (await on.admin.get('/api/v1/session')).is(200),
    call: (c, s) => c.delete(`/api/v1/me/sessions/${s.id}`),
  },
};
