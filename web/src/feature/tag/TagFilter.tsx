// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { tagsQuery } from './query';

type Props = { value: number | undefined; onChange: (id: number | undefined) => void };

/** What has one tag. There is nothing to choose while nobody tags. */
export function TagFilter({ value, onChange }: Props) {
  const { t } = useLingui();
  const tags = useQuery(tagsQuery(true));
  if (!tags.data?.length && value === undefined) return null;
  return (
    <Select
      aria-label={t`Tag`}
      placeholder={t`Every tag`}
      clearable
      searchable
      data={(tags.data ?? []).map((tag) => ({ value: String(tag.id), label: tag.name }))}
      value={value === undefined ? null : String(value)}
      onChange={(id) => onChange(id === null ? undefined : Number(id))}
      nothingFoundMessage={t`Nothing found`}
    />
  );
}
