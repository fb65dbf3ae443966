// SPDX-License-Identifier: Apache-2.0
import classes from './Person.module.css';

/** The first letters of the first and the last name; whole characters, not halves of them. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** A quiet circle with initials; decoration beside a name, or a name by itself with `named`. */
export function PersonMark({ name, named = false }: { name: string; named?: boolean }) {
  return (
    <span className={classes.mark} title={named ? name : undefined}>
      <span aria-hidden>{initials(name)}</span>
      {named && <span className="visually-hidden">{name}</span>}
    </span>
  );
}

export function PersonName({ name }: { name: string }) {
  return (
    <span className={classes.person}>
      <PersonMark name={name} />
      <span dir="auto">{name}</span>
    </span>
  );
}
