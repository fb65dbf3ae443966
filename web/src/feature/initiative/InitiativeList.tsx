// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconDots,
  IconExternalLink,
  IconPencil,
  IconX,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Initiative, InitiativePatch, InitiativeState } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { PersonMark } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ToneBadge } from '@/ui/ToneBadge';
import { sayWithUndo } from '@/ui/undo';
import { InitiativeDialog } from './InitiativeDialog';
import classes from './InitiativeList.module.css';
import {
  removeInitiative,
  restoreInitiative,
  updateInitiative,
  useInitiativesChanged,
} from './query';
import { initiativeStates } from './state';

type Props = {
  /** In their order. */
  initiatives: readonly Initiative[];
  /** Of several key results: each says which one it moves, and has no place among the others. */
  withKeyResult?: boolean;
};

/** What is done to move a key result, each with where the work stands. */
export function InitiativeList({ initiatives, withKeyResult = false }: Props) {
  const { t } = useLingui();
  return (
    <ul className={classes.list} aria-label={t`Initiatives`}>
      {initiatives.map((one, at) => (
        <InitiativeItem
          key={one.id}
          initiative={one}
          withKeyResult={withKeyResult}
          up={!withKeyResult && at > 0 ? at - 1 : null}
          down={!withKeyResult && at < initiatives.length - 1 ? at + 1 : null}
        />
      ))}
    </ul>
  );
}

type ItemProps = {
  initiative: Initiative;
  withKeyResult: boolean;
  /** The places above and below it. */
  up: number | null;
  down: number | null;
};

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

function InitiativeItem({ initiative, withKeyResult, up, down }: ItemProps) {
  const { t } = useLingui();
  const changed = useInitiativesChanged();
  const [editing, setEditing] = useState(false);
  const update = useMutation({
    mutationFn: (body: InitiativePatch) => updateInitiative(initiative, body),
    onSuccess: changed,
  });
  const remove = useMutation({
    mutationFn: () => removeInitiative(initiative),
    onSuccess: async () => {
      await changed();
      sayWithUndo(t`The initiative is removed.`, async () => {
        await restoreInitiative({ id: initiative.id, version: initiative.version + 1 });
        await changed();
      });
    },
  });
  const { title, may_edit: mayEdit } = initiative;
  return (
    <li className={classes.item} data-ended={initiative.ended_day !== null || undefined}>
      <State
        initiative={initiative}
        choose={mayEdit ? (state) => update.mutate({ state }) : undefined}
      />
      <div className={classes.text}>
        <div className={classes.title} dir="auto">
          {initiative.url === null ? (
            title
          ) : (
            <a href={initiative.url} target="_blank" rel="noreferrer">
              {title}
              <IconExternalLink size={13} aria-label={t`opens another site`} />
            </a>
          )}
        </div>
        <Facts initiative={initiative} withKeyResult={withKeyResult} />
        <ProblemNotice error={update.error ?? remove.error} />
      </div>
      {initiative.owner_name && !withKeyResult && <PersonMark name={initiative.owner_name} named />}
      {mayEdit && (
        <Menu position="bottom-end" width={180}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t`More about ${title}`}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setEditing(true)}>
              <Trans>Change…</Trans>
            </Menu.Item>
            {up !== null && (
              <Menu.Item
                leftSection={<IconArrowUp {...icon} />}
                onClick={() => update.mutate({ rank: up })}
              >
                <Trans>Move up</Trans>
              </Menu.Item>
            )}
            {down !== null && (
              <Menu.Item
                leftSection={<IconArrowDown {...icon} />}
                onClick={() => update.mutate({ rank: down })}
              >
                <Trans>Move down</Trans>
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconX {...icon} />} onClick={() => remove.mutate()}>
              <Trans>Remove</Trans>
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {editing && <InitiativeDialog initiative={initiative} close={() => setEditing(false)} />}
    </li>
  );
}

type StateProps = { initiative: Initiative; choose?: (state: InitiativeState) => void };

/** Where the work stands; a click moves it on. */
function State({ initiative, choose }: StateProps) {
  const { t } = useLingui();
  const { label, icon: Icon, tone } = initiativeStates[initiative.state];
  const badge = <ToneBadge tone={tone} icon={Icon} label={t(label)} />;
  if (!choose) return <div className={classes.state}>{badge}</div>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          className={classes.state}
          aria-label={t`${t(label)}: state of ${initiative.title}`}
        >
          {badge}
          <IconChevronDown size={12} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(initiativeStates).map(([state, look]) => (
          <Menu.Item
            key={state}
            leftSection={<look.icon {...icon} />}
            aria-current={state === initiative.state || undefined}
            onClick={() => choose(state as InitiativeState)}
          >
            {t(look.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Facts({ initiative, withKeyResult }: Pick<ItemProps, 'initiative' | 'withKeyResult'>) {
  const format = useFormat();
  const due = initiative.due_day && format.dayShort(initiative.due_day);
  const ended = initiative.ended_day && format.dayShort(initiative.ended_day);
  return (
    <div className={classes.facts}>
      {initiative.state === 'done' && (
        <span>
          <Trans>done {ended}</Trans>
        </span>
      )}
      {initiative.state === 'stopped' && (
        <span>
          <Trans>stopped {ended}</Trans>
        </span>
      )}
      {ended === null && due && (
        <span className={initiative.overdue ? classes.late : undefined}>
          {initiative.overdue ? <Trans>since {due}</Trans> : <Trans>by {due}</Trans>}
        </span>
      )}
      {withKeyResult && (
        <Link
          to="/objectives/$id"
          params={{ id: initiative.objective_id }}
          search={{ cycle: initiative.cycle_id, kr: initiative.key_result_id }}
          dir="auto"
        >
          {initiative.key_result_title}
        </Link>
      )}
    </div>
  );
}
