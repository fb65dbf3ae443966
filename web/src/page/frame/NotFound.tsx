// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconMapOff } from '@tabler/icons-react';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';

/** Also what one sees of a thing one may not see: it does not tell that it exists. */
export function NotFound() {
  const { t } = useLingui();
  return (
    <EmptyState
      page
      icon={IconMapOff}
      title={t`There is nothing here`}
      action={
        <LinkButton to="/" variant="default">
          <Trans>Go home</Trans>
        </LinkButton>
      }
    >
      <Trans>The address is wrong, or this was deleted, or it is private to others.</Trans>
    </EmptyState>
  );
}
