// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { FollowReason } from '@/api/types';

/** Why somebody follows something. */
export const followReasons: Record<FollowReason, MessageDescriptor> = {
  chosen: msg`I chose to`,
  owner: msg`I own it`,
  co_owner: msg`I own it with others`,
  key_result: msg`A key result of it is mine`,
  mentioned: msg`I was mentioned`,
  commented: msg`I commented`,
  leader: msg`I lead it`,
  member: msg`I belong to it`,
};
