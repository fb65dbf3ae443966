// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Popover } from '@mantine/core';
import { IconBell, IconBellFilled } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { PersonName } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './FollowButton.module.css';
import { type Followed, followersQuery, setFollowing, useFollowsChanged } from './query';
import { followReasons } from './words';

/** Follow or not, and who else does. */
export function FollowButton({ of }: { of: Followed }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const changed = useFollowsChanged();
  const query = followersQuery(of);
  const { data: followers } = useQuery(query);
  const choose = useMutation({
    mutationFn: (follows: boolean) => setFollowing(of, follows),
    onSuccess: (view) => {
      client.setQueryData(query.queryKey, view);
      return changed();
    },
  });
  if (!followers) return null;
  const { following, reason, people, count } = followers;
  const why = reason && t(followReasons[reason]);
  const more = count - people.length;
  return (
    <>
      <ProblemNotice error={choose.error} />
      <Button.Group>
        <Button
          variant="default"
          aria-pressed={following}
          title={following && why ? why : undefined}
          leftSection={
            following ? (
              <IconBellFilled size={15} aria-hidden />
            ) : (
              <IconBell size={15} stroke={1.75} aria-hidden />
            )
          }
          onClick={() => choose.mutate(!following)}
        >
          <Trans>Follow</Trans>
        </Button>
        <Popover position="bottom-end" width={260} trapFocus returnFocus>
          <Popover.Target>
            <Button
              variant="default"
              className={classes.count}
              aria-label={t`Who follows: ${count}`}
            >
              {count}
            </Button>
          </Popover.Target>
          <Popover.Dropdown className={classes.people}>
            <h2 className={classes.title} tabIndex={-1} data-autofocus>
              <Plural value={count} one="# follower" other="# followers" />
            </h2>
            {count === 0 && (
              <p className={classes.more}>
                <Trans>Nobody follows this yet.</Trans>
              </p>
            )}
            <ul className={classes.list}>
              {people.map((one) => (
                <li key={one.id}>
                  <PersonName name={one.name} />
                </li>
              ))}
            </ul>
            {more > 0 && (
              <p className={classes.more}>
                <Trans>and {more} more</Trans>
              </p>
            )}
          </Popover.Dropdown>
        </Popover>
      </Button.Group>
    </>
  );
}
