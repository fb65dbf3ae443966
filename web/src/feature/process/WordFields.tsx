// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea, TextInput } from '@mantine/core';
import classes from './Process.module.css';

type Words = {
  name_en: string | null;
  name_nl: string | null;
  guidance_en: string | null;
  guidance_nl: string | null;
};

type Props = {
  values: Words;
  change: (next: Partial<Words>) => void;
  fields: { readonly [name in keyof Words]?: string };
};

/** Name and guidance of a phase or a step, in both languages side by side. */
export function WordFields({ values, change, fields }: Props) {
  const { t } = useLingui();
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label={t`Name in English`}
          lang="en"
          maxLength={200}
          data-autofocus
          value={values.name_en ?? ''}
          onChange={(event) => change({ name_en: event.currentTarget.value || null })}
          error={fields.name_en}
        />
        <TextInput
          label={t`Name in Dutch`}
          lang="nl"
          maxLength={200}
          value={values.name_nl ?? ''}
          onChange={(event) => change({ name_nl: event.currentTarget.value || null })}
          error={fields.name_nl}
        />
      </div>
      <div className={classes.pair}>
        <Textarea
          label={t`Guidance in English`}
          lang="en"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          value={values.guidance_en ?? ''}
          onChange={(event) => change({ guidance_en: event.currentTarget.value || null })}
          error={fields.guidance_en}
        />
        <Textarea
          label={t`Guidance in Dutch`}
          lang="nl"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          value={values.guidance_nl ?? ''}
          onChange={(event) => change({ guidance_nl: event.currentTarget.value || null })}
          error={fields.guidance_nl}
        />
      </div>
    </>
  );
}
