// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Menu } from '@mantine/core';
import { IconCalendarRepeat, IconDots, IconPencil, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { UnitView } from '@/api/types';
import { useIsAdmin } from '@/feature/session/rights';
import { closeUnit, useUnitChanged } from '@/feature/unit/act';
import { CadenceDialog } from '@/feature/unit/CadenceDialog';
import { UnitDialog } from '@/feature/unit/UnitDialog';
import { today } from '@/locale/format';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

/** What leaders and OKR masters can change of a unit; only administrators end one. */
export function UnitMenu({ unit }: { unit: UnitView }) {
  const { t } = useLingui();
  const admin = useIsAdmin();
  const changed = useUnitChanged();
  const [open, setOpen] = useState<'edit' | 'cadence' | 'close' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={t`More actions`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setOpen('edit')}>
            <Trans>Name and type…</Trans>
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCalendarRepeat {...icon} />}
            onClick={() => setOpen('cadence')}
          >
            <Trans>Check-in cadence…</Trans>
          </Menu.Item>
          {admin && unit.valid_until === null && (
            <Menu.Item leftSection={<IconX {...icon} />} onClick={() => setOpen('close')}>
              <Trans>End this unit…</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && <UnitDialog unit={unit} close={close} />}
      {open === 'cadence' && <CadenceDialog unit={unit} close={close} />}
      {open === 'close' && (
        <ConfirmDialog
          title={t`End ${unit.name}?`}
          verb={t`End the unit`}
          danger
          act={async () => {
            await closeUnit(unit, today(unit.effective_zone));
            await changed();
          }}
          close={close}
        >
          <Trans>From today it takes no new objectives. What it held stays readable.</Trans>
        </ConfirmDialog>
      )}
    </>
  );
}
