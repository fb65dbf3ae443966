// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';

/** Of two texts the one in the person's language; the other one where that was not written. */
export function useOwnLanguage(): (en: string | null, nl: string | null) => string {
  const { i18n } = useLingui();
  const isDutch = i18n.locale === 'nl';
  return useCallback((en, nl) => (isDutch ? nl || en : en || nl) ?? '', [isDutch]);
}
