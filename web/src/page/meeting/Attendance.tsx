// SPDX-License-Identifier: Apache-2.0

import { useLingui } from '@lingui/react/macro';
import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Meeting } from '@/api/types';
import { useMeetingActs } from '@/feature/meeting/query';
import { membersQuery } from '@/feature/unit/query';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Meeting.module.css';

/** Who is there: the members of the unit, and whoever else was noted. */
export function Attendance({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const acts = useMeetingActs(meeting.id);
  const members = useQuery(membersQuery(meeting.unit_id));
  const there = new Set(meeting.attendance.map((one) => one.person_id));
  const people = new Map(
    [...(members.data ?? []), ...meeting.attendance].map((one) => [one.person_id, one.person_name]),
  );
  return (
    <fieldset className={classes.attendance}>
      <legend>{t`Present`}</legend>
      <ProblemNotice error={acts.here.error} />
      {[...people].map(([personId, name]) => (
        <Checkbox
          key={personId}
          size="xs"
          label={name}
          disabled={!meeting.may_run}
          checked={there.has(personId)}
          onChange={(event) => acts.here.mutate({ personId, present: event.currentTarget.checked })}
        />
      ))}
    </fieldset>
  );
}
