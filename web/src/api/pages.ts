// SPDX-License-Identifier: Apache-2.0
import type { Page } from './types';

/** No list of the client is longer; a list that is says so by being cut here. */
const PAGES_MAX = 100;

/** Reads a list to its end, page after page. */
export async function pages<T>(read: (after?: string) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let count = 0; count < PAGES_MAX; count++) {
    const page = await read(after);
    items.push(...page.items);
    if (page.next === null) break;
    after = page.next;
  }
  return items;
}
