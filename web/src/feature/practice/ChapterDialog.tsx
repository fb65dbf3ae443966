// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandbookChapter } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import classes from './ChapterDialog.module.css';
import { createChapter, updateChapter, useHandbookChanged } from './handbook';

const FIELDS = ['title_en', 'title_nl', 'body_en', 'body_nl'] as const;

type Props = {
  handbookId: number;
  /** The one to change; without it a new one is added. */
  chapter?: HandbookChapter;
  close: () => void;
};

/** A chapter of the draft, in both languages side by side. */
export function ChapterDialog({ handbookId, chapter, close }: Props) {
  const { t } = useLingui();
  const changed = useHandbookChanged();
  const [values, setValues] = useState({
    title_en: chapter?.title_en ?? '',
    title_nl: chapter?.title_nl ?? '',
    body_en: chapter?.body_en ?? null,
    body_nl: chapter?.body_nl ?? null,
  });
  const change = (next: Partial<typeof values>) => setValues((old) => ({ ...old, ...next }));
  const save = useMutation({
    mutationFn: () =>
      chapter ? updateChapter(chapter, values) : createChapter(handbookId, values),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  const body = { autosize: true, minRows: 8, maxRows: 18, maxLength: 20_000 } as const;
  return (
    <FormDialog
      title={chapter ? t`Change the chapter` : t`New chapter`}
      verb={chapter ? t`Save` : t`Add the chapter`}
      size="lg"
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <div className={classes.languages}>
        <fieldset className={classes.language} lang="en">
          <legend>{t`English`}</legend>
          <TextInput
            label={t`Title`}
            data-autofocus
            maxLength={200}
            value={values.title_en}
            onChange={(event) => change({ title_en: event.currentTarget.value })}
            error={fields.title_en}
          />
          <Textarea
            {...body}
            label={t`Text`}
            value={values.body_en ?? ''}
            onChange={(event) => change({ body_en: event.currentTarget.value || null })}
            error={fields.body_en}
          />
        </fieldset>
        <fieldset className={classes.language} lang="nl">
          <legend>{t`Dutch`}</legend>
          <TextInput
            label={t`Title`}
            maxLength={200}
            value={values.title_nl}
            onChange={(event) => change({ title_nl: event.currentTarget.value })}
            error={fields.title_nl}
          />
          <Textarea
            {...body}
            label={t`Text`}
            value={values.body_nl ?? ''}
            onChange={(event) => change({ body_nl: event.currentTarget.value || null })}
            error={fields.body_nl}
          />
        </fieldset>
      </div>
    </FormDialog>
  );
}
