// SPDX-License-Identifier: Apache-2.0
//
// The health of the practice a second time, for tests only: with BigInt, from the words of
// doc/user/squad.md, sharing nothing with the C.

export interface Input {
  have: bigint;
  need: bigint;
  weight: bigint;
}

const ONE = 1_000_000n;

/** a / b, half away from zero. Health knows no negative numbers. */
const rounded = (a: bigint, b: bigint): bigint => (2n * a + b) / (2n * b);

/** What a signal is in ppm; null where nothing is asked. */
export function value({ have, need }: Pick<Input, 'have' | 'need'>): bigint | null {
  if (need <= 0n) return null;
  const ppm = rounded(have * ONE, need);
  return ppm > ONE ? ONE : ppm;
}

/** The mean by weight of what says something; null where nothing does, or nothing weighs. */
export function score(inputs: Input[]): bigint | null {
  const said = inputs.flatMap((one) => {
    const ppm = value(one);
    return ppm === null ? [] : [{ ppm, weight: one.weight }];
  });
  const weights = said.reduce((sum, one) => sum + one.weight, 0n);
  if (weights === 0n) return null;
  return rounded(said.reduce((sum, one) => sum + one.ppm * one.weight, 0n), weights);
}

/** The five quartiles of scores in any order; between two neighbours the place is interpolated. */
export function spread(scores: bigint[]): (bigint | null)[] {
  const sorted = [...scores].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return [0, 1, 2, 3, 4].map((quarter) => {
    if (sorted.length === 0) return null;
    const steps = (sorted.length - 1) * quarter;
    const at = Math.floor(steps / 4);
    const below = sorted[at] ?? 0n;
    const above = sorted[Math.min(at + 1, sorted.length - 1)] ?? 0n;
    const rest = BigInt(steps % 4);
    return rounded(below * (4n - rest) + above * rest, 4n);
  });
}
