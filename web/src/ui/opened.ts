// SPDX-License-Identifier: Apache-2.0
/*
 * Which rows of a tree are open, as the address says it. An address that says nothing leaves it to
 * the page; one that says "-" means that all are closed.
 */
const NONE = '-';

export function opened(text: string | null): ReadonlySet<string> | null {
  return text === null
    ? null
    : new Set(text.split(',').filter((key) => key !== '' && key !== NONE));
}

export function addressOf(open: Iterable<string>): string {
  return [...open].join(',') || NONE;
}
