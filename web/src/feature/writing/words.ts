// SPDX-License-Identifier: Apache-2.0
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { IconAlertTriangle, IconBulb, IconCircleOff, IconHandStop } from '@tabler/icons-react';
import type { WritingLevel, WritingScope } from '@/api/types';
import type { Tone } from '@/ui/tone';

type Look = { label: MessageDescriptor; icon: typeof IconBulb; tone: Tone };

export const levels: Record<WritingLevel, Look> = {
  off: { label: msg`Off`, icon: IconCircleOff, tone: 'idle' },
  hint: { label: msg`Hint`, icon: IconBulb, tone: 'accent' },
  warn: { label: msg`Warning`, icon: IconAlertTriangle, tone: 'warn' },
  block: { label: msg`Blocks publishing`, icon: IconHandStop, tone: 'bad' },
};

export const scopes: Record<WritingScope, MessageDescriptor> = {
  objective: msg`Objectives`,
  key_result: msg`Key results`,
  title: msg`Every title`,
  alignment: msg`Links`,
  unit: msg`The set of a unit`,
};
