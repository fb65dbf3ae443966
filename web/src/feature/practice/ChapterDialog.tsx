// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { HandbookChapter } from '@/api/types';
import { EditDialog } from '@/feature/edit/EditDialog';
import { faultsOf } from '@/feature/edit/faults';
import { useEdit } from '@/feature/edit/useEdit';
import { useMe } from '@/feature/session/query';
import { draftKey } from '@/ui/draft';
import classes from './ChapterDialog.module.css';
import { createChapter, handbookQuery, updateChapter, useHandbookChanged } from './handbook';

const FIELDS = ['title_en', 'title_nl', 'body_en', 'body_nl'] as const;

const valuesOf = (chapter?: HandbookChapter) => ({
  title_en: chapter?.title_en ?? '',
  title_nl: chapter?.title_nl ?? '',
  body_en: chapter?.body_en ?? null,
  body_nl: chapter?.body_nl ?? null,
});

type Props = {
  handbookId: number;
  /** The one to change; without it a new one is added. */
  chapter?: HandbookChapter;
  close: () => void;
};

/** A chapter of the draft, in both languages side by side. */
export function ChapterDialog({ handbookId, chapter, close }: Props) {
  const { t } = useLingui();
  const { person } = useMe();
  const client = useQueryClient();
  const changed = useHandbookChanged();
  const edit = useEdit({
    draftKey: draftKey(person.id, chapter ? `chapter:${chapter.id}` : `chapter:new:${handbookId}`),
    base: valuesOf(chapter),
    version: chapter?.version ?? 0,
    isNew: !chapter,
    save: (version, changes, values) =>
      chapter
        ? updateChapter({ id: chapter.id, version }, changes)
        : createChapter(handbookId, values),
    reload: async () => {
      const { chapters } = await client.fetchQuery({ ...handbookQuery(handbookId), staleTime: 0 });
      const now = chapters.find((one) => one.id === chapter?.id) ?? chapter;
      return { values: valuesOf(now), version: now?.version ?? 0 };
    },
    saved: async () => {
      await changed();
      close();
    },
  });
  const { values, change } = edit;
  const { fields, rest } = faultsOf(edit.error, FIELDS);
  const body = { autosize: true, minRows: 8, maxRows: 18, maxLength: 20_000 } as const;
  return (
    <EditDialog
      edit={edit}
      title={chapter ? t`Change the chapter` : t`New chapter`}
      verb={chapter ? t`Save` : t`Add the chapter`}
      size="lg"
      rest={rest}
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
    </EditDialog>
  );
}
