// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { IconHistory, IconLock, IconPlus } from '@tabler/icons-react';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { StrategyRow } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import {
  createStrategy,
  strategiesQuery,
  strategyNowQuery,
  useStrategyChanged,
} from '@/feature/strategy/query';
import { today } from '@/locale/format';
import { useFormat } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { EmptyState } from '@/ui/EmptyState';
import { FormDialog } from '@/ui/FormDialog';
import { Markdown } from '@/ui/Markdown';
import { Page } from '@/ui/Page';
import classes from '@/ui/VersionList.module.css';

/** Every session of the board, the newest first: what changed, and why. */
export default function VersionsPage() {
  const { t } = useLingui();
  const [beginning, setBeginning] = useState(false);
  const { data: versions } = useSuspenseQuery(strategiesQuery);
  const { data: now } = useSuspenseQuery(strategyNowQuery);
  const begin = now.may_edit && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setBeginning(true)}>
      <Trans>Prepare a session</Trans>
    </Button>
  );
  return (
    <Page
      title={t`Sessions of the board`}
      above={
        <Link to="/strategy" search={(search) => ({ cycle: search.cycle })}>
          <Trans>Strategy</Trans>
        </Link>
      }
      actions={versions.length > 0 && begin}
    >
      {beginning && <BeginDialog close={() => setBeginning(false)} />}
      {versions.length === 0 && (
        <EmptyState icon={IconHistory} title={t`No session yet`} action={begin}>
          <Trans>
            Each session of the board leaves a version of the strategy. Older ones stay readable,
            and any two can be compared.
          </Trans>
        </EmptyState>
      )}
      <ol className={classes.list}>
        {versions.map((one) => (
          <Version key={one.id} version={one} />
        ))}
      </ol>
    </Page>
  );
}

function Version({ version }: { version: StrategyRow }) {
  const format = useFormat();
  return (
    <li className={classes.version}>
      <h2 className={classes.name}>
        <Link to="/strategy/versions/$id" params={{ id: version.id }} dir="auto">
          {version.name}
        </Link>
      </h2>
      <p className={classes.facts}>
        <span>{format.day(version.session_day)}</span>
        <span>
          <Plural value={version.theme_count} one="# theme" other="# themes" />
        </span>
        {version.holds && (
          <strong className={classes.holds}>
            <Trans>holds now</Trans>
          </strong>
        )}
        {version.state === 'draft' && (
          <span className={classes.draft}>
            <IconLock size={13} aria-hidden />
            <Trans>draft</Trans>
          </span>
        )}
      </p>
      {version.change_note && <Markdown text={version.change_note} />}
    </li>
  );
}

function BeginDialog({ close }: { close: () => void }) {
  const { t } = useLingui();
  const { zone } = useFormat();
  const navigate = useNavigate();
  const changed = useStrategyChanged();
  const [name, setName] = useState('');
  const [day, setDay] = useState(today(zone));
  const begin = useMutation({
    mutationFn: () => createStrategy({ name: name.trim(), session_day: day, based_on_id: null }),
    onSuccess: async (made) => {
      await changed();
      await navigate({ to: '/strategy/versions/$id/edit', params: { id: made.id } });
    },
  });
  const { fields, rest } = faultsOf(begin.error, ['name', 'session_day']);
  return (
    <FormDialog
      title={t`Prepare a session`}
      verb={t`Begin the draft`}
      busy={begin.isPending}
      error={begin.error}
      rest={rest}
      submit={() => begin.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name of the session`}
        data-autofocus
        dir="auto"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields.name}
      />
      <DateField
        label={t`Day`}
        description={t`From this day the version holds, once it is published.`}
        value={day || null}
        onChange={(next) => setDay(next ?? '')}
        error={fields.session_day}
      />
    </FormDialog>
  );
}
