// SPDX-License-Identifier: Apache-2.0
// The client's words, as its catalogues have them: what a test that speaks several languages looks for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatter } from '@lingui/format-po';
import { root } from './place.ts';

export const languages = ['en', 'nl'] as const;
export type Language = (typeof languages)[number];

export class Catalogue {
  readonly language: Language;
  /** English, with its context if it has one, to what the screen says. */
  readonly #said = new Map<string, string>();

  constructor(language: Language, messages: Iterable<Message>) {
    this.language = language;
    for (const { message, translation, context } of messages)
      if (message && translation) this.#said.set(key(message, context), translation);
  }

  /** What the screen says for this English message; fails when there is none, so that no test asks for a label that is gone. */
  say(english: string, context?: string): string {
    const said = this.#said.get(key(english, context));
    assert.ok(said, `no such message in ${this.language}.po: ${english}`);
    return said;
  }

  /** The same of a message with values in it: a pattern that takes any. */
  pattern(english: string): RegExp {
    const parts = this.say(english).split(/\{\w+\}/);
    return new RegExp(`^${parts.map(literal).join('.+')}$`);
  }

  /** Whether the screen says exactly this somewhere. */
  says(words: string): boolean {
    return [...this.#said.values()].includes(words);
  }
}

interface Message {
  message?: string;
  translation?: string;
  context?: string | null;
}

const key = (message: string, context?: string | null) => (context ? `${context}\u0004${message}` : message);

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export async function catalogueOf(language: Language): Promise<Catalogue> {
  const filename = join(root, `web/src/locale/${language}.po`);
  const context = { locale: language, sourceLocale: 'en', filename };
  const messages = await formatter().parse(readFileSync(filename, 'utf8'), context);
  return new Catalogue(language, Object.values(messages) as Message[]);
}
