// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Action, Meeting } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import {
  type ActionBody,
  agreeAction,
  setActionDone,
  useMeetingActs,
} from '@/feature/meeting/query';
import { PersonSelect } from '@/feature/person/PersonSelect';
import { useFormat } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Meeting.module.css';

/** Actions with a mark for what is done. */
export function ActionList({ meeting, actions }: { meeting: Meeting; actions: Action[] }) {
  const format = useFormat();
  const acts = useMeetingActs(meeting.id);
  const done = useMutation({
    mutationFn: ({ action, is }: { action: Action; is: boolean }) => setActionDone(action, is),
    onSettled: acts.again,
  });
  if (actions.length === 0) return null;
  return (
    <ul className={classes.actions}>
      <ProblemNotice error={done.error} />
      {actions.map((action) => (
        <li key={action.id}>
          <Checkbox
            label={
              <span data-overdue={action.overdue || undefined}>
                {action.title}
                <span className={classes.dim}>
                  {action.owner_name && ` · ${action.owner_name}`}
                  {action.due_day && ` · ${format.dayShort(action.due_day)}`}
                </span>
              </span>
            }
            disabled={!action.may_edit}
            checked={action.state === 'done'}
            onChange={(event) => done.mutate({ action, is: event.currentTarget.checked })}
          />
        </li>
      ))}
    </ul>
  );
}

const NOTHING: ActionBody = { title: '', owner_id: null, due_day: null };

/** Agrees an action in one line: what, who, until when. */
export function ActionAdd({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const acts = useMeetingActs(meeting.id);
  const [values, setValues] = useState(NOTHING);
  const change = (next: Partial<ActionBody>) => setValues((old) => ({ ...old, ...next }));
  const save = useMutation({
    mutationFn: () => agreeAction(meeting.id, values),
    onSuccess: async () => {
      setValues(NOTHING);
      await acts.again();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['title', 'owner_id', 'due_day']);
  return (
    <form
      className={classes.actionAdd}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <ProblemNotice error={save.error} rest={rest} />
      <TextInput
        label={t`Action`}
        placeholder={t`What is to be done`}
        dir="auto"
        maxLength={300}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        error={fields.title}
      />
      <PersonSelect
        label={t`Who`}
        clearable
        value={values.owner_id}
        onChange={(owner_id) => change({ owner_id })}
        error={fields.owner_id}
      />
      <DateField
        label={t`Until`}
        clearable
        value={values.due_day}
        onChange={(due_day) => change({ due_day })}
        error={fields.due_day}
      />
      <Button type="submit" variant="default" loading={save.isPending}>
        <Trans>Agree</Trans>
      </Button>
    </form>
  );
}
