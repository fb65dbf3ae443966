// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Textarea, TextInput } from '@mantine/core';
import { IconArrowUp, IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Strategy, StrategyTheme, ThemeVersion } from '@/api/types';
import { DraftNotice } from '@/feature/edit/DraftNotice';
import { faultsOf } from '@/feature/edit/faults';
import { MergeDialog } from '@/feature/edit/MergeDialog';
import { useEdit } from '@/feature/edit/useEdit';
import { useMe } from '@/feature/session/query';
import {
  deleteTheme,
  strategyQuery,
  themeQuery,
  themesQuery,
  updateStrategy,
  updateTheme,
  useStrategyChanged,
} from '@/feature/strategy/query';
import { ThemeDialog } from '@/feature/strategy/ThemeDialog';
import { DateField } from '@/ui/DateField';
import { draftKey } from '@/ui/draft';
import { FormPage } from '@/ui/FormPage';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './VersionEditPage.module.css';

const FIELDS = ['name', 'session_day', 'mission', 'starting_point', 'change_note'] as const;

const valuesOf = (strategy: Strategy) => ({
  name: strategy.name,
  session_day: strategy.session_day,
  mission: strategy.mission,
  starting_point: strategy.starting_point,
  change_note: strategy.change_note,
});

/** What the board writes in a session: the texts, and the themes one by one. */
export default function VersionEditPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/inside/strategy/versions/$id/edit' });
  const { person } = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const changed = useStrategyChanged();
  const { data: strategy } = useSuspenseQuery(strategyQuery(id));
  const back = () => navigate({ to: '/strategy/versions/$id', params: { id } });
  const edit = useEdit({
    draftKey: draftKey(person.id, `strategy:${id}`),
    base: valuesOf(strategy),
    version: strategy.version,
    save: (version, changes) => updateStrategy(id, version, changes),
    reload: async () => {
      const now = await client.fetchQuery({ ...strategyQuery(id), staleTime: 0 });
      return { values: valuesOf(now), version: now.version };
    },
    saved: async () => {
      await changed();
      await back();
    },
  });
  const { fields, rest } = faultsOf(edit.error, FIELDS);
  const discard = () => {
    edit.discard();
    back();
  };
  const long = { dir: 'auto', autosize: true, maxRows: 20, maxLength: 10_000 } as const;
  return (
    <FormPage
      title={t`Edit the session`}
      above={<span dir="auto">{strategy.name}</span>}
      notice={edit.found && <DraftNotice discard={discard} />}
      error={edit.error}
      rest={rest}
      busy={edit.busy}
      verb={t`Save`}
      submit={edit.submit}
      cancel={discard}
    >
      <TextInput
        label={t`Name of the session`}
        dir="auto"
        maxLength={100}
        value={edit.values.name}
        onChange={(event) => edit.change({ name: event.currentTarget.value })}
        error={fields.name}
      />
      <DateField
        label={t`Day`}
        description={t`From this day the version holds, once it is published.`}
        value={edit.values.session_day || null}
        onChange={(day) => edit.change({ session_day: day ?? '' })}
        error={fields.session_day}
      />
      <Textarea
        {...long}
        label={t`Mission`}
        description={t`What the organisation is for, in a sentence or two.`}
        minRows={2}
        value={edit.values.mission ?? ''}
        onChange={(event) => edit.change({ mission: event.currentTarget.value || null })}
        error={fields.mission}
      />
      <Textarea
        {...long}
        label={t`Where we stand`}
        description={t`The strategic starting point, honestly: what works, and what does not.`}
        minRows={3}
        value={edit.values.starting_point ?? ''}
        onChange={(event) => edit.change({ starting_point: event.currentTarget.value || null })}
        error={fields.starting_point}
      />
      <Themes strategy={strategy} />
      <Textarea
        {...long}
        label={t`What changed, and why`}
        description={t`Everyone reads this first. It is needed from the second version on.`}
        minRows={3}
        value={edit.values.change_note ?? ''}
        onChange={(event) => edit.change({ change_note: event.currentTarget.value || null })}
        error={fields.change_note}
      />
      {edit.conflict && (
        <MergeDialog conflict={edit.conflict} resolve={edit.resolve} close={edit.cancelMerge} />
      )}
    </FormPage>
  );
}

