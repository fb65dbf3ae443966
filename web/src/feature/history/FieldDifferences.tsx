// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import type { StrategyComparison } from '@/api/types';
import { Differences } from '@/ui/Differences';
import { Markdown } from '@/ui/Markdown';
import { fieldWords } from './words';

const textOf = (value: string | null) => (value ? <Markdown text={value} /> : null);

/** What differs between two versions, in the words that the history has for fields. */
export function FieldDifferences({ fields }: { fields: StrategyComparison['fields'] }) {
  const { t } = useLingui();
  return (
    <Differences
      fields={fields.map(({ field, old_value, new_value }) => ({
        field,
        name: fieldWords[field] ? t(fieldWords[field]) : field,
        old: textOf(old_value),
        now: textOf(new_value),
      }))}
    />
  );
}
