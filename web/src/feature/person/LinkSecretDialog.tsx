// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, CopyButton, TextInput } from '@mantine/core';
import type { LinkSecret } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import form from '@/ui/ConfirmDialog.module.css';
import { Dialog } from '@/ui/Dialog';

type Props = { link: LinkSecret; name: string; close: () => void };

/** Shows a one-time link, once: whoever has it sets the password. */
export function LinkSecretDialog({ link, name, close }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const until = format.moment(link.expires_at);
  return (
    <Dialog opened onClose={close} title={t`One-time link for ${name}`} closeOnClickOutside={false}>
      <div className={form.form}>
        <div>
          <Trans>
            Hand it to the person yourself. It works once, until {until}, and is not shown again.
          </Trans>
        </div>
        <TextInput
          label={t`Link`}
          readOnly
          value={link.url}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div className={form.buttons}>
          <Button variant="default" onClick={close}>
            <Trans>Done</Trans>
          </Button>
          <CopyButton value={link.url}>
            {({ copied, copy }) => (
              <Button onClick={copy}>
                {copied ? <Trans>Copied</Trans> : <Trans>Copy the link</Trans>}
              </Button>
            )}
          </CopyButton>
        </div>
      </div>
    </Dialog>
  );
}
