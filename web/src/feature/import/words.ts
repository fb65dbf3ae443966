// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import {
  IconAlertTriangle,
  IconCircleMinus,
  IconCirclePlus,
  IconCircleX,
  IconEqual,
  IconPencil,
} from '@tabler/icons-react';
import type { ImportOutcome, PeopleField } from '@/api/types';

export const peopleFields: Record<PeopleField, ReturnType<typeof msg>> = {
  employee_id: msg`Employee number`,
  name: msg`Name`,
  first_name: msg`First name`,
  last_name: msg`Last name`,
  email: msg`E-mail`,
  job_title: msg`Job`,
  department_path: msg`Department path`,
  country: msg`Country`,
  manager_id: msg`Employee number of the manager`,
  manager_email: msg`E-mail of the manager`,
};

export const outcomes = {
  created: { tone: 'good', icon: IconCirclePlus, label: msg`New` },
  updated: { tone: 'accent', icon: IconPencil, label: msg`Changed` },
  unchanged: { tone: 'idle', icon: IconEqual, label: msg`Unchanged` },
  left: { tone: 'warn', icon: IconCircleMinus, label: msg`Left` },
  refused: { tone: 'bad', icon: IconCircleX, label: msg`Refused` },
  doubtful: { tone: 'warn', icon: IconAlertTriangle, label: msg`Doubtful` },
} as const satisfies Record<
  ImportOutcome,
  { tone: string; icon: unknown; label: ReturnType<typeof msg> }
>;
