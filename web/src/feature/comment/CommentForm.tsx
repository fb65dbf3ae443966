// SPDX-License-Identifier: Apache-2.0
import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMe } from '@/feature/session/query';
import { draftKey, useDraft } from '@/ui/draft';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Comment.module.css';
import { MentionField } from './MentionField';
import { type Mentioned, mentionsToBody } from './mention';
import { useCommentsChanged } from './query';

type Props = {
  objectiveId: number;
  /** What the draft is kept under: each place has its own. */
  place: string;
  label: string;
  placeholder?: string;
  verb: ReactNode;
  initial?: { text: string; mentioned: Mentioned };
  send: (body: string) => Promise<unknown>;
  /** After it was sent, or given up. */
  done?: () => void;
  autoFocus?: boolean;
};

/** Where one writes; what was typed is kept until it is sent. */
export function CommentForm(props: Props) {
  const { person } = useMe();
  const changed = useCommentsChanged();
  const initial = props.initial ?? { text: '', mentioned: {} };
  const draft = useDraft(draftKey(person.id, `comment:${props.place}`), initial);
  const { text, mentioned } = draft.value;
  const isEmpty = text.trim() === '';
  const end = () => {
    draft.change(initial);
    draft.drop();
    props.done?.();
  };
  const send = useMutation({
    mutationFn: () => props.send(mentionsToBody(text.trim(), mentioned)),
    onSuccess: async () => {
      end();
      await changed();
    },
  });
  const submit = () => {
    if (!isEmpty && !send.isPending) send.mutate();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <MentionField
        objectiveId={props.objectiveId}
        label={props.label}
        placeholder={props.placeholder}
        value={text}
        mentioned={mentioned}
        onChange={(next, people) => draft.change({ text: next, mentioned: people })}
        submit={submit}
        autoFocus={props.autoFocus}
      />
      <ProblemNotice error={send.error} />
      {(!isEmpty || props.done) && (
        <div className={classes.buttons}>
          {props.done && (
            <Button variant="default" onClick={end}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          <Button type="submit" disabled={isEmpty} loading={send.isPending}>
            {props.verb}
          </Button>
        </div>
      )}
    </form>
  );
}
