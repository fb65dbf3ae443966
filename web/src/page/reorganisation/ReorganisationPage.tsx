// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reorg } from '@/api/types';
import {
  deleteReorg,
  reorgQuery,
  scheduleReorg,
  useReorgChanged,
  withdrawReorg,
} from '@/feature/reorg/query';
import { ReorgDialog } from '@/feature/reorg/ReorgDialog';
import { reorgStates } from '@/feature/reorg/words';
import { useMe } from '@/feature/session/query';
import { today } from '@/locale/format';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ToneBadge } from '@/ui/ToneBadge';
import { Preview } from './Preview';
import classes from './ReorganisationPage.module.css';
import { Steps } from './Steps';

/** One reorganisation: its steps, what follows from them, and when it holds. */
export default function ReorganisationPage() {
  const { t } = useLingui();
  const format = useFormat();
  const { id } = useParams({ from: '/inside/reorganisations/$id' });
  const { data: plan } = useSuspenseQuery(reorgQuery(id));
  const state = reorgStates[plan.state];
  const day = format.day(plan.effective_on);
  return (
    <Page
      title={plan.name}
      above={
        <Link to="/reorganisations" className={classes.above}>
          {t`Reorganisations`}
        </Link>
      }
      actions={plan.state !== 'applied' && <Actions plan={plan} />}
      below={
        <>
          <ToneBadge {...state} label={t(state.label)} />
          <span>
            <Trans>holds from {day}</Trans>
          </span>
          {plan.created_by_name && (
            <span dir="auto">
              <Trans>planned by {plan.created_by_name}</Trans>
            </span>
          )}
        </>
      }
    >
      {plan.trouble && (
        <div className={classes.notes}>
          <Notice tone="bad">
            <Trans>It could not be applied on its day: {plan.trouble}</Trans>
          </Notice>
        </div>
      )}
      {plan.reason && (
        <p className={classes.reason} dir="auto">
          {plan.reason}
        </p>
      )}
      <Steps plan={plan} />
      {plan.state !== 'applied' && plan.steps.length > 0 && <Preview plan={plan} />}
    </Page>
  );
}

function Actions({ plan }: { plan: Reorg }) {
  const { t } = useLingui();
  const changed = useReorgChanged();
  const navigate = useNavigate();
  const { person } = useMe();
  const [open, setOpen] = useState<'edit' | 'apply' | 'delete' | null>(null);
  const close = () => setOpen(null);
  const schedule = useMutation({ mutationFn: () => scheduleReorg(plan), onSuccess: changed });
  const withdraw = useMutation({ mutationFn: () => withdrawReorg(plan), onSuccess: changed });
  const atOnce = plan.effective_on <= today(person.zone);
  return (
    <>
      <ProblemNotice error={schedule.error ?? withdraw.error} />
      {plan.state === 'draft' && (
        <>
          <Button variant="default" onClick={() => setOpen('edit')}>
            <Trans>Name and day</Trans>
          </Button>
          {atOnce ? (
            <Button onClick={() => setOpen('apply')} disabled={plan.steps.length === 0}>
              <Trans>Apply now</Trans>
            </Button>
          ) : (
            <Button
              onClick={() => schedule.mutate()}
              loading={schedule.isPending}
              disabled={plan.steps.length === 0}
            >
              <Trans>Schedule</Trans>
            </Button>
          )}
        </>
      )}
      {plan.state === 'scheduled' && (
        <Button variant="default" onClick={() => withdraw.mutate()} loading={withdraw.isPending}>
          <Trans>Withdraw</Trans>
        </Button>
      )}
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t`More actions`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" onClick={() => setOpen('delete')}>
            <Trans>Delete the plan…</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && <ReorgDialog plan={plan} close={close} />}
      {open === 'apply' && (
        <ConfirmDialog
          title={t`Apply ${plan.name}?`}
          verb={t`Apply now`}
          act={async () => {
            await scheduleReorg(plan);
            await changed();
          }}
          close={close}
        >
          <Trans>
            Everything in the preview happens at once, for everybody. To go back, plan another
            reorganisation.
          </Trans>
        </ConfirmDialog>
      )}
      {open === 'delete' && (
        <ConfirmDialog
          title={t`Delete ${plan.name}?`}
          verb={t`Delete`}
          danger
          act={async () => {
            await deleteReorg(plan);
            await navigate({ to: '/reorganisations' });
            await changed();
          }}
          close={close}
        >
          <Trans>The plan is thrown away; nothing of it was applied.</Trans>
        </ConfirmDialog>
      )}
    </>
  );
}
