// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';

export const cycleTypes = {
  year: msg`A year`,
  tertial: msg`Four months`,
  quarter: msg`A quarter`,
  custom: msg`Days of its own`,
} as const;

export const cycleStates = {
  planned: msg`Planned: takes drafts`,
  open: msg`Open: takes check-ins too`,
  closed: msg`Closed`,
} as const;
