// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { MultiSelect, type MultiSelectProps } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import { useIsKeeper } from '@/feature/session/rights';
import { settingsQuery } from '@/feature/setting/query';
import { createTag, tagsQuery, useTagsChanged } from './query';

/** Most tags of one objective. */
const TAGS_MAX = 20;
const NEW = 'new';

type Props = Omit<MultiSelectProps, 'data' | 'value' | 'onChange'> & {
  value: readonly number[];
  onChange: (ids: number[]) => void;
};

/** May whoever is here make a tag that is not there yet? */
function useMakesTags(): boolean {
  const settings = useQuery(settingsQuery);
  const keeper = useIsKeeper();
  const makers = settings.data?.items.find((one) => one.name === 'tag_makers')?.value;
  return keeper || makers === 'everybody';
}

/** Chooses tags by typing; a word that is none yet can become one. */
export function TagSelect({ value, onChange, error, ...rest }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const makes = useMakesTags();
  const changed = useTagsChanged();
  const tags = useQuery(tagsQuery(true));
  const create = useMutation({
    mutationFn: (name: string) => createTag(name),
    onSuccess: async (tag) => {
      await changed();
      onChange([...value, tag.id]);
    },
  });
  const word = typed.trim();
  const isKnown = tags.data?.some((tag) => tag.name.toLowerCase() === word.toLowerCase());
  const options = (tags.data ?? [])
    .filter((tag) => !tag.archived || value.includes(tag.id))
    .map((tag) => ({ value: String(tag.id), label: tag.name }));
  if (makes && word !== '' && word.length <= 50 && isKnown === false) {
    options.push({ value: NEW, label: t`Make the tag “${word}”` });
  }
  const choose = (chosen: string[]) => {
    setTyped('');
    if (chosen.includes(NEW)) create.mutate(word);
    else onChange(chosen.map(Number));
  };
  return (
    <MultiSelect
      {...rest}
      searchable
      hidePickedOptions
      maxValues={TAGS_MAX}
      data={options}
      filter={({ options: all, search }) =>
        all.filter(
          (one) =>
            'value' in one &&
            (one.value === NEW || one.label.toLowerCase().includes(search.trim().toLowerCase())),
        )
      }
      searchValue={typed}
      onSearchChange={setTyped}
      value={value.map(String)}
      onChange={choose}
      nothingFoundMessage={t`Nothing found`}
      error={error ?? (isProblem(create.error) ? create.error.message : undefined)}
    />
  );
}
