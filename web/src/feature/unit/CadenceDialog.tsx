// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitView } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { updateUnit, useUnitChanged } from './act';
import { useCadenceWords } from './Cadence';

/** Cadences that are offered; one that came another way is offered beside them. */
const USUAL_DAYS = [7, 14, 21, 28];
const INHERITED = '';

/** How often a unit checks in, and whether units below must follow. */
export function CadenceDialog({ unit, close }: { unit: UnitView; close: () => void }) {
  const { t } = useLingui();
  const words = useCadenceWords();
  const changed = useUnitChanged();
  const [days, setDays] = useState(unit.cadence_days);
  const [locked, setLocked] = useState(unit.cadence_locked);
  const save = useMutation({
    mutationFn: () =>
      updateUnit(unit, { cadence_days: days, cadence_locked: locked && days !== null }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['cadence_days', 'cadence_locked']);
  const offered = [...new Set([...USUAL_DAYS, ...(days === null ? [] : [days])])];
  offered.sort((a, b) => a - b);
  if (unit.cadence_bound) {
    return (
      <FormDialog
        title={t`Check-in cadence`}
        verb={t`Understood`}
        busy={false}
        error={null}
        rest={[]}
        submit={close}
        close={close}
      >
        <p>
          <Trans>
            {unit.cadence_unit_name} decides the cadence of all units below it:{' '}
            {words(unit.effective_cadence_days)}. It can be unlocked there.
          </Trans>
        </p>
      </FormDialog>
    );
  }
  return (
    <FormDialog
      title={t`Check-in cadence`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <Select
        label={t`How often`}
        description={t`Units below follow unless they choose their own.`}
        allowDeselect={false}
        data={[
          {
            value: INHERITED,
            label: unit.parent_id === null ? t`as the organisation` : t`as the unit above`,
          },
          ...offered.map((one) => ({ value: String(one), label: words(one) })),
        ]}
        value={days === null ? INHERITED : String(days)}
        onChange={(value) => setDays(value ? Number(value) : null)}
        error={fields.cadence_days}
      />
      <Checkbox
        label={t`Lock it for all units below`}
        disabled={days === null}
        checked={locked && days !== null}
        onChange={(event) => setLocked(event.currentTarget.checked)}
        error={fields.cadence_locked}
      />
    </FormDialog>
  );
}
