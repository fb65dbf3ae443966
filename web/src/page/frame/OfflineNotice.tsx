// SPDX-License-Identifier: Apache-2.0
import { Trans } from '@lingui/react/macro';
import { IconCloudOff } from '@tabler/icons-react';
import { useConnection } from '@/api/connection';
import classes from './OfflineNotice.module.css';

/** Says that the server cannot be reached, and that nothing is lost by it. */
export function OfflineNotice() {
  const { online } = useConnection();
  return (
    <div role="status" className={classes.region}>
      {!online && (
        <p className={classes.notice}>
          <IconCloudOff size={16} stroke={1.75} aria-hidden />
          <Trans>Koers cannot be reached. What you type is kept and can be saved later.</Trans>
        </p>
      )}
    </div>
  );
}
