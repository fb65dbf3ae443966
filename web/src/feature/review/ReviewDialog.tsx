// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Objective, Review } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { PeopleSelect } from '@/feature/person/PeopleSelect';
import { useMe } from '@/feature/session/query';
import { FormDialog } from '@/ui/FormDialog';
import { requestReview, updateReview, useReviewChanged } from './query';

const REVIEWERS_MAX = 10;

type Props = {
  objective: Objective;
  /** The open review whose reviewers are to be changed; without one a review is asked for. */
  review?: Review;
  close: () => void;
};

/** Asks people to read a draft, or chooses others to read it. */
export function ReviewDialog({ objective, review, close }: Props) {
  const { t } = useLingui();
  const { person } = useMe();
  const changed = useReviewChanged();
  const [reviewers, setReviewers] = useState(
    () => review?.reviewers.map((one) => one.person_id) ?? [],
  );
  const [message, setMessage] = useState('');
  const save = useMutation({
    mutationFn: () =>
      review
        ? updateReview(review, reviewers)
        : requestReview(objective.id, reviewers, message.trim()),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['reviewer_ids', 'message']);
  const authors = [person.id, ...objective.co_owners.map((one) => one.id)];
  if (objective.owner_id !== null) authors.push(objective.owner_id);
  return (
    <FormDialog
      title={review ? t`Who reviews this draft?` : t`Ask for a review`}
      verb={review ? t`Save` : t`Ask for it`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <PeopleSelect
        label={t`Reviewers`}
        description={t`They can read the draft from now on; nobody else new can.`}
        data-autofocus
        maxValues={REVIEWERS_MAX}
        except={authors}
        value={reviewers}
        onChange={setReviewers}
        error={fields.reviewer_ids}
      />
      {!review && (
        <Textarea
          label={<Trans>What should they look at?</Trans>}
          dir="auto"
          autosize
          minRows={2}
          maxRows={10}
          maxLength={2000}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          error={fields.message}
        />
      )}
    </FormDialog>
  );
}
