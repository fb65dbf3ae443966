// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { Duty, ProcessRungNew } from '@/api/types';
import { NumberField } from '@/ui/NumberField';
import classes from './Process.module.css';
import { rungs } from './words';

const RUNGS_MAX = 20;

type Props = {
  label: string;
  value: readonly ProcessRungNew[];
  onChange: (next: ProcessRungNew[]) => void;
};

/** Who is told of a step so many days after its deadline that is not done by then. */
export function LadderField({ label, value, onChange }: Props) {
  const { t } = useLingui();
  const put = (at: number, next: Partial<ProcessRungNew>) =>
    onChange(value.map((one, place) => (place === at ? { ...one, ...next } : one)));
  const days = (value.at(-1)?.days ?? -1) + 1;
  return (
    <fieldset className={classes.ladder}>
      <legend>{label}</legend>
      {value.map((rung, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rungs have no identity but their place
        <div key={at} className={classes.rung}>
          <NumberField
            aria-label={t`Days after the deadline, rung ${at + 1}`}
            unit={t`days`}
            value={rung.days}
            onChange={(typed) => put(at, { days: typed ?? 0 })}
          />
          <Select
            aria-label={t`Who is told, rung ${at + 1}`}
            allowDeselect={false}
            data={Object.entries(rungs).map(([one, words]) => ({ value: one, label: t(words) }))}
            value={rung.duty}
            onChange={(duty) => duty && put(at, { duty: duty as Duty })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Remove rung ${at + 1}`}
            onClick={() => onChange(value.filter((_, place) => place !== at))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {value.length < RUNGS_MAX && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...value, { days, duty: 'leader' }])}
          >
            <Trans>Add a rung</Trans>
          </Button>
        </div>
      )}
    </fieldset>
  );
}
