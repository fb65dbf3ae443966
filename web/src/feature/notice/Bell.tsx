// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { LinkIcon } from '@/ui/link';
import classes from './Bell.module.css';
import { unreadQuery } from './query';

/** More than this says nothing more. */
const SHOWN_MAX = 99;

/** How many notices wait to be read, and the way to them. */
export function Bell() {
  const { t } = useLingui();
  const { data } = useQuery(unreadQuery);
  const count = data?.count ?? 0;
  const label = count === 0 ? t`Inbox` : t`Inbox, ${count} unread`;
  return (
    <Tooltip label={label}>
      <LinkIcon to="/inbox" variant="default" size={32} aria-label={label} className={classes.bell}>
        <IconBell size={18} stroke={1.75} aria-hidden />
        {count > 0 && (
          <span className={classes.count} aria-hidden>
            {count > SHOWN_MAX ? `${SHOWN_MAX}+` : count}
          </span>
        )}
      </LinkIcon>
    </Tooltip>
  );
}
