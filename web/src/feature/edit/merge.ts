// SPDX-License-Identifier: Apache-2.0
/*
 * What two people did to the same thing at once. A change of one field by one of them is no
 * conflict; the same field changed by both, to different values, is one, and a person decides it.
 */
export type Values = Record<string, unknown>;

const equal = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The members of `values` that differ from `base`: what a PATCH says. */
export function changesOf<T extends Values>(base: T, values: T): Partial<T> {
  const entries = Object.entries(values).filter(([name, value]) => !equal(value, base[name]));
  return Object.fromEntries(entries) as Partial<T>;
}

/** The fields that both changed, and not to the same value. */
export function conflictsOf<T extends Values>(base: T, mine: T, theirs: T): (keyof T & string)[] {
  return Object.keys(mine).filter(
    (name) =>
      !equal(mine[name], base[name]) &&
      !equal(theirs[name], base[name]) &&
      !equal(mine[name], theirs[name]),
  );
}

/** Their values with my changes on top, but for the fields in which theirs are kept. */
export function merged<T extends Values>(
  base: T,
  mine: T,
  theirs: T,
  keep: ReadonlySet<string>,
): T {
  const own = Object.entries(changesOf(base, mine)).filter(([name]) => !keep.has(name));
  return { ...theirs, ...Object.fromEntries(own) } as T;
}
