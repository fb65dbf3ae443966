// SPDX-License-Identifier: Apache-2.0
/*
 * Two people write the minutes of one item. Both began with `base`; nothing that either of them
 * wrote is lost: lines of the other one stay where they are, and lines that only I have follow.
 */
export function mergeNotes(base: string, mine: string, theirs: string): string {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  // The usual case: both only wrote on at the end.
  if (theirs.startsWith(mine)) return theirs;
  if (mine.startsWith(theirs)) return mine;
  const known = new Set([...base.split('\n'), ...theirs.split('\n')]);
  const added = mine.split('\n').filter((line) => line !== '' && !known.has(line));
  return added.length === 0 ? theirs : [theirs, ...added].join('\n');
}
