// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, CloseButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CommentThread, Objective } from '@/api/types';
import { Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Comment.module.css';
import { CommentForm } from './CommentForm';
import { CommentItem } from './CommentItem';
import { commentsQuery, createComment } from './query';

/** What a new comment is about: a key result, and perhaps a check-in of it. */
export type About = { keyResult: number; checkIn?: number };

type Props = { objective: Objective; about: About | null; forget: () => void };

/** What was said of an objective, the newest first, and where one says something. */
export function Conversation({ objective, about, forget }: Props) {
  const { t } = useLingui();
  const place = useRef<HTMLDivElement>(null);
  const comments = useInfiniteQuery(commentsQuery(objective.id));
  const threads = comments.data?.pages.flatMap((page) => page.items) ?? [];
  const title = objective.key_results.find((one) => one.id === about?.keyResult)?.title;
  // Whoever asked to comment on something above is led to where they write.
  useEffect(() => {
    if (about) place.current?.scrollIntoView({ block: 'center' });
  }, [about]);
  return (
    <Section title={t`Conversation`}>
      <div ref={place} className={classes.place}>
        {about && title && (
          <p className={classes.about}>
            <span dir="auto">
              {about.checkIn ? (
                <Trans>On a check-in: {title}</Trans>
              ) : (
                <Trans>On the key result: {title}</Trans>
              )}
            </span>
            <CloseButton
              size="sm"
              aria-label={t`Comment on the objective instead`}
              onClick={forget}
            />
          </p>
        )}
        <CommentForm
          key={`${about?.keyResult}-${about?.checkIn}`}
          objectiveId={objective.id}
          place={`${objective.id}:${about?.keyResult ?? ''}:${about?.checkIn ?? ''}`}
          label={t`Your comment`}
          placeholder={t`Say something; @ mentions somebody`}
          verb={t`Comment`}
          send={async (body) => {
            await createComment(objective.id, {
              body,
              key_result_id: about?.keyResult ?? null,
              check_in_id: about?.checkIn ?? null,
            });
            forget();
          }}
          autoFocus={about !== null}
        />
      </div>
      <ProblemNotice error={comments.error} retry={() => comments.refetch()} />
      {comments.isPending && <RowsSkeleton rows={2} />}
      {threads.length > 0 && (
        <ol className={classes.threads}>
          {threads.map((thread) => (
            <li key={thread.comment.id}>
              <Thread thread={thread} inDraft={objective.state === 'draft'} />
            </li>
          ))}
        </ol>
      )}
      {comments.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={comments.isFetchingNextPage}
          onClick={() => comments.fetchNextPage()}
        >
          <Trans>Show earlier comments</Trans>
        </Button>
      )}
    </Section>
  );
}

function Thread({ thread, inDraft }: { thread: CommentThread; inDraft: boolean }) {
  const { t } = useLingui();
  const [isAnswering, setAnswering] = useState(false);
  const { comment, answers } = thread;
  const objectiveId = comment.objective_id;
  return (
    <>
      <CommentItem
        comment={comment}
        inDraft={inDraft}
        answer={isAnswering ? undefined : () => setAnswering(true)}
      />
      {(answers.length > 0 || isAnswering) && (
        <ol className={classes.answers} aria-label={t`Answers`}>
          {answers.map((one) => (
            <li key={one.id}>
              <CommentItem comment={one} inDraft={inDraft} />
            </li>
          ))}
          {isAnswering && (
            <li>
              <CommentForm
                objectiveId={objectiveId}
                place={`${objectiveId}:answer:${comment.id}`}
                label={t`Your answer`}
                verb={t`Answer`}
                send={(body) => createComment(objectiveId, { body, parent_id: comment.id })}
                done={() => setAnswering(false)}
                autoFocus
              />
            </li>
          )}
        </ol>
      )}
    </>
  );
}
