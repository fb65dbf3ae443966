// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Kbd } from '@mantine/core';
import { useMe } from '@/feature/session/query';
import { Dialog } from '@/ui/Dialog';
import classes from './ShortcutList.module.css';
import { shortcuts } from './shortcuts';

export default function ShortcutList({ close }: { close: () => void }) {
  const { t } = useLingui();
  const { person } = useMe();
  return (
    <Dialog opened onClose={close} title={t`Shortcuts`} size="sm">
      <dl className={classes.list}>
        {shortcuts.map(({ keys, what }) => (
          <div key={keys.join()} className={classes.row}>
            <dt>{t(what)}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.note}>
        {person.shortcuts ? (
          <Trans>Single keys do nothing while you type. Your account page switches them off.</Trans>
        ) : (
          <Trans>Single keys are switched off in your account.</Trans>
        )}
      </p>
    </Dialog>
  );
}
