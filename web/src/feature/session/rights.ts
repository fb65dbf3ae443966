// SPDX-License-Identifier: Apache-2.0
import type { Me } from '@/api/types';
import { useMe } from './query';

/**
 * Whether to show what only administrators may do. The server decides; this only keeps buttons
 * away from those for whom they would fail.
 */
export function isAdmin(me: Me): boolean {
  return me.grants.some((grant) => grant.role === 'admin' && grant.unit_id === null);
}

export function useIsAdmin(): boolean {
  return isAdmin(useMe());
}

/** Whether somebody may give roles somewhere: leaders and OKR masters below their unit, administrators. */
export function useGivesRoles(): boolean {
  return useMe().grants.some((grant) => grant.role !== 'member');
}

/** Whether somebody keeps what the whole organisation shares, such as tags. */
export function useIsKeeper(): boolean {
  return useMe().grants.some(
    ({ role, unit_id }) => unit_id === null && (role === 'admin' || role === 'okr_master'),
  );
}

/** Whether somebody keeps the process somewhere: OKR masters and administrators plan cycles. */
export function useIsMaster(): boolean {
  return useMe().grants.some((grant) => grant.role === 'admin' || grant.role === 'okr_master');
}
