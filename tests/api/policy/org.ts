// SPDX-License-Identifier: Apache-2.0
// Who may do what with units, memberships and roles.
import { type Company, match } from '../../support/company.ts';
import { nobody } from './subjects.ts';
import { read, type Rows } from './table.ts';

/** Somebody new of Netherlands. */
const mate = async (on: Company) => {
  const made = await nobody(on, true);
  (await on.admin.post(`/api/v1/units/${on.units.netherlands}/members`, { person_id: made.id })).is(201);
  return made;
};

const absence = async (on: Company) =>
  (await on.admin.post(`/api/v1/people/${(await mate(on)).id}/absences`, { first_day: on.today, last_day: on.today })).is(201);

const delegation = async (on: Company) => {
  const body = { delegate_id: (await nobody(on, true)).id };
  return (await on.admin.post(`/api/v1/people/${(await mate(on)).id}/delegates`, body)).is(201);
};

const leaf = (on: Company) => on.unit('Leaf', on.units.netherlands).then(async (id) => (await on.admin.get(`/api/v1/units/${id}`)).is(200));

const grant = async (on: Company, role: string) => {
  const { id } = await nobody(on, true);
  return (await on.admin.post('/api/v1/grants', { person_id: id, role, unit_id: on.units.netherlands })).is(201);
};

export const orgRows: Rows = {
  unit_list: read(() => '/api/v1/units'),
  unit_get: read((on) => `/api/v1/units/${on.units.retail}`),
  unit_history: read((on) => `/api/v1/units/${on.units.retail}/history`),
  member_list: read((on) => `/api/v1/units/${on.units.retail}/members`),
  unit_create: {
    verb: 'unit_edit',
    fresh: true,
    status: 201,
    call: (c, _, on) => c.post('/api/v1/units', { name: 'New', parent_id: on.units.netherlands }),
  },
  'unit_create at the top': {
    verb: 'unit_edit',
    fresh: true,
    whole: true,
    status: 201,
    call: (c) => c.post('/api/v1/units', { name: 'Another company' }),
  },
  unit_update: {
    verb: 'unit_edit',
    fresh: true,
    make: async (on) => (await on.admin.get(`/api/v1/units/${on.units.netherlands}`)).is(200),
    call: (c, u) => c.patch(`/api/v1/units/${u.id}`, { name: 'Netherlands' }, match(u)),
  },
  // The leaf lies below Netherlands; a role held for Netherlands reaches it as well.
  unit_close: {
    verb: 'unit_close',
    fresh: true,
    make: leaf,
    call: (c, u) => c.post(`/api/v1/units/${u.id}/close`, { valid_until: '2031-01-01' }, { ifMatch: match(u) }),
  },
  membership_create: {
    verb: 'member_edit',
    fresh: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p, on) => c.post(`/api/v1/units/${on.units.netherlands}/members`, { person_id: p.id }),
  },
  membership_end: {
    verb: 'member_edit',
    fresh: true,
    make: async (on) =>
      (await on.admin.post(`/api/v1/units/${on.units.netherlands}/members`, { person_id: (await nobody(on, true)).id })).is(201),
    call: (c, m) => c.post(`/api/v1/memberships/${m.id}/end`, {}),
  },
  person_membership_list: read((_, p) => `/api/v1/people/${p.id}/memberships`, (on) => nobody(on, true)),
  absence_list: read((_, p) => `/api/v1/people/${p.id}/absences`, mate),
  absence_create: {
    verb: 'stand_in',
    fresh: true,
    status: 201,
    make: mate,
    call: (c, p, on) => c.post(`/api/v1/people/${p.id}/absences`, { first_day: on.today, last_day: on.today }),
  },
  absence_update: {
    verb: 'stand_in',
    fresh: true,
    make: absence,
    call: (c, a) => c.patch(`/api/v1/absences/${a.id}`, { deputy_id: null }, match(a)),
  },
  absence_delete: {
    verb: 'stand_in',
    fresh: true,
    status: 204,
    make: absence,
    call: (c, a) => c.delete(`/api/v1/absences/${a.id}`, match(a)),
  },
  delegation_list: read((_, p) => `/api/v1/people/${p.id}/delegates`, mate),
  delegation_create: {
    verb: 'stand_in',
    fresh: true,
    status: 201,
    make: mate,
    call: (c, p, _, cells) => c.post(`/api/v1/people/${p.id}/delegates`, { delegate_id: cells.get('stranger').id }),
  },
  delegation_delete: {
    verb: 'stand_in',
    fresh: true,
    status: 204,
    make: delegation,
    call: (c, d) => c.delete(`/api/v1/delegations/${d.id}`),
  },
  grant_list: read(() => '/api/v1/grants'),
  grant_create: {
    verb: 'grant',
    fresh: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p, on) => c.post('/api/v1/grants', { person_id: p.id, role: 'leader', unit_id: on.units.netherlands }),
  },
  'grant_create of a high role': {
    verb: 'grant_high',
    fresh: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p, on) => c.post('/api/v1/grants', { person_id: p.id, role: 'okr_master', unit_id: on.units.netherlands }),
  },
  'grant_create for the whole organisation': {
    verb: 'grant',
    fresh: true,
    whole: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p) => c.post('/api/v1/grants', { person_id: p.id, role: 'leader', unit_id: null }),
  },
  grant_delete: { verb: 'grant', fresh: true, status: 204, make: (on) => grant(on, 'leader'), call: (c, g) => c.delete(`/api/v1/grants/${g.id}`) },
  'grant_delete of a high role': {
    verb: 'grant_high',
    fresh: true,
    status: 204,
    make: (on) => grant(on, 'admin'),
    call: (c, g) => c.delete(`/api/v1/grants/${g.id}`),
  },

  leadership_list: read(() => '/api/v1/leadership'),
  leadership_create: {
    verb: 'organisation_edit',
    whole: true,
    status: 201,
    make: (on) => nobody(on, true),
    call: (c, p) => c.post('/api/v1/leadership', { person_id: p.id }),
  },
  leadership_end: {
    verb: 'organisation_edit',
    whole: true,
    make: async (on) => (await on.admin.post('/api/v1/leadership', { person_id: (await nobody(on, true)).id })).is(201),
    call: (c, l) => c.post(`/api/v1/leadership/${l.id}/end`, {}),
  },
  squad_list: read(() => '/api/v1/squad'),
  person_list: read(() => '/api/v1/people'),
  person_get: read((_, p) => `/api/v1/people/${p.id}`, (on) => nobody(on, true)),
  me_get: read(() => '/api/v1/me'),
};
