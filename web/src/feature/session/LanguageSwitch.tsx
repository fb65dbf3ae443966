// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { SegmentedControl } from '@mantine/core';
import { type Language, languages, speak } from '@/locale/i18n';
import { useLocale } from '@/locale/LocaleProvider';

/** For those who are not signed in yet; a person's own language is a setting of their account. */
export function LanguageSwitch() {
  const { t } = useLingui();
  const { language } = useLocale();
  return (
    <SegmentedControl
      aria-label={t`Language`}
      value={language}
      onChange={(value) => speak(value as Language)}
      data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
    />
  );
}
