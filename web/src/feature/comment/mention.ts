// SPDX-License-Identifier: Apache-2.0
/*
 * The server keeps "@[12]" where a person is mentioned, so that their name is always the one they
 * have now. People type and read names: here the one becomes the other.
 */

import { fold } from '@/ui/fuzzy';

type Named = { id: number; name: string };

/** Who is meant by which name in a text that is being typed. */
export type Mentioned = Record<string, number>;

const TOKEN = /@\[(\d+)\]/g;
/** An @ at the beginning of a word, and what was typed behind it: two words at most. */
const TYPING = /(?:^|[\s(])@([^\s@[\]]{0,40}(?: [^\s@[\]]{0,40})?)$/u;

/** The name under which somebody is typed; one that is taken by another gets the unit behind it. */
export function mentionName(
  person: Named & { unit_name: string | null },
  mentioned: Mentioned,
): string {
  const taken = mentioned[person.name];
  if (taken === undefined || taken === person.id) return person.name;
  return `${person.name} (${person.unit_name ?? person.id})`;
}

/** What is being typed behind an @ right before the caret; null: nothing. */
export function typedMention(text: string, caret: number): string | null {
  return TYPING.exec(text.slice(0, caret))?.[1] ?? null;
}

/**
 * Of people that were found for what was typed before, those who may still be meant, in the order of the
 * server: first those of whose name a word begins so.
 */
export function stillMeant<T extends Named>(people: readonly T[], typed: string): T[] {
  const folded = fold(typed);
  const begins = (one: T) => ` ${fold(one.name)}`.includes(` ${folded}`);
  return people
    .filter((one) => fold(one.name).includes(folded))
    .sort((a, b) => Number(begins(b)) - Number(begins(a)));
}

/** The text with the mention that is being typed made whole, and where the caret stands then. */
export function completeMention(text: string, caret: number, name: string): [string, number] {
  const typed = typedMention(text, caret) ?? '';
  const before = `${text.slice(0, caret - typed.length)}${name} `;
  return [before + text.slice(caret).replace(/^ /, ''), before.length];
}

/** As it is sent. The longest name first: "@Ann" must not take "@Ann Jansen" apart. */
export function mentionsToBody(text: string, mentioned: Mentioned): string {
  const names = Object.keys(mentioned).sort((a, b) => b.length - a.length);
  return names.reduce((body, name) => body.replaceAll(`@${name}`, `@[${mentioned[name]}]`), text);
}

/** As it is typed. */
export function mentionsToText(
  body: string,
  people: readonly Named[],
): { text: string; mentioned: Mentioned } {
  const mentioned: Mentioned = {};
  const text = body.replaceAll(TOKEN, (token, id) => {
    const person = people.find((one) => one.id === Number(id));
    if (!person) return token;
    const name = mentionName({ ...person, unit_name: null }, mentioned);
    mentioned[name] = person.id;
    return `@${name}`;
  });
  return { text, mentioned };
}

/** As it is read: Markdown in which each mention leads to the person. */
export function mentionsToMarkdown(body: string, people: readonly Named[]): string {
  return body.replaceAll(TOKEN, (token, id) => {
    const person = people.find((one) => one.id === Number(id));
    return person ? `[@${person.name.replaceAll(/[[\]]/g, '')}](/people/${id})` : token;
  });
}
