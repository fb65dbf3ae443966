// SPDX-License-Identifier: Apache-2.0
//
// The vectors of the design, on the second implementation: two that agree may still both be wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contribution, defaultWeight, faults, mean, percent, raw, scaled, type KeyResult } from './arithmetic.ts';

type Numbers = Partial<Record<'start' | 'target' | 'low' | 'high' | 'worst' | 'tolerance', number>>;

function measure(kind: KeyResult['kind'], numbers: Numbers): KeyResult {
  const of = (name: keyof Numbers): bigint | null => {
    const n = numbers[name];
    return n === undefined ? null : scaled(n, 4);
  };
  return {
    kind, rule: null, startDay: 0n, endDay: 90n, due: null, start: of('start'), target: of('target'),
    low: of('low'), high: of('high'), worst: of('worst'), tolerance: of('tolerance'),
    milestones: [], interims: [],
  };
}

const VECTORS: [KeyResult['kind'], Numbers, number, number, number][] = [
  ['increase', { start: 15, target: 35 }, 20, 0.25, 0.25],
  ['increase', { start: 0, target: 100 }, 130, 1.3, 1],
  ['increase', { start: 50, target: 100 }, 40, -0.2, 0],
  ['increase', { start: 0, target: 1_000_000_000 }, 650_000_000, 0.65, 0.65],
  ['decrease', { start: 100, target: 60 }, 80, 0.5, 0.5],
  ['decrease', { start: 100, target: 60 }, 70, 0.75, 0.75],
  ['decrease', { start: 100, target: 60 }, 50, 1.25, 1],
  ['decrease', { start: 100, target: 60 }, 110, -0.25, 0],
  ['increase', { start: -10, target: 10 }, 0, 0.5, 0.5],
  ['decrease', { start: 5, target: -5 }, -5, 1, 1],
  ['at_most', { target: 25 }, 25, 1, 1],
  ['at_most', { target: 25, worst: 30 }, 27.5, 0.5, 0.5],
  ['at_most', { target: 25, worst: 30 }, 24, 1, 1],
  ['at_least', { target: 99.5, worst: 90 }, 98, 0.842105, 0.842105],
  ['range', { low: 4, high: 5 }, 4.2, 1, 1],
  ['range', { low: 4, high: 5 }, 3.5, 0, 0],
  ['range', { low: 4, high: 5, tolerance: 1 }, 3.5, 0.5, 0.5],
  ['range', { low: 4, high: 5, tolerance: 1 }, 6.5, -0.5, 0],
];

for (const [kind, numbers, current, wantRaw, wantContribution] of VECTORS) {
  test(`${kind} ${JSON.stringify(numbers)} at ${current}`, () => {
    const kr = measure(kind, numbers);
    assert.deepEqual(faults(kr, 'committed'), []);
    assert.equal(raw(kr, scaled(current, 4)), scaled(wantRaw, 6));
    assert.equal(contribution(raw(kr, scaled(current, 4))), scaled(wantContribution, 6));
  });
}

test('equal start and target are refused', () => {
  assert.deepEqual(faults(measure('increase', { start: 50, target: 50 }), 'committed'), ['target_equals_start']);
});

test('seven times 14.29 percent are a whole', () => {
  assert.equal(mean(Array.from({ length: 7 }, () => ({ weight: 1429n, value: 1_000_000n }))), 1_000_000n);
  assert.equal(mean([{ weight: 0n, value: 1n }]), null);
  assert.equal(defaultWeight([]), 10_000n);
});

test('less than all is never shown as 100 percent', () => {
  assert.equal(percent(999_999n), 99n);
  assert.equal(percent(1_000_000n), 100n);
  assert.equal(percent(5_000n), 1n);
  assert.equal(percent(-5_000n), -1n);
});
