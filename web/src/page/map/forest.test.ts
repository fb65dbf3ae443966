// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { MapLink, MapNode } from '@/api/types';
import { forestOf, layout, openedFor } from './forest';

const node = (id: number) => ({ id, title: `Objective ${id}` }) as MapNode;
const link = (
  child_id: number,
  parent_id: number,
  kind: MapLink['kind'] = 'supports',
): MapLink => ({
  child_id,
  parent_id,
  kind,
});

test('an objective stands under what it contributes to; its other links go across', () => {
  const forest = forestOf([1, 2, 3, 4].map(node), [
    link(3, 1),
    link(3, 2, 'contributes'),
    link(2, 1),
  ]);
  expect(forest.tops.map((top) => top.node.id)).toEqual([1]);
  expect(forest.byId.get(3)?.parent?.node.id).toBe(2);
  expect(forest.across).toEqual([link(3, 1)]);
  expect(forest.alone.map((one) => one.id)).toEqual([4]);
});

test('a circle is drawn across rather than for ever', () => {
  const forest = forestOf([1, 2].map(node), [link(1, 2), link(2, 1)]);
  expect(forest.tops).toHaveLength(1);
  expect(forest.across).toHaveLength(1);
});

test('deep branches are shut until they are opened', () => {
  const chain = [1, 2, 3, 4, 5];
  const forest = forestOf(
    chain.map(node),
    chain.slice(1).map((id) => link(id, id - 1)),
  );
  const seen = (changed: Set<number>) =>
    layout(forest.tops, changed).map((place) => [place.branch.node.id, place.hidden]);
  expect(seen(new Set())).toEqual([
    [1, 0],
    [2, 3],
  ]);
  const deepest = forest.byId.get(5);
  if (!deepest) throw new Error('it is there');
  expect(seen(openedFor(deepest, new Set()))).toEqual([
    [1, 0],
    [2, 0],
    [3, 0],
    [4, 0],
    [5, 0],
  ]);
});

test('thousands are laid out quickly and do not overlap', () => {
  const ids = Array.from({ length: 5000 }, (_, index) => index + 1);
  const forest = forestOf(
    ids.map(node),
    ids.slice(1).map((id) => link(id, Math.ceil(id / 6))),
  );
  const begun = performance.now();
  const places = layout(forest.tops, new Set(ids.slice(6)));
  expect(performance.now() - begun).toBeLessThan(1000);
  expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size).toBe(places.length);
});
