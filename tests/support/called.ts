// SPDX-License-Identifier: Apache-2.0
// Runs after all files of tests/api: one test for each operation of doc/openapi.json, which fails
// when none of them called it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledOperations, contract } from './contract.ts';

const called = calledOperations();
for (const operation of contract().operations) {
  test(`${operation.id} is called by a test`, () => {
    assert.ok(called.has(operation.id), `no test calls ${operation.method} ${operation.path}`);
  });
}