/** Themes are saved one by one, as soon as their dialog closes. */
function Themes({ strategy }: { strategy: Strategy }) {
  const { t } = useLingui();
  const changed = useStrategyChanged();
  const [opened, setOpened] = useState<StrategyTheme | 'new' | null>(null);
  const take = useMutation({ mutationFn: deleteTheme, onSuccess: changed });
  const raise = useMutation({
    mutationFn: async (place: number) => {
      const order = [...strategy.themes];
      const [moved] = order.splice(place, 1);
      if (moved) order.splice(place - 1, 0, moved);
      for (const [rank, theme] of order.entries())
        if (theme.rank !== rank) await updateTheme(theme, { rank });
    },
    onSettled: changed,
  });
  return (
    <section aria-label={t`Themes`}>
      <div className={classes.head}>
        <h2 className={classes.title}>
          <Trans>Themes</Trans>
        </h2>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setOpened('new')}
        >
          <Trans>Add a theme</Trans>
        </Button>
      </div>
      <ProblemNotice error={take.error ?? raise.error} />
      {strategy.themes.length === 0 && (
        <p className={classes.none}>
          <Trans>None yet. Three to five themes are as many as people remember.</Trans>
        </p>
      )}
      <ol className={classes.list}>
        {strategy.themes.map((theme, place) => (
          <li key={theme.id} className={classes.row}>
            <span className={classes.name} dir="auto">
              {theme.name}
            </span>
            <span className={classes.years}>
              {theme.from_year}–{theme.until_year}
            </span>
            <span className={classes.buttons}>
              {place > 0 && (
                <ActionIcon
                  aria-label={t`Move ${theme.name} up`}
                  disabled={raise.isPending}
                  onClick={() => raise.mutate(place)}
                >
                  <IconArrowUp size={15} aria-hidden />
                </ActionIcon>
              )}
              <ActionIcon aria-label={t`Change ${theme.name}`} onClick={() => setOpened(theme)}>
                <IconPencil size={15} aria-hidden />
              </ActionIcon>
              <ActionIcon
                aria-label={t`Take ${theme.name} out`}
                disabled={take.isPending}
                onClick={() => take.mutate(theme)}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ol>
      <LeftOut strategy={strategy} />
      {opened && (
        <ThemeDialog
          strategyId={strategy.id}
          theme={opened === 'new' ? undefined : opened}
          close={() => setOpened(null)}
        />
      )}
    </section>
  );
}

/** Themes that earlier versions had and this draft has not: one that comes back keeps its identity. */
function LeftOut({ strategy }: { strategy: Strategy }) {
  const client = useQueryClient();
  const [returning, setReturning] = useState<ThemeVersion | undefined>();
  const { data: themes } = useQuery(themesQuery);
  const read = useMutation({
    mutationFn: (id: number) => client.fetchQuery(themeQuery(id)),
    onSuccess: (theme) => setReturning(theme.versions.find((one) => one.state === 'published')),
  });
  const left = themes?.filter(
    ({ id, state }) =>
      state !== 'proposed' && !strategy.themes.some((theme) => theme.theme_id === id),
  );
  if (!left?.length) return null;
  return (
    <>
      <p className={classes.none}>
        <Trans>Of earlier versions, and not in this one:</Trans>
      </p>
      <ProblemNotice error={read.error} />
      <div className={classes.left}>
        {left.map(({ id, name }) => (
          <Button
            key={id}
            variant="subtle"
            size="compact-sm"
            disabled={read.isPending}
            onClick={() => read.mutate(id)}
          >
            <Trans>
              Bring back <span dir="auto">{name}</span>
            </Trans>
          </Button>
        ))}
      </div>
      {returning && (
        <ThemeDialog
          strategyId={strategy.id}
          returning={returning}
          close={() => setReturning(undefined)}
        />
      )}
    </>
  );
}
