// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Kbd } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { UnitClosing } from '@/api/types';
import { ActionDialog } from '@/feature/action/ActionDialog';
import { ActionList } from '@/feature/action/ActionList';
import {
  createRetrospective,
  updateRetrospective,
  useClosingChanged,
} from '@/feature/closing/query';
import {
  type RetrospectiveDraft,
  RetrospectiveFields,
} from '@/feature/closing/RetrospectiveFields';
import { RetrospectiveText } from '@/feature/closing/RetrospectiveText';
import { useMe } from '@/feature/session/query';
import { draftKey, useDraft } from '@/ui/draft';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './ClosingPage.module.css';

type Props = { closing: UnitClosing; place: string; count: number; next: () => void };

/** What the unit learnt, and what it agrees to do about it; the actions come back in the next cycle. */
export function RetrospectiveStep({ closing, place, count, next }: Props) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  const add = closing.may_reflect && (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      <Trans>Agree on an action</Trans>
    </Button>
  );
  return (
    <>
      {adding && (
        <ActionDialog
          unitId={closing.unit_id}
          cycleId={closing.cycle_id}
          source="retrospective"
          close={() => setAdding(false)}
        />
      )}
      {closing.may_reflect ? (
        <Form closing={closing} place={place} count={count} next={next} />
      ) : (
        closing.retrospective && <RetrospectiveText retrospective={closing.retrospective} />
      )}
      <Section title={t`Actions`} count={closing.actions.length} actions={add}>
        {closing.actions.length === 0 ? (
          <p className={classes.dim}>
            <Trans>Who does what by when. Open ones come back in the next cycle.</Trans>
          </p>
        ) : (
          <ActionList actions={closing.actions} cycleId={closing.cycle_id} />
        )}
      </Section>
    </>
  );
}

function Form({ closing, place, count, next }: Props) {
  const { person } = useMe();
  const changed = useClosingChanged();
  const known = closing.retrospective;
  const key = draftKey(person.id, `retrospective:${closing.unit_id}:${closing.cycle_id}`);
  const draft = useDraft<RetrospectiveDraft>(key, {
    worked: known?.worked ?? '',
    notWorked: known?.not_worked ?? '',
    causes: known?.causes ?? [],
  });
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => {
      const { worked, notWorked, causes } = draft.value;
      const body = { worked: worked.trim() || null, not_worked: notWorked.trim() || null, causes };
      if (known) return updateRetrospective(known, body);
      return createRetrospective(closing.unit_id, { ...body, cycle_id: closing.cycle_id });
    },
    onSuccess: async () => {
      draft.drop();
      await changed();
      next();
    },
  });
  const submit = () => {
    setTried(true);
    const { worked, notWorked, causes } = draft.value;
    if (save.isPending || causes.some((one) => one.note.trim() === '')) return;
    const nothing = worked.trim() === '' && notWorked.trim() === '' && causes.length === 0;
    if (nothing && !known) next();
    else save.mutate();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      className={classes.form}
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.head}>
        <h2>
          <Trans>Retrospective</Trans>
        </h2>
      </div>
      <ProblemNotice error={save.error} />
      <RetrospectiveFields draft={draft.value} change={draft.change} tried={tried} />
      <div className={classes.buttons}>
        <Button type="submit" loading={save.isPending}>
          <Trans>Save and next</Trans>
        </Button>
        <span className={classes.place}>
          <Trans>
            {place} of {count}
          </Trans>
          <Kbd size="xs">Ctrl</Kbd>
          <Kbd size="xs">Enter</Kbd>
        </span>
      </div>
    </form>
  );
}
