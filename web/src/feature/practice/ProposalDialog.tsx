// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Select, Textarea, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Proposal } from '@/api/types';
import { EditDialog } from '@/feature/edit/EditDialog';
import { faultsOf } from '@/feature/edit/faults';
import { useEdit } from '@/feature/edit/useEdit';
import { useMe } from '@/feature/session/query';
import { useOwnLanguage } from '@/locale/useOwnLanguage';
import { draftKey } from '@/ui/draft';
import {
  createProposal,
  handbookNowQuery,
  proposalQuery,
  updateProposal,
  useHandbookChanged,
} from './handbook';

const FIELDS = ['title', 'body', 'chapter'] as const;

const valuesOf = (proposal?: Proposal) => ({
  title: proposal?.title ?? '',
  body: proposal?.body ?? null,
  chapter: proposal?.chapter ?? null,
});

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
  const { person } = useMe();
  const client = useQueryClient();
  const changed = useHandbookChanged();
  const now = useQuery(handbookNowQuery);
  const edit = useEdit({
    draftKey: draftKey(
      person.id,
      `proposal:${proposal?.id ?? `new:${retrospectiveId ?? ''}:${sessionId ?? ''}`}`,
    ),
    base: valuesOf(proposal),
    version: proposal?.version ?? 0,
    isNew: !proposal,
    save: (version, changes, values) =>
      proposal
        ? updateProposal({ id: proposal.id, version }, changes)
        : createProposal({
            ...values,
            retrospective_id: retrospectiveId ?? null,
            harmonisation_id: sessionId ?? null,
          }),
    reload: async () => {
      const there = await client.fetchQuery({ ...proposalQuery(proposal?.id ?? 0), staleTime: 0 });
      return { values: valuesOf(there), version: there.version };
    },
    saved: async () => {
      await changed();
      close();
    },
  });
  const { values, change } = edit;
  const { fields, rest } = faultsOf(edit.error, FIELDS);
  const chapters = (now.data?.handbook?.chapters ?? []).map((one) => ({
    value: one.slug,
    label: own(one.title_en, one.title_nl),
  }));
  return (
    <EditDialog
      edit={edit}
      title={proposal ? t`Change the proposal` : t`Propose a change`}
      verb={proposal ? t`Save` : t`Propose it`}
      size="lg"
      rest={rest}
      say={{ chapter: (slug) => chapters.find((one) => one.value === slug)?.label ?? slug }}
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
        data={chapters}
        value={values.chapter}
        onChange={(chapter) => change({ chapter })}
        error={fields.chapter}
      />
    </EditDialog>
  );
}
