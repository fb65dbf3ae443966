// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArrowsMove,
  IconCopy,
  IconDots,
  IconLink,
  IconLock,
  IconLockOpen,
  IconRestore,
  IconTemplate,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Objective } from '@/api/types';
import { useIsMaster } from '@/feature/session/rights';
import { SaveTemplateDialog } from '@/feature/template/SaveTemplateDialog';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { MenuLink } from '@/ui/link';
import { sayWithUndo } from '@/ui/undo';
import { DuplicateDialog } from './DuplicateDialog';
import { LinkDialog } from './LinkDialog';
import { MoveDialog } from './MoveDialog';
import {
  archiveObjective,
  deleteObjective,
  dropObjective,
  reopenObjective,
  restoreObjective,
  useObjectiveChanged,
} from './query';

type Open = 'duplicate' | 'template' | 'link' | 'move' | 'drop' | 'archive' | 'delete' | null;
const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** What else can be done with an objective. Whatever can be taken back says so for ten seconds. */
export function ObjectiveMenu({ objective }: { objective: Objective }) {
  const { t } = useLingui();
  const [open, setOpen] = useState<Open>(null);
  const changed = useObjectiveChanged();
  const master = useIsMaster();
  const reopen = async (closed: Objective) => {
    await reopenObjective(closed);
    await changed();
  };
  const restore = async (gone: Objective) => {
    await restoreObjective(gone);
    await changed();
  };
  const gone = objective.dropped_at !== null || objective.archived_at !== null;
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t`More actions`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {objective.may_edit && (
            <Menu.Item leftSection={<IconLink {...icon} />} onClick={() => setOpen('link')}>
              <Trans>Align with…</Trans>
            </Menu.Item>
          )}
          {objective.may_edit && objective.parents.length === 1 && (
            <Menu.Item leftSection={<IconArrowsMove {...icon} />} onClick={() => setOpen('move')}>
              <Trans>Move to…</Trans>
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => setOpen('duplicate')}>
            <Trans>Duplicate…</Trans>
          </Menu.Item>
          {master && (
            <Menu.Item leftSection={<IconTemplate {...icon} />} onClick={() => setOpen('template')}>
              <Trans>Save as a template…</Trans>
            </Menu.Item>
          )}
          {objective.may_edit && objective.state === 'published' && !gone && (
            <>
              <MenuLink
                leftSection={<IconLock {...icon} />}
                to="/units/$id/closing"
                params={{ id: objective.unit_id }}
                search={{ cycle: objective.cycle_id, at: `o${objective.id}` }}
              >
                <Trans>Close with a score…</Trans>
              </MenuLink>
              <Menu.Item leftSection={<IconX {...icon} />} onClick={() => setOpen('drop')}>
                <Trans>Give up…</Trans>
              </Menu.Item>
            </>
          )}
          {objective.may_edit && objective.state === 'closed' && (
            <Menu.Item leftSection={<IconLockOpen {...icon} />} onClick={() => reopen(objective)}>
              <Trans>Open again</Trans>
            </Menu.Item>
          )}
          {objective.may_edit && objective.state !== 'draft' && !gone && (
            <Menu.Item leftSection={<IconArchive {...icon} />} onClick={() => setOpen('archive')}>
              <Trans>Archive…</Trans>
            </Menu.Item>
          )}
          {objective.may_edit && gone && (
            <Menu.Item leftSection={<IconRestore {...icon} />} onClick={() => restore(objective)}>
              <Trans>Bring back</Trans>
            </Menu.Item>
          )}
          {objective.may_delete && (
            <Menu.Item
              color="red"
              leftSection={<IconTrash {...icon} />}
              onClick={() => setOpen('delete')}
            >
              <Trans>Delete the draft…</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Dialogs objective={objective} open={open} close={() => setOpen(null)} restore={restore} />
    </>
  );
}

type DialogProps = {
  objective: Objective;
  open: Open;
  close: () => void;
  restore: (gone: Objective) => Promise<void>;
};

function Dialogs({ objective, open, close, restore }: DialogProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const changed = useObjectiveChanged();
  /** Does it, reads again, and offers the way back. */
  const act = async (
    doing: Promise<Objective>,
    words: string,
    back: (after: Objective) => Promise<void>,
  ) => {
    const after = await doing;
    await changed();
    sayWithUndo(words, () => back(after));
  };
  if (open === 'duplicate') return <DuplicateDialog objective={objective} close={close} />;
  if (open === 'template') return <SaveTemplateDialog objective={objective} close={close} />;
  if (open === 'link') return <LinkDialog objective={objective} close={close} />;
  const [link] = objective.parents;
  if (open === 'move' && link) {
    return <MoveDialog objective={objective} link={link} close={close} />;
  }
  if (open === 'drop' || open === 'archive') {
    const drop = open === 'drop';
    return (
      <ConfirmDialog
        title={drop ? t`Give this objective up?` : t`Archive this objective?`}
        verb={drop ? t`Give up` : t`Archive`}
        reasonLabel={t`Why? Everyone can read it.`}
        close={close}
        act={(reason) =>
          act(
            drop ? dropObjective(objective, reason) : archiveObjective(objective, reason),
            drop ? t`The objective is given up.` : t`The objective is archived.`,
            restore,
          )
        }
      >
        {drop ? (
          <Trans>It stays readable and counts no more. It can be brought back.</Trans>
        ) : (
          <Trans>It leaves the lists and the tree. It can be brought back.</Trans>
        )}
      </ConfirmDialog>
    );
  }
  if (open === 'delete') {
    return (
      <ConfirmDialog
        title={t`Delete this draft?`}
        verb={t`Delete`}
        danger
        close={close}
        act={async () => {
          await deleteObjective(objective);
          await navigate({ to: '/' });
          await changed();
        }}
      >
        <Trans>The draft and its key results are gone for good.</Trans>
      </ConfirmDialog>
    );
  }
  return null;
}
