// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Comment } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Markdown } from '@/ui/Markdown';
import { PersonMark } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Comment.module.css';
import { CommentForm } from './CommentForm';
import { mentionsToMarkdown, mentionsToText } from './mention';
import { deleteComment, editionsQuery, updateComment, useCommentsChanged } from './query';

type Props = {
  comment: Comment;
  /** The objective is a draft: then all of it is private, and no comment need say so. */
  inDraft: boolean;
  /** Opens the field for an answer; an answer has none. */
  answer?: () => void;
};

/** One comment with what can be done with it. */
export function CommentItem({ comment, inDraft, answer }: Props) {
  const { t } = useLingui();
  const [state, setState] = useState<'read' | 'edit' | 'delete'>('read');
  const changed = useCommentsChanged();
  const read = () => setState('read');
  const name = comment.person_name;
  if (comment.deleted_at) {
    return (
      <p className={classes.gone}>
        <Trans>This comment was deleted.</Trans>
      </p>
    );
  }
  return (
    <article
      id={`comment-${comment.id}`}
      className={classes.comment}
      aria-label={t`Comment by ${name}`}
    >
      <PersonMark name={name} />
      <div className={classes.said}>
        <Line comment={comment} isPrivate={comment.in_draft && !inDraft} />
        {state === 'edit' ? (
          <CommentForm
            objectiveId={comment.objective_id}
            place={`edit:${comment.id}`}
            label={t`Your comment`}
            verb={t`Save`}
            initial={mentionsToText(comment.body, comment.mentions)}
            send={(body) => updateComment(comment, body)}
            done={read}
            autoFocus
          />
        ) : (
          <>
            <Markdown text={mentionsToMarkdown(comment.body, comment.mentions)} />
            <div className={classes.acts}>
              {answer && <Act act={answer}>{t`Answer`}</Act>}
              {comment.may_edit && <Act act={() => setState('edit')}>{t`Edit`}</Act>}
              {comment.may_delete && <Act act={() => setState('delete')}>{t`Delete…`}</Act>}
            </div>
          </>
        )}
      </div>
      {state === 'delete' && (
        <ConfirmDialog
          title={t`Delete this comment?`}
          verb={t`Delete`}
          danger
          act={async () => {
            await deleteComment(comment);
            await changed();
          }}
          close={read}
        >
          <Trans>All it ever said is gone for good. Answers to it stay.</Trans>
        </ConfirmDialog>
      )}
    </article>
  );
}

function Act({ act, children }: { act: () => void; children: ReactNode }) {
  return (
    <Button variant="subtle" size="compact-xs" onClick={act}>
      {children}
    </Button>
  );
}

/** Who, when, about what, and that it says something else than at first. */
function Line({ comment, isPrivate }: { comment: Comment; isPrivate: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const title = comment.key_result_title;
  const day = comment.check_in_day && format.day(comment.check_in_day);
  return (
    <>
      <div className={classes.line}>
        <strong dir="auto">{comment.person_name}</strong>
        <time dateTime={comment.created_at}>{format.moment(comment.created_at)}</time>
        {comment.edited_at && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Trans>edited</Trans>
          </Button>
        )}
        {isPrivate && (
          <span
            className={classes.private}
            title={t`Said of the draft: only those who could read it see this.`}
          >
            <IconLock size={13} stroke={1.75} aria-hidden />
            <Trans>said of the draft</Trans>
          </span>
        )}
      </div>
      {title && comment.parent_id === null && (
        <p className={classes.about} dir="auto">
          {day ? (
            <Trans>
              On the check-in of {day}: {title}
            </Trans>
          ) : (
            <Trans>On the key result: {title}</Trans>
          )}
        </p>
      )}
      {isOpen && <Editions comment={comment} />}
    </>
  );
}

function Editions({ comment }: { comment: Comment }) {
  const format = useFormat();
  const { data: editions, error, refetch } = useQuery(editionsQuery(comment));
  return (
    <>
      <ProblemNotice error={error} retry={() => refetch()} />
      <ol className={classes.editions}>
        {editions?.map((one) => {
          const until = format.moment(one.until_at);
          return (
            <li key={one.id}>
              <p className={classes.until}>
                <Trans>Until {until}:</Trans>
              </p>
              <Markdown text={mentionsToMarkdown(one.body, one.mentions)} />
            </li>
          );
        })}
      </ol>
    </>
  );
}
