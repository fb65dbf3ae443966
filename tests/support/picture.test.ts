// SPDX-License-Identifier: Apache-2.0
// The picture of the marks shows the figures beside it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Figure, figures, picture } from '../bench/picture.ts';
import { root } from './place.ts';

test('doc/marks.svg is what tests/bench/picture.ts makes of doc/marks.json', () => {
  assert.equal(readFileSync(join(root, 'doc/marks.svg'), 'utf8'), picture(figures()));
});

test('what misses its mark lies before the line, and looks different', () => {
  const figure: Figure = { mark: 2, work: 'unit page', people: 1000, ratio: 0.75, target: 0.75, q1: null, q3: null, day: '2026-11-30' };
  assert.ok(picture([figure]).includes('1 of 1 are met'));
  assert.ok(picture([{ ...figure, ratio: 0.74 }]).includes('0 of 1 are met'));
  const missed = (ratio: number) => picture([{ ...figure, ratio }]).match(/class="missed"/g)?.length;
  assert.deepEqual([missed(0.75), missed(0.74)], [1, 2]); // one is the legend's
});
