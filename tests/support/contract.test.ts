// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contract } from './contract.ts';

const unit = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: { id: { type: 'integer' }, day: { type: 'string', format: 'date' } },
};
const document = {
  openapi: '3.1.0',
  paths: {
    '/api/v1/units/{id}': {
      get: {
        operationId: 'unit_get',
        responses: {
          '200': { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/unit' } } } },
          default: { $ref: '#/components/responses/problem' },
        },
      },
      delete: { operationId: 'unit_delete', responses: { '204': { description: '' } } },
    },
    '/api/v1/units/top': { get: { operationId: 'unit_top', responses: { '204': { description: '' } } } },
  },
  components: {
    schemas: { unit },
    responses: {
      problem: { description: '', content: { 'application/problem+json': { schema: { type: 'object', required: ['title'] } } } },
    },
  },
};
const json = 'application/json';

test('contract__finds_the_operation_of_a_path', () => {
  const contract = new Contract(document);
  assert.equal(contract.find('GET', '/api/v1/units/7')?.id, 'unit_get');
  assert.equal(contract.find('GET', '/api/v1/units/top')?.id, 'unit_top');
  assert.equal(contract.find('POST', '/api/v1/units/7'), undefined);
  assert.equal(contract.find('GET', '/api/v1/units/7/x'), undefined);
});

test('contract__accepts_what_the_document_says_and_remembers_the_call', () => {
  const contract = new Contract(document);
  contract.check('GET', '/api/v1/units/7', 200, json, { id: 7, day: '2026-11-23' });
  contract.check('GET', '/api/v1/units/7', 404, 'application/problem+json', { title: 'No such unit' });
  contract.check('DELETE', '/api/v1/units/7', 204, '', undefined);
  assert.deepEqual([...contract.called], ['unit_get', 'unit_delete']);
});

test('contract__refuses_what_the_document_does_not_say', () => {
  const contract = new Contract(document);
  const get = (status: number, type: string, body: unknown) => () => contract.check('GET', '/api/v1/units/7', status, type, body);
  assert.throws(get(200, json, { id: 'seven' }), /id must be integer/);
  assert.throws(get(200, json, { id: 7, more: 1 }), /additional properties/);
  assert.throws(get(200, json, { id: 7, day: '2026-13-01' }), /format "date"/);
  assert.throws(get(200, 'text/html', '<p>'), /does not document/);
  assert.throws(get(500, json, {}), /does not document/);
  assert.throws(() => contract.check('DELETE', '/api/v1/units/7', 200, '', undefined), /does not document/);
  assert.throws(() => contract.check('DELETE', '/api/v1/units/7', 204, json, {}), /with a body/);
});
