// SPDX-License-Identifier: Apache-2.0
//
// The C and the BigInt implementation work out the same 1,000 organisations. ARITH_REPLAY names
// another build of the program, ARITH_SEED another first seed for a longer search.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../support/place.ts';
import { generate } from './generate.ts';
import { answer, toLines } from './organisation.ts';

const COUNT = 1_000n;
const replay = process.env.ARITH_REPLAY ?? join(root, 'build/tests/arithmetic/arith_replay');
const first = BigInt(process.env.ARITH_SEED ?? '1');

/** Codes of one refusal have no order. */
const sorted = (line: string): string => {
  const [word, what, id, ...codes] = line.split(' ');
  return word === 'refused' ? [word, what, id, ...codes.sort()].join(' ') : line;
};

test('the two implementations agree on every number', () => {
  const organisations = Array.from({ length: Number(COUNT) }, (_, i) => generate(first + BigInt(i)));
  const input = organisations.flatMap(toLines).join('\n') + '\n';
  const run = spawnSync(replay, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.error, undefined);
  assert.equal(run.stderr, '');
  assert.equal(run.status, 0);
  const got = run.stdout.split('\n').filter((line) => line !== '').map(sorted);
  let at = 0;
  organisations.forEach((organisation, index) => {
    const want = answer(organisation).map(sorted);
    assert.deepEqual(got.slice(at, at + want.length), want,
      `organisation of seed ${first + BigInt(index)}:\n${toLines(organisation).join('\n')}`);
    at += want.length;
  });
  assert.equal(got.length, at);
});
