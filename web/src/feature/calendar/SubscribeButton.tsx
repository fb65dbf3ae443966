// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconCalendarShare } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CalendarFeedSecret } from '@/api/types';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { SecretDialog } from '@/ui/SecretDialog';
import { calendarFeedsQuery, makeCalendarFeed } from './query';

type Props = {
  /** Whose dates; without, what is asked of me. */
  unitId?: number;
};

/** Makes an address for a calendar program, and shows it once. */
export function SubscribeButton({ unitId }: Props) {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: () => makeCalendarFeed(unitId ?? null),
    onSuccess: () => client.invalidateQueries({ queryKey: calendarFeedsQuery.queryKey }),
  });
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconCalendarShare size={14} aria-hidden />}
        loading={make.isPending}
        onClick={() => make.mutate()}
      >
        <Trans>In my calendar…</Trans>
      </Button>
      <ProblemNotice error={make.error} />
      {make.data && <AddressDialog feed={make.data} close={make.reset} />}
    </>
  );
}

function AddressDialog({ feed, close }: { feed: CalendarFeedSecret; close: () => void }) {
  const { t } = useLingui();
  const of = feed.unit_name;
  return (
    <SecretDialog
      title={of === null ? t`Your dates in your calendar` : t`${of} in your calendar`}
      label={t`Address`}
      secret={feed.url}
      copyLabel={t`Copy the address`}
      action={
        <Button component="a" href={feed.webcal_url} variant="default">
          <Trans>Open my calendar</Trans>
        </Button>
      }
      close={close}
    >
      <Trans>
        Subscribe to this address in your calendar program; check-ins, meetings and process steps
        then appear there by themselves. It is shown once, and whoever has it can read these dates.
        You can end it under Account.
      </Trans>
    </SecretDialog>
  );
}
