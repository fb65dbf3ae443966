// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import {
  IconChecks,
  IconCompass,
  IconLock,
  IconPencil,
  IconPlus,
  IconTargetArrow,
} from '@tabler/icons-react';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Objective } from '@/api/types';
import { ObjectiveBlockers } from '@/feature/blocker/BlockerSection';
import { ClosingSection } from '@/feature/closing/ClosingSection';
import { Conversation } from '@/feature/comment/Conversation';
import { FollowButton } from '@/feature/follow/FollowButton';
import { History } from '@/feature/history/History';
import { createLink, endLink } from '@/feature/objective/alignment';
import { KeyResultItem } from '@/feature/objective/KeyResultItem';
import { LinkDialog } from '@/feature/objective/LinkDialog';
import { LinkList } from '@/feature/objective/LinkList';
import { MoveDialog } from '@/feature/objective/MoveDialog';
import { ObjectiveMenu } from '@/feature/objective/ObjectiveMenu';
import {
  objectiveHistoryQuery,
  objectiveQuery,
  publishObjective,
  useObjectiveChanged,
} from '@/feature/objective/query';
import { Why } from '@/feature/objective/Why';
import { ObjectiveKindIcon, objectiveKinds } from '@/feature/okr/kind';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { StatusBadge } from '@/feature/okr/status';
import { reviewQuery } from '@/feature/review/query';
import { ReviewDialog } from '@/feature/review/ReviewDialog';
import { ReviewPanel } from '@/feature/review/ReviewPanel';
import { settingsQuery } from '@/feature/setting/query';
import { TagList } from '@/feature/tag/TagList';
import { ObjectiveWriting } from '@/feature/writing/WritingReport';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Markdown } from '@/ui/Markdown';
import { Notice } from '@/ui/Notice';
import { Page, Section } from '@/ui/Page';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { sayWithUndo } from '@/ui/undo';
import classes from './ObjectivePage.module.css';

const FROM = '/inside/objectives/$id';

export default function ObjectivePage() {
  const { id } = useParams({ from: FROM });
  const { data: objective } = useSuspenseQuery(objectiveQuery(id));
  return (
    <Page
      title={objective.title}
      above={<Above objective={objective} />}
      actions={<Actions objective={objective} />}
      below={<Facts objective={objective} />}
    >
      <Notes objective={objective} />
      <Progress objective={objective} />
      {objective.description && (
        <div className={classes.description}>
          <Markdown text={objective.description} />
        </div>
      )}
      <KeyResults objective={objective} />
      <ClosingSection objectiveId={objective.id} />
      <Reviewed objective={objective} />
      <ObjectiveBlockers objectiveId={objective.id} />
      <Links objective={objective} />
      {objective.may_edit && objective.state !== 'closed' && (
        <ObjectiveWriting objective={objective} />
      )}
      <Said objective={objective} />
      <History query={objectiveHistoryQuery(objective.id)} />
    </Page>
  );
}

function Above({ objective }: { objective: Objective }) {
  return (
    <>
      <Link
        to="/units/$id"
        params={{ id: objective.unit_id }}
        search={(search) => ({ cycle: search.cycle })}
        className={classes.unit}
        dir="auto"
      >
        {objective.unit_name}
      </Link>
      <span aria-hidden> / </span>
      <span dir="auto">{objective.cycle_name}</span>
    </>
  );
}

function Facts({ objective }: { objective: Objective }) {
  const { t } = useLingui();
  const others = [...objective.co_owners.map((one) => one.name)];
  const units = objective.units.map((one) => one.unit_name).join(', ');
  return (
    <>
      <StatusBadge status={objective.status} />
      {objective.outdated_count > 0 && (
        <span>
          <Plural
            value={objective.outdated_count}
            one="# key result without a recent check-in"
            other="# key results without a recent check-in"
          />
        </span>
      )}
      <span className={classes.kind}>
        <ObjectiveKindIcon kind={objective.kind} />
        <span aria-hidden>{t(objectiveKinds[objective.kind].label)}</span>
      </span>
      {objective.theme_id !== null && (
        <Link
          to="/themes/$id"
          params={{ id: objective.theme_id }}
          className={classes.theme}
          dir="auto"
        >
          <IconCompass size={15} stroke={1.75} aria-hidden />
          {objective.theme_name}
        </Link>
      )}
      {objective.owner_id !== null && objective.owner_name && (
        <Link to="/people/$id" params={{ id: objective.owner_id }} className={classes.owner}>
          <PersonName name={objective.owner_name} />
        </Link>
      )}
      {others.map((name) => (
        <PersonName key={name} name={name} />
      ))}
      {units && (
        <span dir="auto">
          <Trans>with {units}</Trans>
        </span>
      )}
      {objective.tags.length > 0 && <TagList tags={objective.tags} />}
    </>
  );
}

