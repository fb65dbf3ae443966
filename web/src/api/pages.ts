// SPDX-License-Identifier: Apache-2.0
import type { Page } from './types';

/** No list of the client is longer; a list that is says so by being cut here. */
const PAGES_MAX = 100;

/** Reads a list to its end, page after page; `arrived` hears what there is so far. */
export async function pages<T>(
  read: (after?: string) => Promise<Page<T>>,
  arrived?: (items: T[]) => void,
): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let count = 0; count < PAGES_MAX; count++) {
    const page = await read(after);
    items.push(...page.items);
    if (page.next === null) break;
    arrived?.([...items]);
    after = page.next;
  }
  return items;
}
