// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconHistory } from '@tabler/icons-react';
import { EmptyState } from '@/ui/EmptyState';

/** A past day on which there was nothing to see. */
export function NothingThen() {
  const { t } = useLingui();
  return (
    <EmptyState icon={IconHistory} title={t`No objectives on that day`}>
      <Trans>They were begun later. Choose another day, or go back to today.</Trans>
    </EmptyState>
  );
}
