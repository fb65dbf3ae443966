// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import type { KeyResult } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';

/** "Anna is away until 5 Dec; Ben stands in", of the owner of a key result; null when here. */
export function useAwayWords(): (keyResult: Pick<KeyResult, 'away'>) => string | null {
  const { t } = useLingui();
  const format = useFormat();
  return ({ away }) => {
    if (!away) return null;
    const day = format.dayShort(away.last_day);
    return away.deputy_name
      ? t`${away.name} is away until ${day}; ${away.deputy_name} stands in`
      : t`${away.name} is away until ${day}`;
  };
}
