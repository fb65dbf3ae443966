// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import type { PostMortem } from '@/api/types';
import { useMe } from '@/feature/session/query';
import { draftKey, useDraft } from '@/ui/draft';
import { FormDialog } from '@/ui/FormDialog';
import { PostMortemFields } from './PostMortemFields';
import { useClosingChanged, writePostMortem } from './query';

type Props = { postMortem: PostMortem; close: () => void };

export function PostMortemDialog({ postMortem, close }: Props) {
  const { t } = useLingui();
  const { person } = useMe();
  const changed = useClosingChanged();
  const draft = useDraft(draftKey(person.id, `post-mortem:${postMortem.id}`), {
    happened: postMortem.happened ?? '',
    because: postMortem.because ?? '',
    changes: postMortem.changes ?? '',
  });
  const text = (typed: string) => (typed.trim() === '' ? null : typed.trim());
  const save = useMutation({
    mutationFn: () => {
      const { happened, because, changes } = draft.value;
      return writePostMortem(postMortem, {
        happened: text(happened),
        because: text(because),
        changes: text(changes),
      });
    },
    onSuccess: async () => {
      draft.drop();
      await changed();
      close();
    },
  });
  return (
    <FormDialog
      title={t`Post-mortem: ${postMortem.objective_title}`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={[]}
      submit={() => save.mutate()}
      close={close}
    >
      <PostMortemFields texts={draft.value} change={draft.change} autoFocus />
    </FormDialog>
  );
}
