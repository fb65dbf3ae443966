// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import type { LinkSecret } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { SecretDialog } from '@/ui/SecretDialog';

type Props = { link: LinkSecret; name: string; close: () => void };

/** Shows a one-time link, once: whoever has it sets the password. */
export function LinkSecretDialog({ link, name, close }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const until = format.moment(link.expires_at);
  return (
    <SecretDialog
      title={t`One-time link for ${name}`}
      label={t`Link`}
      secret={link.url}
      copyLabel={t`Copy the link`}
      close={close}
    >
      <Trans>
        Hand it to the person yourself. It works once, until {until}, and is not shown again.
      </Trans>
    </SecretDialog>
  );
}
