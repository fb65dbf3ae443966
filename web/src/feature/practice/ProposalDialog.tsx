// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Proposal } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import {
  createProposal,
  handbookNowQuery,
  updateProposal,
  useHandbookChanged,
  useOwnLanguage,
} from './handbook';

const FIELDS = ['title', 'body', 'chapter'] as const;

type Props = {
  /** The one to change; without it a new one is made. */
  proposal?: Proposal;
  /** Of the retrospective it comes from. */
  retrospectiveId?: number;
  /** Of the session it came up in. */
  sessionId?: number;
  close: () => void;
};

/** What somebody wants changed in the way of working. */
export function ProposalDialog({ proposal, retrospectiveId, sessionId, close }: Props) {
  const { t } = useLingui();
  const own = useOwnLanguage();
  const changed = useHandbookChanged();
  const now = useQuery(handbookNowQuery);
  const [values, setValues] = useState({
    title: proposal?.title ?? '',
    body: proposal?.body ?? null,
    chapter: proposal?.chapter ?? null,
  });
  const change = (next: Partial<typeof values>) => setValues((old) => ({ ...old, ...next }));
  const save = useMutation({
    mutationFn: () =>
      proposal
        ? updateProposal(proposal, values)
        : createProposal({
            ...values,
            retrospective_id: retrospectiveId ?? null,
            harmonisation_id: sessionId ?? null,
          }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={proposal ? t`Change the proposal` : t`Propose a change`}
      verb={proposal ? t`Save` : t`Propose it`}
      size="lg"
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        label={t`What should change`}
        data-autofocus
        dir="auto"
        maxLength={200}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={fields.title}
      />
      <Textarea
        label={t`Why, and how it would work`}
        dir="auto"
        autosize
        minRows={3}
        maxRows={12}
        maxLength={10_000}
        value={values.body ?? ''}
        onChange={(event) => change({ body: event.currentTarget.value || null })}
        error={fields.body}
      />
      <Select
        label={t`Chapter it is about`}
        clearable
        data={(now.data?.handbook?.chapters ?? []).map((one) => ({
          value: one.slug,
          label: own(one.title_en, one.title_nl),
        }))}
        value={values.chapter}
        onChange={(chapter) => change({ chapter })}
        error={fields.chapter}
      />
    </FormDialog>
  );
}
