// SPDX-License-Identifier: Apache-2.0
/*
 * The API is free of locale: it says what is wrong in English. Its sentences stand in the catalogues
 * under their English text ("{0} has left; choose somebody else."), so here they are found again in
 * an answer, with what was filled in.
 */
import { i18n } from '@lingui/core';

type Pattern = { id: string; expression: RegExp; places: number[] };

const PLACE = /\{(\d+)\}/;
const made = new Map<string, Pattern[]>();

/** "{0} has left." as an expression that takes what was filled in; "{0}" alone would take anything. */
function patternOf(id: string): Pattern | null {
  const [first = '', ...rest] = id.split(PLACE);
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const words = [first, ...rest.filter((_, at) => at % 2 === 1)];
  if (rest.length === 0 || !words.some((text) => /\p{L}{2}/u.test(text))) return null;
  return {
    id,
    expression: new RegExp(`^${words.map(literal).join('(.*?)')}$`, 's'),
    places: rest.filter((_, at) => at % 2 === 0).map(Number),
  };
}

/** The patterns of the language spoken, those with most words of their own first. */
function patterns(): Pattern[] {
  const known = made.get(i18n.locale);
  if (known) return known;
  const found = Object.keys(i18n.messages)
    .flatMap((id) => patternOf(id) ?? [])
    .sort((a, b) => b.id.length - a.id.length);
  made.set(i18n.locale, found);
  return found;
}

/** What the server said in English, in the language spoken; as it came where the catalogue has it not. */
export function sentence(english: string): string {
  if (i18n.locale === 'en') return english;
  if (english in i18n.messages) return i18n._(english);
  for (const { id, expression, places } of patterns()) {
    const filled = expression.exec(english);
    if (!filled) continue;
    const values = places.map((place, at) => [place, sentence(filled[at + 1] ?? '')]);
    return i18n._(id, Object.fromEntries(values));
  }
  return english;
}
