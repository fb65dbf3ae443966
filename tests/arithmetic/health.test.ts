// SPDX-License-Identifier: Apache-2.0
//
// The C and the BigInt implementation score the same health, of counts small, large and none.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/place.ts';
import { type Input, score, spread } from './health.ts';

const replay = process.env.HEALTH_REPLAY ?? join(root, 'build/tests/arithmetic/health_replay');
const said = (number: bigint | null): string => (number === null ? 'none' : String(number));

/** Numbers that look random and are the same in every run. */
function* numbers(seed: bigint): Generator<bigint, never> {
  for (let state = seed; ; ) {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    yield state >> 33n;
  }
}

test('the two implementations agree on the health of the practice', () => {
  const next = numbers(BigInt(process.env.ARITH_SEED ?? '1'));
  const draw = (below: bigint): bigint => next.next().value % below;
  const lines: string[] = [];
  const want: string[] = [];
  for (let at = 0; at < 3_000; at++) {
    const size = [1n, 10n, 1_000n, 1_000_000_000n][at % 4] ?? 1n;
    const inputs: Input[] = Array.from({ length: Number(draw(7n)) + 1 }, () => {
      const need = draw(4n) === 0n ? 0n : draw(size) + 1n;
      return { have: draw(need + 2n), need, weight: draw(3n) === 0n ? 0n : draw(101n) };
    });
    lines.push(inputs.map((one) => `${one.have} ${one.need} ${one.weight}`).join(' '));
    want.push(said(score(inputs)));
    const scores = Array.from({ length: Number(draw(12n)) }, () => draw(1_000_001n));
    lines.push(`spread ${[...scores].sort((a, b) => Number(a - b)).join(' ')}`);
    want.push(spread(scores).map(said).join(' '));
  }
  const run = spawnSync(replay, { input: `${lines.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 26 });
  assert.equal(run.error, undefined);
  assert.equal(run.status, 0);
  const got = run.stdout.trimEnd().split('\n');
  want.forEach((one, at) => assert.equal(got[at], one, lines[at]));
  assert.equal(got.length, want.length);
  assert.ok(want.includes('none') && want.some((one) => /^\d+$/.test(one) && Number(one) % 1000 !== 0));
});
