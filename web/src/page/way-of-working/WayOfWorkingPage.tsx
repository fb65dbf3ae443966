// SPDX-License-Identifier: Apache-2.0
/*
 * The way of working that holds today, for everybody to read and to print; whoever makes the
 * handbook begins and finds the next version here.
 */
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconBook, IconBulb, IconHistory, IconPencil, IconPrinter } from '@tabler/icons-react';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Handbook, HandbookNow } from '@/api/types';
import { createHandbook, handbookNowQuery, useHandbookChanged } from '@/feature/practice/handbook';
import { PracticeTabs } from '@/feature/practice/PracticeTabs';
import { ProposalDialog } from '@/feature/practice/ProposalDialog';
import { WantedSettings } from '@/feature/practice/WantedSettings';
import { useFormat } from '@/locale/LocaleProvider';
import { useOwnLanguage } from '@/locale/useOwnLanguage';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Markdown } from '@/ui/Markdown';
import { Notice } from '@/ui/Notice';
import { Page, Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Chapters } from './Chapters';
import classes from './WayOfWorkingPage.module.css';

export default function WayOfWorkingPage() {
  const { t } = useLingui();
  const { data: now } = useSuspenseQuery(handbookNowQuery);
  if (!now.handbook) return <NoHandbook now={now} />;
  return (
    <Page
      title={t`Way of working`}
      actions={<Actions now={now} />}
      below={<Facts handbook={now.handbook} />}
    >
      <PracticeTabs />
      <Coming now={now} />
      <Changes handbook={now.handbook} />
      <Chapters handbook={now.handbook} />
      {now.handbook.settings.length > 0 && (
        <Section title={t`Settings that go with it`}>
          <div className={classes.settings}>
            <WantedSettings handbook={now.handbook} />
          </div>
        </Section>
      )}
    </Page>
  );
}

function NoHandbook({ now }: { now: HandbookNow }) {
  const { t } = useLingui();
  return (
    <EmptyState
      page
      icon={IconBook}
      title={t`No handbook yet`}
      action={now.may_edit && <NextVersion now={now} />}
    >
      <Trans>
        The handbook says how your organisation works with OKRs. It begins with one that works
        elsewhere, and becomes your own, cycle by cycle.
      </Trans>
    </EmptyState>
  );
}

/** Leads to the draft there is, or begins one. */
function NextVersion({ now }: { now: HandbookNow }) {
  const navigate = useNavigate();
  const changed = useHandbookChanged();
  const begin = useMutation({
    mutationFn: createHandbook,
    onSuccess: async ({ id }) => {
      await changed();
      await navigate({ to: '/way-of-working/versions/$id', params: { id } });
    },
  });
  if (now.draft_id !== null)
    return (
      <LinkButton
        to="/way-of-working/versions/$id"
        params={{ id: now.draft_id }}
        variant="default"
        leftSection={<IconPencil size={15} aria-hidden />}
        className="no-print"
      >
        <Trans>The next version</Trans>
      </LinkButton>
    );
  return (
    <>
      <ProblemNotice error={begin.error} />
      <Button
        variant={now.handbook ? 'default' : 'filled'}
        leftSection={<IconPencil size={15} aria-hidden />}
        loading={begin.isPending}
        onClick={() => begin.mutate()}
        className="no-print"
      >
        {now.handbook ? <Trans>Begin the next version</Trans> : <Trans>Begin the handbook</Trans>}
      </Button>
    </>
  );
}

function Actions({ now }: { now: HandbookNow }) {
  const [proposing, setProposing] = useState(false);
  return (
    <>
      <LinkButton
        to="/way-of-working/versions"
        variant="default"
        leftSection={<IconHistory size={15} aria-hidden />}
        className="no-print"
      >
        <Trans>Versions</Trans>
      </LinkButton>
      <Button
        variant="default"
        leftSection={<IconPrinter size={15} aria-hidden />}
        className="no-print"
        onClick={() => window.print()}
      >
        <Trans>Print</Trans>
      </Button>
      {now.may_edit && <NextVersion now={now} />}
      <Button
        leftSection={<IconBulb size={15} aria-hidden />}
        className="no-print"
        onClick={() => setProposing(true)}
      >
        <Trans>Propose a change</Trans>
      </Button>
      {proposing && <ProposalDialog close={() => setProposing(false)} />}
    </>
  );
}

function Facts({ handbook }: { handbook: Handbook }) {
  const format = useFormat();
  const published = handbook.published_at ? format.moment(handbook.published_at) : '';
  return (
    <>
      <strong>
        <Trans>Version {handbook.number}</Trans>
      </strong>
      <span>
        <Trans>
          from <span dir="auto">{handbook.from_cycle_name}</span> on
        </Trans>
      </span>
      <span>
        <Trans>
          published by <span dir="auto">{handbook.published_by_name}</span>, {published}
        </Trans>
      </span>
    </>
  );
}

function Coming({ now }: { now: HandbookNow }) {
  if (!now.coming) return null;
  const { id, number, from_cycle_name: cycle } = now.coming;
  return (
    <div className={`${classes.notes} no-print`}>
      <Notice
        tone="accent"
        action={
          <Link to="/way-of-working/versions/$id" params={{ id }}>
            <Trans>Read it</Trans>
          </Link>
        }
      >
        <Trans>
          Version {number} is published and holds from <span dir="auto">{cycle}</span> on.
        </Trans>
      </Notice>
    </div>
  );
}

function Changes({ handbook }: { handbook: Handbook }) {
  const { t } = useLingui();
  const own = useOwnLanguage();
  const text = own(handbook.change_en, handbook.change_nl);
  if (!text) return null;
  return (
    <Section title={t`What changed, and why`}>
      <div className={classes.text}>
        <Markdown text={text} />
      </div>
    </Section>
  );
}
