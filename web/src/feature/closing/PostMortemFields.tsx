// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';

export type PostMortemTexts = { happened: string; because: string; changes: string };

type Props = {
  texts: PostMortemTexts;
  change: (next: Partial<PostMortemTexts>) => void;
  autoFocus?: boolean;
};

/** Three questions about a missed promise; about what happened, never about who. */
export function PostMortemFields({ texts, change, autoFocus = false }: Props) {
  const { t } = useLingui();
  const fields = [
    { name: 'happened', label: t`What happened?` },
    { name: 'because', label: t`Why?` },
    { name: 'changes', label: t`What do we change?` },
  ] as const;
  return fields.map(({ name, label }, at) => (
    <Textarea
      key={name}
      label={label}
      dir="auto"
      autosize
      minRows={2}
      maxRows={12}
      maxLength={10_000}
      data-autofocus={autoFocus && at === 0 ? true : undefined}
      value={texts[name]}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  ));
}