function Actions({ objective }: { objective: Objective }) {
  const gone = objective.dropped_at !== null || objective.archived_at !== null;
  const due = !gone && objective.key_results.some((one) => one.may_check_in);
  return (
    <>
      {objective.may_edit && (
        <LinkButton
          to="/objectives/$id/edit"
          params={{ id: objective.id }}
          search={(search) => ({ cycle: search.cycle })}
          variant="default"
          leftSection={<IconPencil size={15} aria-hidden />}
        >
          <Trans>Edit</Trans>
        </LinkButton>
      )}
      {objective.state === 'draft' && objective.may_edit && <DraftActions objective={objective} />}
      {objective.state === 'published' && due && (
        <LinkButton
          to="/check-in"
          search={(search) => ({ cycle: search.cycle, objective: objective.id })}
          leftSection={<IconChecks size={16} aria-hidden />}
        >
          <Trans>Check in</Trans>
        </LinkButton>
      )}
      <FollowButton of={{ kind: 'objective', id: objective.id }} />
      <ObjectiveMenu objective={objective} />
    </>
  );
}

/** Which way to publishing comes first follows from what the organisation wants. */
function DraftActions({ objective }: { objective: Objective }) {
  const changed = useObjectiveChanged();
  const [asking, setAsking] = useState(false);
  const publish = useMutation({
    mutationFn: () => publishObjective(objective),
    onSuccess: changed,
  });
  const { data: review } = useQuery(reviewQuery(objective.id));
  const { data: settings } = useQuery(settingsQuery);
  const duty = settings?.items.find((one) => one.name === 'review_required')?.value;
  const required = duty === 'always' || (duty === 'committed' && objective.kind === 'committed');
  const open = review?.state === 'open';
  const ready = !required || (open && review.accepted);
  return (
    <>
      <ProblemNotice error={publish.error} />
      {!open && (
        <Button variant={required ? 'filled' : 'default'} onClick={() => setAsking(true)}>
          <Trans>Ask for a review</Trans>
        </Button>
      )}
      {asking && <ReviewDialog objective={objective} close={() => setAsking(false)} />}
      {(ready || open) && (
        <Button
          variant={ready ? 'filled' : 'default'}
          onClick={() => publish.mutate()}
          loading={publish.isPending}
        >
          <Trans>Publish</Trans>
        </Button>
      )}
    </>
  );
}

/** The conversation; the address says what a new comment is about. */
function Said({ objective }: { objective: Objective }) {
  const navigate = useNavigate({ from: '/objectives/$id' });
  const { say, to } = useSearch({ from: FROM });
  const about = useMemo(
    () => (say === undefined ? null : { keyResult: say, checkIn: to }),
    [say, to],
  );
  const forget = () =>
    navigate({
      search: (search) => ({ ...search, say: undefined, to: undefined }),
      replace: true,
      resetScroll: false,
    });
  return <Conversation objective={objective} about={about} forget={forget} />;
}

/** The review of a draft, open or the last one, for those who may read it. */
function Reviewed({ objective }: { objective: Objective }) {
  const review = useQuery(reviewQuery(objective.id));
  return (
    <>
      <ProblemNotice error={review.error} retry={() => review.refetch()} />
      {review.data && <ReviewPanel objective={objective} review={review.data} />}
    </>
  );
}

/** Who can see a draft, by name as far as they are named. */
function DraftNotice({ objective }: { objective: Objective }) {
  const format = useFormat();
  const owners = [objective.owner_name, ...objective.co_owners.map((one) => one.name)];
  const named = owners.filter((name) => name !== null);
  const readers = objective.readers.map((one) => one.name);
  const people = format.list([...new Set([...named, ...readers])]);
  const unit = objective.unit_name;
  return (
    <Notice tone="idle" icon={IconLock}>
      {people === '' ? (
        <Trans>
          A draft: only who began it, and the leaders and OKR masters of {unit} and above, can see
          it.
        </Trans>
      ) : (
        <Trans>
          A draft: only {people}, and the leaders and OKR masters of {unit} and above, can see it.
        </Trans>
      )}
    </Notice>
  );
}

/** What one must know before reading on: a draft is private, a dropped one counts no more. */
function Notes({ objective }: { objective: Objective }) {
  const format = useFormat();
  const reason = objective.reason ?? '';
  return (
    <div className={classes.notes}>
      {objective.state === 'draft' && <DraftNotice objective={objective} />}
      {objective.dropped_at && (
        <Notice tone="idle">
          <Trans>
            Given up on {format.moment(objective.dropped_at)}: {reason}
          </Trans>
        </Notice>
      )}
      {objective.archived_at && (
        <Notice tone="idle">
          <Trans>
            Archived on {format.moment(objective.archived_at)}: {reason}
          </Trans>
        </Notice>
      )}
    </div>
  );
}

