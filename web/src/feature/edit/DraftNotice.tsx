// SPDX-License-Identifier: Apache-2.0

import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Notice } from '@/ui/Notice';

/** What is shown was typed on an earlier visit and never saved. */
export function DraftNotice({ discard }: { discard: () => void }) {
  return (
    <Notice
      tone="accent"
      action={
        <Button variant="subtle" size="compact-sm" onClick={discard}>
          <Trans>Throw it away</Trans>
        </Button>
      }
    >
      <Trans>This is what you typed earlier and did not save.</Trans>
    </Notice>
  );
}
