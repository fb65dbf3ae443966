// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';

export const interventionKinds = {
  visit: msg`Visit`,
  coaching: msg`Coaching`,
  training: msg`Training`,
  facilitation: msg`Facilitation`,
  escalation: msg`Escalation`,
  other: msg`Something else`,
} as const;

export const interventionStates = {
  planned: msg`Planned`,
  done: msg`Done`,
  cancelled: msg`Cancelled`,
} as const;

export const dutyKinds = {
  grant: msg`OKR master of`,
  case: msg`Case`,
  visit: msg`Planned`,
  session: msg`Session`,
} as const;

export const sessionStates = {
  planned: msg`Planned`,
  held: msg`Held`,
  cancelled: msg`Cancelled`,
} as const;