function Progress({ objective }: { objective: Objective }) {
  const format = useFormat();
  const navigate = useNavigate({ from: '/objectives/$id' });
  const { why } = useSearch({ from: FROM });
  const { progress, expected } = objective;
  // A draft is judged by nothing yet: what it would have to reach today says nothing.
  const isJudged = objective.state !== 'draft';
  const value = progress === null ? null : format.percent(progress);
  const mark = expected === null ? null : format.percent(expected);
  const toggle = () =>
    navigate({
      search: (search) => ({ ...search, why: why ? undefined : true }),
      replace: true,
      resetScroll: false,
    });
  return (
    <div className={classes.progress}>
      <OkrProgress progress={progress} expected={expected} status={objective.status} size="md" />
      <p className={classes.words}>
        {value === null ? (
          <Trans>No key results yet, so there is no number.</Trans>
        ) : mark === null || !isJudged ? null : (
          <Trans>{mark} expected today</Trans>
        )}
        {value !== null && isJudged && (
          <Button variant="subtle" size="compact-xs" onClick={toggle} aria-expanded={why === true}>
            <Trans>Why {value}?</Trans>
          </Button>
        )}
      </p>
      {why && <Why objectiveId={objective.id} />}
    </div>
  );
}

function KeyResults({ objective }: { objective: Objective }) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/objectives/$id' });
  const { kr } = useSearch({ from: FROM });
  const toggle = (id: number) =>
    navigate({
      search: (search) => ({ ...search, kr: kr === id ? undefined : id }),
      replace: true,
      resetScroll: false,
    });
  const add = objective.may_edit && (
    <LinkButton
      to="/objectives/$id/key-results/new"
      params={{ id: objective.id }}
      search={(search) => ({ cycle: search.cycle })}
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
    >
      <Trans>Add a key result</Trans>
    </LinkButton>
  );
  return (
    <Section title={t`Key results`} count={objective.key_results.length} actions={add}>
      {objective.key_results.length === 0 ? (
        <EmptyState icon={IconTargetArrow} title={t`No key results yet`} action={add}>
          <Trans>Two to five measures that prove the objective is reached.</Trans>
        </EmptyState>
      ) : (
        <ul className={classes.list}>
          {objective.key_results.map((keyResult) => (
            <KeyResultItem
              key={keyResult.id}
              keyResult={keyResult}
              initiatives={objective.initiatives.filter(
                (one) => one.key_result_id === keyResult.id,
              )}
              mayEdit={objective.may_edit}
              open={kr === keyResult.id}
              toggle={() => toggle(keyResult.id)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Links({ objective }: { objective: Objective }) {
  const { t } = useLingui();
  const changed = useObjectiveChanged();
  const { parents, children } = objective;
  const end = useMutation({
    mutationFn: (link: Objective['parents'][number]) => endLink(link),
    onSuccess: async (_, link) => {
      await changed();
      sayWithUndo(t`The link is ended.`, async () => {
        await createLink({
          child_id: objective.id,
          parent_id: link.key_result_id === null ? link.objective_id : null,
          parent_kr_id: link.key_result_id,
          kind: link.kind,
          weight: link.weight,
        });
        await changed();
      });
    },
  });
  const [linking, setLinking] = useState(false);
  const [moving, setMoving] = useState<Objective['parents'][number] | null>(null);
  const align = objective.may_edit && (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setLinking(true)}
    >
      <Trans>Align with…</Trans>
    </Button>
  );
  return (
    <>
      <ProblemNotice error={end.error} />
      {linking && <LinkDialog objective={objective} close={() => setLinking(false)} />}
      {moving && <MoveDialog objective={objective} link={moving} close={() => setMoving(null)} />}
      {(align || parents.length > 0) && (
        <Section title={t`Aligned with`} count={parents.length} actions={align}>
          {parents.length === 0 && (
            <p className={classes.none}>
              <Trans>Nothing yet. A link says which objective above this one helps.</Trans>
            </p>
          )}
          <LinkList
            links={parents}
            direction="up"
            end={objective.may_edit ? (link) => end.mutate(link) : undefined}
            move={objective.may_edit ? setMoving : undefined}
          />
        </Section>
      )}
      {children.length > 0 && (
        <Section title={t`Objectives below`} count={children.length}>
          <LinkList links={children} direction="down" />
        </Section>
      )}
    </>
  );
}
