// SPDX-License-Identifier: Apache-2.0
/*
 * Finds what somebody means, though it is typed with a slip: accents are folded, words may come in
 * any order, begin only, and have one or two letters wrong.
 */

export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** How many slips a word of this length is forgiven. */
function slips(length: number): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** The edits from `typed` to the nearest beginning of `word`; swapped neighbours count as one. */
function distanceToStart(typed: string, word: string, limit: number): number {
  const width = Math.min(word.length, typed.length + limit);
  let before: number[] = [];
  let last = Array.from({ length: width + 1 }, (_, index) => index);
  for (let row = 1; row <= typed.length; row++) {
    const next = [row];
    for (let column = 1; column <= width; column++) {
      const same = typed[row - 1] === word[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (row > 1 && column > 1 && swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      next.push(best);
    }
    before = last;
    last = next;
  }
  return Math.min(...last.slice(Math.max(0, typed.length - limit)));
}

function wordScore(typed: string, words: readonly string[]): number | null {
  let best: number | null = null;
  for (const word of words) {
    if (word.startsWith(typed)) return 0;
    const allowed = slips(typed.length);
    const score = word.includes(typed) ? 1 : 1 + distanceToStart(typed, word, allowed);
    if (score <= 1 + allowed && (best === null || score < best)) best = score;
  }
  return best;
}

/** How far `text` is from what was typed; 0 is best, null is no match. */
export function fuzzyScore(typed: string, text: string): number | null {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u);
  let sum = 0;
  for (const word of fold(typed).split(/\s+/).filter(Boolean)) {
    const score = wordScore(word, words);
    if (score === null) return null;
    sum += score;
  }
  return sum;
}

/** The best matches first, at most `limit` of them. */
export function fuzzyFind<T>(
  typed: string,
  items: readonly T[],
  textOf: (item: T) => string,
  limit: number,
): T[] {
  return items
    .map((item) => ({ item, score: fuzzyScore(typed, textOf(item)) }))
    .filter((one): one is { item: T; score: number } => one.score !== null)
    .sort((a, b) => a.score - b.score)
    .slice(0, limit)
    .map((one) => one.item);
}
