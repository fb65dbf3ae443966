// SPDX-License-Identifier: Apache-2.0
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { type Separators, separatorsOf } from '@/ui/number';
import { type Format, formatFor } from './format';
import { firstRegion, isLanguage, type Language, speak } from './i18n';

/** What a person chose; what is null follows the browser. */
export type LocaleChoice = {
  language?: string | null;
  region?: string | null;
  weekStart?: number | null;
  zone?: string | null;
};

export type Locale = {
  language: Language;
  region: string;
  /** 0 is Sunday, 1 Monday, as Date counts. */
  weekStart: number;
  zone: string;
  separators: Separators;
  format: Format;
};

const LocaleContext = createContext<Locale | null>(null);

/** A tag that the server kept may be unknown to this browser; then the browser's own serves. */
function knownZone(zone: string | null | undefined): string {
  try {
    if (zone) return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    // Falls through to the browser's zone.
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function knownRegion(region: string | null | undefined, language: Language): string {
  try {
    if (region) return Intl.getCanonicalLocales(region)[0] ?? firstRegion(language);
  } catch {
    // Falls through to the browser's region.
  }
  return firstRegion(language);
}

export function localeFor(choice: LocaleChoice, language: Language): Locale {
  const region = knownRegion(choice.region, language);
  const zone = knownZone(choice.zone);
  return {
    language,
    region,
    zone,
    weekStart: choice.weekStart ?? 1,
    separators: separatorsOf(region),
    format: formatFor(language, region, zone),
  };
}

/**
 * Speaks the language the person chose. The old language stays on screen until the catalogue of
 * the new one has arrived, so nothing flickers.
 */
export function LocaleProvider(props: { choice: LocaleChoice; children: ReactNode }) {
  const { choice, children } = props;
  const language = useSyncExternalStore(
    (told) => i18n.on('change', told),
    () => i18n.locale as Language,
  );
  const wish = isLanguage(choice.language) ? choice.language : null;
  useEffect(() => {
    if (wish) speak(wish);
  }, [wish]);

  const { region, weekStart, zone } = choice;
  const locale = useMemo(
    () => localeFor({ region, weekStart, zone }, language),
    [region, weekStart, zone, language],
  );
  return (
    <I18nProvider i18n={i18n}>
      <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>
    </I18nProvider>
  );
}

export function useLocale(): Locale {
  const locale = useContext(LocaleContext);
  if (!locale) throw new Error('useLocale needs a LocaleProvider above it');
  return locale;
}

export function useFormat(): Format {
  return useLocale().format;
}
