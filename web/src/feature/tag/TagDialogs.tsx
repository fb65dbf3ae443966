// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Tag, TagTone } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { sayWithUndo } from '@/ui/undo';
import { mergeTag, tagsQuery, unmergeTag, updateTag, useTagsChanged } from './query';
import { TagMark } from './TagList';
import { tagTones } from './words';

type Props = { tag: Tag; close: () => void };

/** Another name or colour for a tag, wherever it is. */
export function TagDialog({ tag, close }: Props) {
  const { t } = useLingui();
  const changed = useTagsChanged();
  const [name, setName] = useState(tag.name);
  const [tone, setTone] = useState(tag.tone);
  const save = useMutation({
    mutationFn: () => updateTag(tag, { name: name.trim(), tone }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['name', 'tone']);
  return (
    <FormDialog
      title={t`Change the tag`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name`}
        dir="auto"
        maxLength={50}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields.name}
      />
      <Select
        label={t`Colour`}
        allowDeselect={false}
        data={Object.entries(tagTones).map(([value, label]) => ({ value, label: t(label) }))}
        renderOption={({ option }) => (
          <TagMark name={option.label} tone={option.value as TagTone} />
        )}
        value={tone}
        onChange={(chosen) => chosen && setTone(chosen as TagTone)}
        error={fields.tone}
      />
    </FormDialog>
  );
}

/** Two words for the same: one goes up in the other. */
export function TagMergeDialog({ tag, close }: Props) {
  const { t } = useLingui();
  const changed = useTagsChanged();
  const tags = useQuery(tagsQuery());
  const [into, setInto] = useState<string | null>(null);
  const merge = useMutation({
    mutationFn: () => mergeTag(tag, Number(into)),
    onSuccess: async (other) => {
      await changed();
      close();
      sayWithUndo(t`“${tag.name}” is now “${other.name}”.`, async () => {
        await unmergeTag(tag);
        await changed();
      });
    },
  });
  const { fields, rest } = faultsOf(merge.error, ['into_id']);
  const name = tag.name;
  return (
    <FormDialog
      title={t`Merge “${name}” into another tag`}
      verb={t`Merge`}
      busy={merge.isPending}
      error={merge.error}
      rest={rest}
      submit={() => merge.mutate()}
      close={close}
    >
      <p>
        <Trans>
          Whatever has it gets the other tag instead, and views that filter by it find the other
          one.
        </Trans>
      </p>
      <Select
        label={t`Into`}
        searchable
        data={(tags.data ?? [])
          .filter((one) => one.id !== tag.id)
          .map((one) => ({ value: String(one.id), label: one.name }))}
        value={into}
        onChange={setInto}
        nothingFoundMessage={t`Nothing found`}
        error={fields.into_id}
      />
    </FormDialog>
  );
}
