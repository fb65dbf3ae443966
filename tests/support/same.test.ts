// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences, type Exchange } from './same.ts';

const heard = (...bodies: unknown[]): Map<string, Exchange[]> =>
  new Map([['step', bodies.map((body) => ({ request: 'GET /api/v1/units/7', status: 200, body }))]]);

test('same__maps_ids_of_one_engine_onto_the_other', () => {
  const first = heard({ id: 1, unit_id: 4 }, { id: 2, unit_id: 4 });
  assert.deepEqual(differences(first, heard({ id: 1, unit_id: 9 }, { id: 3, unit_id: 9 })), []);
  assert.equal(differences(first, heard({ id: 1, unit_id: 9 }, { id: 3, unit_id: 8 })).length, 1);
  assert.equal(differences(first, heard({ id: 1, unit_id: 9 }, { id: 1, unit_id: 9 })).length, 1);
});

test('same__lets_only_times_and_secrets_differ', () => {
  const one = { created_at: '2026-11-23T10:00:00Z', token: 'a', title: 'x' };
  assert.deepEqual(differences(heard(one), heard({ ...one, created_at: '2026-11-23T10:00:01.5Z', token: 'b' })), []);
  assert.equal(differences(heard(one), heard({ ...one, title: 'y' })).length, 1);
  assert.equal(differences(heard(one), heard({ ...one, created_at: null })).length, 1);
  assert.deepEqual(differences(heard({ spent_seconds: 4 }), heard({ spent_seconds: 9 })), []);
  assert.equal(differences(heard({ spent_seconds: 4 }), heard({ spent_seconds: null })).length, 1);
});

test('same__sees_statuses_lengths_members_and_calls', () => {
  assert.equal(differences(heard([1, 2]), heard([1])).length, 1);
  assert.equal(differences(heard({ a: 1 }), heard({ a: 1, b: 2 })).length, 1);
  assert.equal(differences(heard(1, 2), heard(1)).length, 1);
  const refused = new Map([['step', [{ request: 'GET /api/v1/units/8', status: 404, body: 1 }]]]);
  assert.equal(differences(heard(1), refused).length, 1);
});
