// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Objective, Review } from '@/api/types';
import { useMe } from '@/feature/session/query';
import { useFormat } from '@/locale/LocaleProvider';
import { draftKey, useDraft } from '@/ui/draft';
import { Section } from '@/ui/Page';
import { PersonMark, PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import {
  acceptReview,
  askReviewAgain,
  commentOnReview,
  sendReviewBack,
  useReviewChanged,
  withdrawReview,
} from './query';
import { ReviewDialog } from './ReviewDialog';
import classes from './ReviewPanel.module.css';
import { VerdictBadge } from './verdict';

type Props = { objective: Objective; review: Review };

/** Who was asked, what they say, the thread, and one's own next word. */
export function ReviewPanel({ objective, review }: Props) {
  const { t } = useLingui();
  const accepted = review.reviewers.filter((one) => one.verdict === 'accepted').length;
  const all = review.reviewers.length;
  return (
    <Section
      title={t`Review`}
      count={t`${accepted} of ${all} accepted`}
      actions={review.may_edit && <Author objective={objective} review={review} />}
    >
      <ul className={classes.reviewers}>
        {review.reviewers.map((one) => (
          <li key={one.id}>
            <PersonName name={one.person_name} />
            <VerdictBadge verdict={one.verdict} />
          </li>
        ))}
      </ul>
      <Thread review={review} />
      {review.state === 'open' && <Word review={review} />}
    </Section>
  );
}

/** What only the author of a review does with the review itself. */
function Author({ objective, review }: Props) {
  const [choosing, setChoosing] = useState(false);
  const changed = useReviewChanged();
  const withdraw = useMutation({ mutationFn: () => withdrawReview(review), onSuccess: changed });
  return (
    <span className={classes.author}>
      <Button variant="subtle" size="compact-sm" onClick={() => setChoosing(true)}>
        <Trans>Reviewers…</Trans>
      </Button>
      <Button
        variant="subtle"
        size="compact-sm"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        <Trans>Withdraw</Trans>
      </Button>
      {choosing && (
        <ReviewDialog objective={objective} review={review} close={() => setChoosing(false)} />
      )}
    </span>
  );
}

function Thread({ review }: { review: Review }) {
  const format = useFormat();
  const first = review.message && {
    id: 0,
    person_name: review.requested_by_name,
    body: review.message,
    verdict: null,
    created_at: review.created_at,
  };
  const entries = first ? [first, ...review.comments] : review.comments;
  if (entries.length === 0) return null;
  return (
    <ol className={classes.thread}>
      {entries.map((one) => (
        <li key={one.id} className={classes.entry}>
          <PersonMark name={one.person_name} />
          <div className={classes.said}>
            <div className={classes.line}>
              <strong dir="auto">{one.person_name}</strong>
              {one.verdict === 'waiting' ? (
                <span>
                  <Trans>asked to look again</Trans>
                </span>
              ) : (
                one.verdict && <VerdictBadge verdict={one.verdict} />
              )}
              <time dateTime={one.created_at}>{format.moment(one.created_at)}</time>
            </div>
            <p className={classes.body} dir="auto">
              {one.body}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

type Act = (review: Review, body: string) => Promise<Review>;

/** One field; what one does with its text says what it means. Kept until it is sent. */
function Word({ review }: { review: Review }) {
  const { t } = useLingui();
  const { person } = useMe();
  const changed = useReviewChanged();
  const draft = useDraft(draftKey(person.id, `review:${review.id}`), { body: '' });
  const body = draft.value.body.trim();
  const say = useMutation({
    mutationFn: (act: Act) => act(review, body),
    onSuccess: async () => {
      draft.change({ body: '' });
      draft.drop();
      await changed();
    },
    onError: changed,
  });
  const mine = review.reviewers.find((one) => one.person_id === person.id);
  const stuck = review.reviewers.some(
    (one) => one.verdict === 'sent_back' || one.verdict === 'lapsed',
  );
  const asks = review.may_edit && stuck;
  const needsBody = body === '' ? t`Write something first` : undefined;
  const button = { disabled: say.isPending } as const;
  return (
    <div className={classes.word}>
      <ProblemNotice error={say.error} />
      <Textarea
        aria-label={t`Your word in the review`}
        placeholder={
          review.may_judge ? t`What is good, what should be better?` : t`Answer, or ask something`
        }
        dir="auto"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={5000}
        value={draft.value.body}
        onChange={(event) => draft.change({ body: event.currentTarget.value })}
      />
      <div className={classes.buttons}>
        <Button
          {...button}
          variant="subtle"
          disabled={say.isPending || body === ''}
          title={needsBody}
          onClick={() => say.mutate(commentOnReview)}
        >
          <Trans>Comment</Trans>
        </Button>
        {asks && (
          <Button {...button} onClick={() => say.mutate(askReviewAgain)}>
            <Trans>Ask to look again</Trans>
          </Button>
        )}
        {review.may_judge && (
          <>
            <Button
              {...button}
              variant="default"
              disabled={say.isPending || body === ''}
              title={needsBody}
              onClick={() => say.mutate(sendReviewBack)}
            >
              <Trans>Send back</Trans>
            </Button>
            {mine?.verdict !== 'accepted' && (
              <Button {...button} onClick={() => say.mutate(acceptReview)}>
                <Trans>Accept</Trans>
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  );
}
