// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { IconChecks, IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Due } from '@/api/types';
import { ActionList } from '@/feature/action/ActionList';
import { myActionsQuery } from '@/feature/action/query';
import { AskedOfMe } from '@/feature/blocker/BlockerSection';
import { askedOfMeQuery } from '@/feature/blocker/query';
import { DueList } from '@/feature/checkin/DueList';
import { dueQuery } from '@/feature/checkin/query';
import { PostMortemList } from '@/feature/closing/PostMortemList';
import { myPostMortemsQuery } from '@/feature/closing/query';
import { useCycle } from '@/feature/cycle/query';
import { InitiativeList } from '@/feature/initiative/InitiativeList';
import { myInitiativesQuery } from '@/feature/initiative/query';
import { MeetingTable } from '@/feature/meeting/MeetingList';
import { myMeetingsQuery } from '@/feature/meeting/query';
import { ObjectiveList } from '@/feature/objective/ObjectiveList';
import { objectivesQuery } from '@/feature/objective/query';
import { myReviewsQuery } from '@/feature/review/query';
import { ReviewList } from '@/feature/review/ReviewList';
import { useMe } from '@/feature/session/query';
import { useIsAdmin } from '@/feature/session/rights';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Page, Section } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ExampleNotice, ShowExample } from './Example';
import classes from './HomePage.module.css';
import { MySteps } from './MySteps';
import { SetUp } from './SetUp';

/** "What do I owe this week?", answered above the fold. */
export default function HomePage() {
  const { t } = useLingui();
  const due = useQuery(dueQuery);
  const reviews = useQuery(myReviewsQuery('reviewer'));
  const asked = useQuery(askedOfMeQuery);
  const admin = useIsAdmin();
  if (useCycle() === null) return <FirstSteps />;
  return (
    <Page
      title={t`This week`}
      below={
        due.data && (
          <Owed
            due={due.data}
            reviews={reviews.data?.length ?? 0}
            asked={asked.data?.length ?? 0}
          />
        )
      }
      actions={
        due.data &&
        due.data.items.length > 0 && (
          <LinkButton to="/check-in" leftSection={<IconChecks size={16} aria-hidden />}>
            <Trans>Check in</Trans>
          </LinkButton>
        )
      }
    >
      {admin && <ExampleNotice />}
      <ProblemNotice error={due.error} retry={() => due.refetch()} />
      {due.isPending ? <RowsSkeleton rows={4} /> : due.data && <DueSections due={due.data} />}
      <ProblemNotice error={reviews.error} retry={() => reviews.refetch()} />
      {reviews.data && reviews.data.length > 0 && (
        <Section title={t`Waiting for my review`} count={reviews.data.length}>
          <ReviewList reviews={reviews.data} label={t`Waiting for my review`} />
        </Section>
      )}
      <MySteps />
      <MyMeetings />
      <MyPostMortems />
      <MyInitiatives />
      <MyActions />
      <AskedOfMe />
      <MyObjectives />
      <MyDraftsInReview />
      <SetUp />
    </Page>
  );
}

/** An organisation in which nothing runs yet: what comes first, for those who can do it. */
function FirstSteps() {
  const { t } = useLingui();
  const admin = useIsAdmin();
  return (
    <Page title={t`This week`}>
      {admin ? (
        <>
          <EmptyState
            icon={IconTargetArrow}
            title={t`Nothing runs here yet`}
            action={<ShowExample />}
          >
            <Trans>
              These steps come first. What you have elsewhere comes in from files: people and units
              on the page of people, OKRs on the tree.
            </Trans>
          </EmptyState>
          <SetUp />
        </>
      ) : (
        <EmptyState icon={IconTargetArrow} title={t`No cycle yet`}>
          <Trans>Objectives live in a cycle. An OKR master plans the first one above.</Trans>
        </EmptyState>
      )}
    </Page>
  );
}

