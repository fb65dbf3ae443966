// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Textarea } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Proposal } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import {
  decideProposal,
  handbookNowQuery,
  proposalsQuery,
  useHandbookChanged,
} from '@/feature/practice/handbook';
import { PracticeTabs } from '@/feature/practice/PracticeTabs';
import { ProposalDialog } from '@/feature/practice/ProposalDialog';
import { proposalStates } from '@/feature/practice/words';
import { useFormat } from '@/locale/LocaleProvider';
import { useOwnLanguage } from '@/locale/useOwnLanguage';
import { EmptyState } from '@/ui/EmptyState';
import { FormDialog } from '@/ui/FormDialog';
import { Markdown } from '@/ui/Markdown';
import { Page } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ToneBadge } from '@/ui/ToneBadge';
import classes from './ProposalsPage.module.css';

/** What people want changed in the way of working, and what was decided on it. */
export default function ProposalsPage() {
  const { t } = useLingui();
  const { data: proposals } = useSuspenseQuery(proposalsQuery);
  const [opened, setOpened] = useState<Proposal | 'new' | null>(null);
  const [declining, setDeclining] = useState<Proposal | null>(null);
  const propose = (
    <Button leftSection={<IconBulb size={15} aria-hidden />} onClick={() => setOpened('new')}>
      <Trans>Propose a change</Trans>
    </Button>
  );
  return (
    <Page title={t`Proposals`} actions={proposals.length > 0 && propose}>
      <PracticeTabs />
      {proposals.length === 0 && (
        <EmptyState icon={IconBulb} title={t`No proposals yet`} action={propose}>
          <Trans>
            Anybody proposes what could work better; what is accepted goes into the next version.
          </Trans>
        </EmptyState>
      )}
      <ul className={classes.list}>
        {proposals.map((one) => (
          <li key={one.id} className={classes.proposal}>
            <Said proposal={one} />
            <Buttons
              proposal={one}
              change={() => setOpened(one)}
              decline={() => setDeclining(one)}
            />
          </li>
        ))}
      </ul>
      {opened && (
        <ProposalDialog
          proposal={opened === 'new' ? undefined : opened}
          close={() => setOpened(null)}
        />
      )}
      {declining && <DeclineDialog proposal={declining} close={() => setDeclining(null)} />}
    </Page>
  );
}

function Said({ proposal }: { proposal: Proposal }) {
  const { t } = useLingui();
  const own = useOwnLanguage();
  const format = useFormat();
  const now = useQuery(handbookNowQuery);
  const { tone, icon, label } = proposalStates[proposal.state];
  const made = format.moment(proposal.created_at);
  const chapter = now.data?.handbook?.chapters.find((one) => one.slug === proposal.chapter);
  return (
    <>
      <h2 className={classes.title} dir="auto">
        {proposal.title}
      </h2>
      <p className={classes.facts}>
        <ToneBadge
          tone={tone}
          icon={icon}
          label={
            proposal.handbook_number === null ? t(label) : t`In version ${proposal.handbook_number}`
          }
        />
        <span>
          <Trans>
            by <span dir="auto">{proposal.created_by_name}</span>, {made}
          </Trans>
        </span>
        {proposal.unit_name && (
          <span>
            <Trans>
              from the retrospective of <span dir="auto">{proposal.unit_name}</span>
            </Trans>
          </span>
        )}
        {proposal.session_title && <span dir="auto">{proposal.session_title}</span>}
        {chapter && <span dir="auto">{own(chapter.title_en, chapter.title_nl)}</span>}
      </p>
      {proposal.body && <Markdown text={proposal.body} />}
      {proposal.reason && (
        <p className={classes.reason} dir="auto">
          <strong>{proposal.decided_by_name}:</strong> {proposal.reason}
        </p>
      )}
    </>
  );
}

type ButtonsProps = { proposal: Proposal; change: () => void; decline: () => void };

function Buttons({ proposal, change, decline }: ButtonsProps) {
  const changed = useHandbookChanged();
  const accept = useMutation({
    mutationFn: () => decideProposal(proposal, { accept: true, reason: null }),
    onSuccess: changed,
  });
  if (!proposal.may_edit && !proposal.may_decide) return null;
  return (
    <div className={classes.buttons}>
      {proposal.may_decide && (
        <>
          <Button
            variant="default"
            size="compact-sm"
            loading={accept.isPending}
            onClick={() => accept.mutate()}
          >
            <Trans>Take it into the next version</Trans>
          </Button>
          <Button variant="default" size="compact-sm" onClick={decline}>
            <Trans>Decline</Trans>
          </Button>
        </>
      )}
      {proposal.may_edit && (
        <Button variant="subtle" size="compact-sm" onClick={change}>
          <Trans>Change</Trans>
        </Button>
      )}
      <ProblemNotice error={accept.error} />
    </div>
  );
}

const FIELDS = ['reason'] as const;

function DeclineDialog({ proposal, close }: { proposal: Proposal; close: () => void }) {
  const { t } = useLingui();
  const changed = useHandbookChanged();
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () => decideProposal(proposal, { accept: false, reason: reason || null }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormDialog
      title={t`Decline ${proposal.title}`}
      verb={t`Decline`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <Textarea
        label={t`Why`}
        description={t`Everyone reads it.`}
        data-autofocus
        dir="auto"
        autosize
        minRows={2}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fields.reason}
      />
    </FormDialog>
  );
}
