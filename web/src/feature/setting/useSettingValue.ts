// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { settingWords } from './words';

/** Says what a setting is set to, in words where it has them. */
export function useSettingValue() {
  const { t } = useLingui();
  return (name: string, value: string) => {
    const choice = settingWords[name]?.choices?.[value];
    return choice ? t(choice) : value;
  };
}
