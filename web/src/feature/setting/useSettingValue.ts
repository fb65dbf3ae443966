// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useFormat } from '@/locale/LocaleProvider';
import { settingWords } from './words';

const WITH_DECIMALS = /^\d+\.\d+$/;

/** Says what a setting is set to, in words where it has them, numbers as the person's region writes them. */
export function useSettingValue() {
  const { t } = useLingui();
  const format = useFormat();
  return (name: string, value: string) => {
    const choice = settingWords[name]?.choices?.[value];
    if (choice) return t(choice);
    return WITH_DECIMALS.test(value) ? format.decimal(Number(value)) : value;
  };
}
