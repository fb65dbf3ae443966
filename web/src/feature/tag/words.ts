// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { TagTone } from '@/api/types';

export const tagTones: Record<TagTone, MessageDescriptor> = {
  grey: msg`Grey`,
  blue: msg`Blue`,
  teal: msg`Teal`,
  green: msg`Green`,
  yellow: msg`Yellow`,
  orange: msg`Orange`,
  pink: msg`Pink`,
  violet: msg`Violet`,
};
