// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { ActionIcon } from '@mantine/core';
import { IconHistory, IconX } from '@tabler/icons-react';
import { DateField } from './DateField';

type Props = {
  /** The day that is shown; undefined is today. */
  day: string | undefined;
  /** Today. */
  max: string;
  change: (day: string | undefined) => void;
  /** As wide as its place; else as wide as a day. */
  wide?: boolean;
};

/** Chooses a past day to look at; empty, or the newest day there is, is today. */
export function AsOfField({ day, max, change, wide = false }: Props) {
  const { t } = useLingui();
  return (
    <DateField
      aria-label={t`As it was on`}
      leftSection={<IconHistory size={16} stroke={1.75} aria-hidden />}
      rightSection={
        day && (
          <ActionIcon size={24} aria-label={t`Back to today`} onClick={() => change(undefined)}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        )
      }
      maxDate={max}
      placeholder={t`Today`}
      value={day ?? null}
      onChange={(next) => change(next && next < max ? next : undefined)}
      w={wide ? undefined : 180}
    />
  );
}
