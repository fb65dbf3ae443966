// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Action, ActionSource } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { PersonMark } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { sayWithUndo } from '@/ui/undo';
import { ActionDialog } from './ActionDialog';
import classes from './ActionList.module.css';
import { updateAction, useActionsChanged } from './query';

const sources: Record<ActionSource, MessageDescriptor | null> = {
  retrospective: msg`from the retrospective`,
  post_mortem: msg`from a post-mortem`,
  carry_over: msg`carried over`,
  meeting: msg`from a meeting`,
  other: null,
};

type Props = {
  actions: readonly Action[];
  withUnit?: boolean;
  /** The cycle one looks at: what was agreed for an older one says so. */
  cycleId?: number;
  /** What an action follows from, where that is known. */
  originOf?: (action: Action) => string | null;
};

/** What was agreed: done with one click, dropped with a reason. */
export function ActionList({ actions, withUnit = false, cycleId, originOf }: Props) {
  const { t } = useLingui();
  return (
    <ul className={classes.list} aria-label={t`Actions`}>
      {actions.map((action) => (
        <ActionItem
          key={action.id}
          action={action}
          withUnit={withUnit}
          older={cycleId !== undefined && action.cycle_id !== cycleId}
          origin={originOf?.(action) ?? null}
        />
      ))}
    </ul>
  );
}

type ItemProps = { action: Action; withUnit: boolean; older: boolean; origin: string | null };

function ActionItem({ action, withUnit, older, origin }: ItemProps) {
  const { t } = useLingui();
  const changed = useActionsChanged();
  const [open, setOpen] = useState<'edit' | 'drop' | null>(null);
  const tick = useMutation({
    mutationFn: (state: 'open' | 'done') => updateAction(action, { state }),
    onSuccess: async (after, state) => {
      await changed();
      if (state !== 'done') return;
      sayWithUndo(t`The action is done.`, async () => {
        await updateAction(after, { state: 'open' });
        await changed();
      });
    },
  });
  const ended = action.state !== 'open';
  return (
    <li className={classes.item} data-ended={ended || undefined}>
      <Checkbox
        checked={action.state === 'done'}
        disabled={!action.may_edit || action.state === 'dropped' || tick.isPending}
        onChange={(event) => tick.mutate(event.currentTarget.checked ? 'done' : 'open')}
        aria-label={t`Done: ${action.title}`}
      />
      <div className={classes.text}>
        <div className={classes.title} dir="auto">
          {action.title}
        </div>
        <Facts action={action} withUnit={withUnit} older={older} origin={origin} />
        {action.note && (
          <p className={classes.note} dir="auto">
            {action.note}
          </p>
        )}
        <ProblemNotice error={tick.error} />
      </div>
      {action.owner_name && <PersonMark name={action.owner_name} named />}
      {action.may_edit && (
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t`More about ${action.title}`}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setOpen('edit')}>
              <Trans>Change…</Trans>
            </Menu.Item>
            {action.state === 'open' ? (
              <Menu.Item onClick={() => setOpen('drop')}>
                <Trans>Drop…</Trans>
              </Menu.Item>
            ) : (
              <Menu.Item onClick={() => tick.mutate('open')}>
                <Trans>Open again</Trans>
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {open === 'edit' && <ActionDialog action={action} close={() => setOpen(null)} />}
      {open === 'drop' && (
        <ConfirmDialog
          title={t`Drop this action?`}
          verb={t`Drop`}
          reasonLabel={t`Why? Everyone can read it.`}
          close={() => setOpen(null)}
          act={async (reason) => {
            await updateAction(action, { state: 'dropped', note: reason });
            await changed();
          }}
        >
          {action.title}
        </ConfirmDialog>
      )}
    </li>
  );
}

function Facts({ action, withUnit, older, origin }: ItemProps) {
  const { t } = useLingui();
  const format = useFormat();
  const due = action.due_day && format.dayShort(action.due_day);
  const ended = action.ended_day && format.dayShort(action.ended_day);
  const source = sources[action.source];
  return (
    <div className={classes.facts}>
      {action.state === 'done' && (
        <span>
          <Trans>done {ended}</Trans>
        </span>
      )}
      {action.state === 'dropped' && (
        <span>
          <Trans>dropped {ended}</Trans>
        </span>
      )}
      {action.state === 'open' && due && (
        <span className={action.overdue ? classes.late : undefined}>
          {action.overdue ? <Trans>since {due}</Trans> : <Trans>by {due}</Trans>}
        </span>
      )}
      {withUnit && (
        <Link to="/units/$id" params={{ id: action.unit_id }} dir="auto">
          {action.unit_name}
        </Link>
      )}
      {source && <span>{t(source)}</span>}
      {origin && (
        <span>
          <Trans>
            follows from <span dir="auto">{origin}</span>
          </Trans>
        </span>
      )}
      {older && <span dir="auto">{action.cycle_name}</span>}
    </div>
  );
}