function Owed({ due, reviews, asked }: { due: Due; reviews: number; asked: number }) {
  const overdue = due.overdue_count;
  const now = due.due_count;
  const upcoming = due.items.length - overdue - now;
  return (
    <ul className={classes.owed}>
      <li data-tone={overdue > 0 ? 'warn' : undefined}>
        <Plural value={overdue} one="# check-in overdue" other="# check-ins overdue" />
      </li>
      <li>
        <Plural value={now} one="# due now" other="# due now" />
      </li>
      <li>
        <Plural value={upcoming} one="# later this week" other="# later this week" />
      </li>
      {reviews > 0 && (
        <li>
          <Plural value={reviews} one="# review waits for me" other="# reviews wait for me" />
        </li>
      )}
      {asked > 0 && (
        <li>
          <Plural value={asked} one="# request for help" other="# requests for help" />
        </li>
      )}
    </ul>
  );
}

function DueSections({ due }: { due: Due }) {
  const { t } = useLingui();
  if (due.items.length === 0) {
    return (
      <EmptyState icon={IconChecks} title={t`Nothing is due this week`}>
        <Trans>No key result of yours waits for a check-in.</Trans>
      </EmptyState>
    );
  }
  const sections = [
    { state: 'overdue', title: t`Overdue` },
    { state: 'due', title: t`Due now` },
    { state: 'upcoming', title: t`Later this week` },
  ] as const;
  return sections.map(({ state, title }) => {
    const rows = due.items.filter((row) => row.state === state);
    if (rows.length === 0) return null;
    return (
      <Section key={state} title={title} count={rows.length}>
        <DueList rows={rows} />
      </Section>
    );
  });
}

/** The check-in meetings of my units that run or come next. */
function MyMeetings() {
  const { t } = useLingui();
  const { data: meetings } = useQuery(myMeetingsQuery);
  if (!meetings || meetings.length === 0) return null;
  return (
    <Section title={t`Next check-in meetings`}>
      <MeetingTable rows={meetings} />
    </Section>
  );
}

/** Promises that were missed and still want their story. */
function MyPostMortems() {
  const { t } = useLingui();
  const { data: owed } = useQuery(myPostMortemsQuery);
  if (!owed || owed.length === 0) return null;
  return (
    <Section title={t`Post-mortems you owe`} count={owed.length}>
      <PostMortemList postMortems={owed} />
    </Section>
  );
}

/** What I do to move key results, as far as its day is near or past. */
function MyInitiatives() {
  const { t } = useLingui();
  const { data: initiatives } = useQuery(myInitiativesQuery);
  if (!initiatives || initiatives.length === 0) return null;
  return (
    <Section title={t`My initiatives`} count={initiatives.length}>
      <InitiativeList initiatives={initiatives} withKeyResult />
    </Section>
  );
}

function MyActions() {
  const { t } = useLingui();
  const { data: actions } = useQuery(myActionsQuery);
  if (!actions || actions.length === 0) return null;
  return (
    <Section title={t`My actions`} count={actions.length}>
      <ActionList actions={actions} withUnit />
    </Section>
  );
}

function MyDraftsInReview() {
  const { t } = useLingui();
  const asked = useQuery(myReviewsQuery('author'));
  if (!asked.data || asked.data.length === 0) return null;
  return (
    <Section title={t`My drafts in review`} count={asked.data.length}>
      <ReviewList reviews={asked.data} label={t`My drafts in review`} byMe />
    </Section>
  );
}

function MyObjectives() {
  const { t } = useLingui();
  const { person } = useMe();
  const cycle = useCycle();
  const mine = useQuery({
    ...objectivesQuery({ cycle_id: cycle?.id, owner_id: person.id }),
    enabled: cycle !== null,
  });
  if (!cycle) return null;
  return (
    <Section title={t`My objectives`} count={mine.data?.length}>
      <ProblemNotice error={mine.error} retry={() => mine.refetch()} />
      {mine.isPending && <RowsSkeleton rows={3} />}
      {mine.data && mine.data.length > 0 && <ObjectiveList objectives={mine.data} withUnit />}
      {mine.data?.length === 0 && (
        <EmptyState
          icon={IconTargetArrow}
          title={t`You own no objectives in ${cycle.name}`}
          action={
            <LinkButton to="/objectives/new" variant="default">
              <Trans>Begin an objective</Trans>
            </LinkButton>
          }
        >
          <Trans>An objective says what you want to achieve; its key results prove it.</Trans>
        </EmptyState>
      )}
    </Section>
  );
}
