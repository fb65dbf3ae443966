// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Select } from '@mantine/core';
import { IconLock, IconPencil, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Strategy } from '@/api/types';
import { History } from '@/feature/history/History';
import { Comparison } from '@/feature/strategy/Comparison';
import {
  deleteStrategy,
  publishStrategy,
  strategiesQuery,
  strategyHistoryQuery,
  strategyQuery,
  updateStrategy,
  useStrategyChanged,
} from '@/feature/strategy/query';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { LinkButton } from '@/ui/link';
import { Markdown } from '@/ui/Markdown';
import { Notice } from '@/ui/Notice';
import { Page, Section } from '@/ui/Page';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import list from '@/ui/VersionList.module.css';
import classes from './VersionPage.module.css';

const FROM = '/inside/strategy/versions/$id';

/** One version of the strategy: its texts, its themes, and what changed since another one. */
export default function VersionPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: FROM });
  const { data: strategy } = useSuspenseQuery(strategyQuery(id));
  return (
    <Page
      title={strategy.name}
      above={
        <Link to="/strategy/versions">
          <Trans>Sessions of the board</Trans>
        </Link>
      }
      actions={strategy.state === 'draft' && strategy.may_edit && <Actions strategy={strategy} />}
      below={<Facts strategy={strategy} />}
    >
      <Notes strategy={strategy} />
      {strategy.change_note && (
        <Section title={t`What changed, and why`}>
          <div className={classes.text}>
            <Markdown text={strategy.change_note} />
          </div>
        </Section>
      )}
      <Changes strategy={strategy} />
      {strategy.mission && (
        <Section title={t`Mission`}>
          <div className={classes.text}>
            <Markdown text={strategy.mission} />
          </div>
        </Section>
      )}
      {strategy.starting_point && (
        <Section title={t`Where we stand`}>
          <div className={classes.text}>
            <Markdown text={strategy.starting_point} />
          </div>
        </Section>
      )}
      <Themes strategy={strategy} />
      <History query={strategyHistoryQuery(id)} />
    </Page>
  );
}

function Facts({ strategy }: { strategy: Strategy }) {
  const format = useFormat();
  const published = strategy.published_at ? format.moment(strategy.published_at) : '';
  return (
    <>
      <span>{format.day(strategy.session_day)}</span>
      {strategy.holds && (
        <strong className={list.holds}>
          <Trans>holds now</Trans>
        </strong>
      )}
      {strategy.published_by_name && (
        <span>
          <Trans>
            published by <span dir="auto">{strategy.published_by_name}</span>, {published}
          </Trans>
        </span>
      )}
    </>
  );
}

function Actions({ strategy }: { strategy: Strategy }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const changed = useStrategyChanged();
  const [asking, setAsking] = useState<'publish' | 'delete' | null>(null);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => setAsking('delete')}
      >
        <Trans>Delete</Trans>
      </Button>
      <LinkButton
        to="/strategy/versions/$id/edit"
        params={{ id: strategy.id }}
        variant="default"
        leftSection={<IconPencil size={15} aria-hidden />}
      >
        <Trans>Edit</Trans>
      </LinkButton>
      <Button onClick={() => setAsking('publish')}>
        <Trans>Publish</Trans>
      </Button>
      {asking === 'publish' && (
        <ConfirmDialog
          title={t`Publish ${strategy.name}?`}
          verb={t`Publish`}
          act={async () => {
            await publishStrategy(strategy);
            await changed();
          }}
          close={() => setAsking(null)}
        >
          <Trans>
            Everyone reads it, and it holds from now on. It cannot be changed any more; the next
            session makes the next version.
          </Trans>
        </ConfirmDialog>
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          title={t`Delete the draft ${strategy.name}?`}
          verb={t`Delete`}
          danger
          act={async () => {
            await deleteStrategy(strategy);
            await navigate({ to: '/strategy/versions' });
            await changed();
          }}
          close={() => setAsking(null)}
        >
          <Trans>Themes that only this draft proposes go with it. It cannot be undone.</Trans>
        </ConfirmDialog>
      )}
    </>
  );
}

function Notes({ strategy }: { strategy: Strategy }) {
  const changed = useStrategyChanged();
  const versions = useQuery(strategiesQuery);
  const holding = versions.data?.find((one) => one.holds);
  const follow = useMutation({
    mutationFn: (based_on_id: number) =>
      updateStrategy(strategy.id, strategy.version, { based_on_id }),
    onSuccess: changed,
  });
  if (strategy.state !== 'draft') return null;
  return (
    <div className={classes.notes}>
      <Notice tone="idle">
        <IconLock size={14} className={classes.lock} aria-hidden />
        <Trans>A draft: only those who make the strategy see it.</Trans>
      </Notice>
      {strategy.outdated && holding && (
        <Notice
          tone="warn"
          action={
            <Button
              variant="subtle"
              size="compact-sm"
              loading={follow.isPending}
              onClick={() => follow.mutate(holding.id)}
            >
              <Trans>It is taken over</Trans>
            </Button>
          }
        >
          <Trans>
            <span dir="auto">{holding.name}</span> was published since this draft was begun. Compare
            with it below, and take over what it changed.
          </Trans>
        </Notice>
      )}
      <ProblemNotice error={follow.error} />
    </div>
  );
}

function Changes({ strategy }: { strategy: Strategy }) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/strategy/versions/$id' });
  const { against } = useSearch({ from: FROM });
  const versions = useQuery(strategiesQuery);
  const others = (versions.data ?? []).filter((one) => one.id !== strategy.id);
  const older = against ?? strategy.based_on_id ?? others[0]?.id;
  if (older === undefined || others.length === 0) return null;
  return (
    <Section
      title={t`Compared with`}
      actions={
        <Select
          aria-label={t`Compared with`}
          allowDeselect={false}
          className={classes.against}
          data={others.map((one) => ({ value: String(one.id), label: one.name }))}
          value={String(older)}
          onChange={(value) =>
            navigate({
              search: (search) => ({ ...search, against: Number(value) }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      <Comparison id={strategy.id} older={older} />
    </Section>
  );
}

function Themes({ strategy }: { strategy: Strategy }) {
  const { t } = useLingui();
  return (
    <Section title={t`Themes`} count={strategy.themes.length}>
      {strategy.themes.map((theme) => (
        <article key={theme.id} className={classes.theme}>
          <h3 className={list.name}>
            <Link to="/themes/$id" params={{ id: theme.theme_id }} dir="auto">
              {theme.name}
            </Link>
          </h3>
          <p className={list.facts}>
            <span>
              {theme.from_year}–{theme.until_year}
            </span>
            {theme.owner_name && <PersonName name={theme.owner_name} />}
          </p>
          {theme.success && <Markdown text={theme.success} />}
        </article>
      ))}
    </Section>
  );
}
