// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Input } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { NumberField } from '@/ui/NumberField';
import classes from './UnitWeights.module.css';

export type UnitWeight = { unit_id: number | null; weight: number };

const WEIGHT_USUAL = 100;

type Props = {
  values: readonly UnitWeight[];
  change: (values: UnitWeight[]) => void;
  error?: string;
};

/** Units that take part in an objective beside the one that owns it, each with its own weight. */
export function UnitWeights({ values, change, error }: Props) {
  const { t } = useLingui();
  const set = (place: number, next: Partial<UnitWeight>) =>
    change(values.map((one, at) => (at === place ? { ...one, ...next } : one)));
  return (
    <Input.Wrapper
      label={t`Participating units`}
      labelElement="div"
      description={t`They share it: it stands in their lists as well.`}
      error={error}
    >
      {values.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
        <div key={place} className={classes.row}>
          <UnitSelect
            aria-label={t`Participating unit`}
            className={classes.unit}
            value={one.unit_id}
            onChange={(unit_id) => set(place, { unit_id })}
          />
          <NumberField
            aria-label={t`Weight`}
            className={classes.weight}
            value={one.weight}
            onChange={(weight) => set(place, { weight: weight ?? WEIGHT_USUAL })}
          />
          <ActionIcon
            aria-label={t`Take this unit out`}
            onClick={() => change(values.filter((_, at) => at !== place))}
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.add}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => change([...values, { unit_id: null, weight: WEIGHT_USUAL }])}
        >
          <Trans>Add a participating unit</Trans>
        </Button>
      </div>
    </Input.Wrapper>
  );
}
