// SPDX-License-Identifier: Apache-2.0
import type { ExplorerFilter } from '@/feature/explore/query';
import { dayOfAddress } from '@/ui/day';

/** What the address of the table says. */
export type ExploreSearch = {
  q?: string;
  unit?: number;
  owner?: number;
  status?: ExplorerFilter['status'];
  kind?: ExplorerFilter['kind'];
  state?: ExplorerFilter['state'];
  tag?: number;
  sort?: ExplorerFilter['sort'];
  desc?: boolean;
  columns?: string;
  as_of?: string;
};

const statuses = [
  'draft',
  'closed',
  'dropped',
  'postponed',
  'not_started',
  'outdated',
  'no_data',
  'on_track',
  'behind',
  'at_risk',
] as const satisfies readonly ExplorerFilter['status'][];
const states = ['draft', 'published', 'closed'] as const;
const kinds = ['committed', 'aspirational'] as const;
const sorts = ['unit', 'title', 'owner', 'status', 'progress'] as const;

const oneOf = <T extends string>(words: readonly T[], value: unknown): T | undefined =>
  words.find((word) => word === value);
const number = (value: unknown) => (Number.isSafeInteger(value) ? (value as number) : undefined);
const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;

/** What of an address makes sense; a word nobody knows is left out rather than refused. */
export const exploreSearch = (search: Record<string, unknown>): ExploreSearch => ({
  q: text(search.q),
  unit: number(search.unit),
  owner: number(search.owner),
  status: oneOf(statuses, search.status),
  kind: oneOf(kinds, search.kind),
  state: oneOf(states, search.state),
  tag: number(search.tag),
  sort: oneOf(sorts, search.sort),
  desc: search.desc === true ? true : undefined,
  columns: text(search.columns),
  as_of: dayOfAddress(search.as_of),
});
