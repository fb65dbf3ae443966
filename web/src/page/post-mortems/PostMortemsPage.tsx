// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox } from '@mantine/core';
import { IconClockExclamation, IconMoodCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { PostMortem } from '@/api/types';
import { PostMortemDialog } from '@/feature/closing/PostMortemDialog';
import { type PostMortemFilter, postMortemsQuery } from '@/feature/closing/query';
import { useCycle } from '@/feature/cycle/query';
import { ExploreTabs } from '@/feature/explore/ExploreTabs';
import { ExportMenu } from '@/feature/explore/ExportMenu';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { Markdown } from '@/ui/Markdown';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { ToneBadge } from '@/ui/ToneBadge';
import classes from './PostMortemsPage.module.css';

/** The promises of a cycle that were missed: what happened, why, and what changes. */
export default function PostMortemsPage() {
  const { t } = useLingui();
  const cycle = useCycle();
  const navigate = useNavigate({ from: '/explore/post-mortems' });
  const { unit, owed } = useSearch({ from: '/inside/explore/post-mortems' });
  const filter: PostMortemFilter = { cycle_id: cycle?.id ?? 0, unit_id: unit, owed };
  return (
    <Page
      title={t`Post-mortems`}
      tabTitle={cycle ? `${t`Post-mortems`} ${cycle.name}` : undefined}
      actions={
        <ExportMenu
          path="/api/v1/post-mortems"
          query={filter}
          columns={[
            { name: 'objective_title', heading: t`Objective` },
            { name: 'unit_name', heading: t`Unit` },
            { name: 'owner_name', heading: t`Owner` },
            { name: 'happened', heading: t`What happened?` },
            { name: 'because', heading: t`Why?` },
            { name: 'changes', heading: t`What do we change?` },
          ]}
        />
      }
    >
      <ExploreTabs />
      <div className={`${classes.filters} no-print`}>
        <UnitSelect
          aria-label={t`Unit and everything below it`}
          placeholder={t`Every unit`}
          clearable
          value={unit ?? null}
          onChange={(id) =>
            navigate({ search: (old) => ({ ...old, unit: id ?? undefined }), replace: true })
          }
        />
        <Checkbox
          label={t`Only those still to be written`}
          checked={owed ?? false}
          onChange={(event) => {
            const only = event.currentTarget.checked || undefined;
            navigate({ search: (old) => ({ ...old, owed: only }), replace: true });
          }}
        />
      </div>
      {cycle && <List filter={filter} />}
    </Page>
  );
}

function List({ filter }: { filter: PostMortemFilter }) {
  const { t } = useLingui();
  const list = useInfiniteQuery(postMortemsQuery(filter));
  const [writing, setWriting] = useState<PostMortem | null>(null);
  const found = list.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <ProblemNotice error={list.error} retry={() => list.refetch()} />
      {list.isPending && <RowsSkeleton rows={6} />}
      {found?.length === 0 && (
        <EmptyState icon={IconMoodCheck} title={t`None here`}>
          <Trans>
            A post-mortem is opened when an objective is closed whose promise was not met in full.
          </Trans>
        </EmptyState>
      )}
      {found?.map((one) => (
        <Item key={one.id} postMortem={one} write={() => setWriting(one)} />
      ))}
      {list.hasNextPage && (
        <div className={table.more}>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
      {writing && <PostMortemDialog postMortem={writing} close={() => setWriting(null)} />}
    </>
  );
}

function Item({ postMortem, write }: { postMortem: PostMortem; write: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const { objective_id: id, written_at: at, owner_name: owner } = postMortem;
  const when = at && format.relative(at);
  const parts = [
    { title: t`What happened?`, text: postMortem.happened },
    { title: t`Why?`, text: postMortem.because },
    { title: t`What do we change?`, text: postMortem.changes },
  ].filter((part) => part.text);
  return (
    <article className={classes.item}>
      <div className={classes.head}>
        <h2 className={classes.title}>
          <Link
            to="/objectives/$id"
            params={{ id }}
            search={(search) => ({ cycle: search.cycle })}
            dir="auto"
          >
            {postMortem.objective_title}
          </Link>
        </h2>
        {postMortem.may_edit && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={
              at
                ? t`Change the post-mortem of ${postMortem.objective_title}`
                : t`Write the post-mortem of ${postMortem.objective_title}`
            }
            onClick={write}
          >
            {at ? <Trans>Change</Trans> : <Trans>Write</Trans>}
          </Button>
        )}
      </div>
      <div className={classes.facts}>
        <Link
          to="/units/$id"
          params={{ id: postMortem.unit_id }}
          search={(search) => ({ cycle: search.cycle })}
          dir="auto"
        >
          {postMortem.unit_name}
        </Link>
        {owner && <PersonName name={owner} />}
        {when ? (
          <span title={format.moment(at)}>
            <Trans>written {when}</Trans>
          </span>
        ) : (
          <ToneBadge tone="warn" icon={IconClockExclamation} label={t`still to be written`} />
        )}
      </div>
      {parts.length > 0 && (
        <dl className={classes.parts}>
          {parts.map((part) => (
            <div key={part.title}>
              <dt>{part.title}</dt>
              <dd>
                <Markdown text={part.text ?? ''} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </article>
  );
}
