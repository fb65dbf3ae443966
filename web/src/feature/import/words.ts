// SPDX-License-Identifier: Apache-2.0
import { msg } from '@lingui/core/macro';
import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconCircleMinus,
  IconCirclePlus,
  IconCircleX,
  IconEqual,
  IconPencil,
} from '@tabler/icons-react';
import type { ImportOutcome, ImportThing, OkrField, PeopleField } from '@/api/types';

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
  renamed: { tone: 'accent', icon: IconPencil, label: msg`New title` },
  differs: { tone: 'idle', icon: IconArrowsDiff, label: msg`Differs` },
} as const satisfies Record<
  ImportOutcome | 'renamed' | 'differs',
  { tone: string; icon: unknown; label: ReturnType<typeof msg> }
>;

export const okrFields: Record<OkrField, ReturnType<typeof msg>> = {
  type: msg`Type`,
  id: msg`Key`,
  title: msg`Title`,
  description: msg`Description`,
  objective_id: msg`Key of the objective`,
  objective_title: msg`Title of the objective`,
  objective_owner: msg`Owner of the objective`,
  parent_id: msg`Key of what is above`,
  parent_title: msg`Title of what is above`,
  weight: msg`Weight`,
  unit: msg`Unit`,
  owner: msg`Owner`,
  owner_email: msg`E-mail of the owner`,
  owner_employee_id: msg`Employee number of the owner`,
  cycle: msg`Cycle`,
  start_day: msg`First day`,
  end_day: msg`Last day`,
  kind: msg`Committed or aspirational`,
  metric: msg`Metric`,
  unit_of_measure: msg`Unit of measure`,
  target_type: msg`Kind of target`,
  start_value: msg`Start value`,
  target_value: msg`Target value`,
  current_value: msg`Current value`,
  progress: msg`Progress in per cent`,
  status: msg`Status`,
  score: msg`Score`,
  created_at: msg`Made on`,
  check_in_day: msg`Day of the check-in`,
  note: msg`Note`,
};

/** What the words of a field may mean. */
export const okrMeanings: Partial<Record<OkrField, Record<string, ReturnType<typeof msg>>>> = {
  type: {
    objective: msg`Objective`,
    key_result: msg`Key result`,
    deliverable: msg`Deliverable`,
    check_in: msg`Check-in`,
  },
  status: {
    not_started: msg`Not started`,
    on_track: msg`On track`,
    behind: msg`Behind`,
    at_risk: msg`At risk`,
    postponed: msg`Postponed`,
    closed: msg`Closed`,
  },
  kind: { committed: msg`Committed`, aspirational: msg`Aspirational` },
  target_type: {
    increase: msg`Increase`,
    decrease: msg`Decrease`,
    at_least: msg`At least`,
    at_most: msg`At most`,
    range: msg`Range`,
  },
};

export const importThings: Record<ImportThing, ReturnType<typeof msg>> = {
  objectives: msg`Objectives`,
  key_results: msg`Key results`,
  check_ins: msg`Check-ins`,
  links: msg`Links`,
  cycles: msg`Cycles`,
  units: msg`Units`,
  people: msg`People`,
};
