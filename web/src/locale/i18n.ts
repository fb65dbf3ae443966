// SPDX-License-Identifier: Apache-2.0
/*
 * The languages of the client. A catalogue is loaded when it is asked for, so that nobody pays for
 * a language they do not read.
 */
import { i18n } from '@lingui/core';

export const languages = { en: 'English', nl: 'Nederlands' } as const;
export type Language = keyof typeof languages;

/** The region whose forms of numbers and days are used until a person chooses one. */
const regionOf: Record<Language, string> = { en: 'en-GB', nl: 'nl-NL' };
const rememberedKey = 'koers-language';

export function isLanguage(text: unknown): text is Language {
  return typeof text === 'string' && text in languages;
}

/** What to speak before we know who is there: the last choice here, then what the browser asks for. */
export function firstLanguage(): Language {
  const remembered = localStorage.getItem(rememberedKey);
  if (isLanguage(remembered)) return remembered;
  for (const wish of navigator.languages) {
    const language = wish.split('-')[0];
    if (isLanguage(language)) return language;
  }
  return 'en';
}

/** A region of the browser that speaks the language, else the language's own. */
export function firstRegion(language: Language): string {
  const wish = navigator.languages.find((tag) => tag.startsWith(`${language}-`));
  return wish ?? regionOf[language];
}

export async function speak(language: Language): Promise<void> {
  if (i18n.locale === language) return;
  const catalogue = language === 'nl' ? await import('./nl.po') : await import('./en.po');
  i18n.loadAndActivate({ locale: language, messages: catalogue.messages });
  document.documentElement.lang = language;
  localStorage.setItem(rememberedKey, language);
}
