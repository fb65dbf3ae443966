// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { isProblem } from '@/api/problem';
import { randomKey } from '@/api/random';
import type { Meeting } from '@/api/types';
import { useMeetingActs } from '@/feature/meeting/query';
import { useMe } from '@/feature/session/query';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { say } from '@/ui/undo';
import classes from './Meeting.module.css';

/** Sends the minutes of an ended meeting to those who were there. */
export function MailMinutes({ meeting }: { meeting: Meeting }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconMail size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {meeting.mailed_at ? <Trans>Mail again…</Trans> : <Trans>Mail the minutes…</Trans>}
      </Button>
      {open && <MailDialog meeting={meeting} close={() => setOpen(false)} />}
    </>
  );
}

function MailDialog({ meeting, close }: { meeting: Meeting; close: () => void }) {
  const { t } = useLingui();
  const { person } = useMe();
  const acts = useMeetingActs(meeting.id);
  // As they were when this was opened: who mails meanwhile is not mailed after.
  const [seen] = useState(meeting);
  const [key] = useState(randomKey);
  const others = seen.attendance.filter((one) => one.person_id !== person.id);
  const [unit, setUnit] = useState(false);
  const names = others.map((one) => one.person_name).join(', ');
  const send = async () => {
    try {
      await acts.mail.mutateAsync({ seen, unit, key: `${key}-${unit}` });
      say(t`The minutes are on their way.`);
    } catch (failure) {
      // What this asks about is past; the page under it shows when, and to how many.
      if (!isProblem(failure) || failure.code !== 'mailed_meanwhile') throw failure;
      say(failure.detail);
    }
  };
  return (
    <ConfirmDialog
      title={seen.mailed_at ? t`Mail the minutes again?` : t`Mail the minutes?`}
      verb={t`Mail them`}
      disabled={others.length === 0 && !unit}
      act={send}
      close={close}
    >
      <p className={classes.whom}>
        {names ? (
          <Trans>They go to {names}, each in their own language.</Trans>
        ) : (
          <Trans>Nobody but you was noted as present.</Trans>
        )}
      </p>
      <Checkbox
        label={t`Also to everybody who belongs to ${seen.unit_name} or leads it`}
        checked={unit}
        onChange={(event) => setUnit(event.currentTarget.checked)}
      />
      <p className={classes.whom}>
        <Trans>Whoever gets no minutes by mail finds them in their inbox in Koers.</Trans>
      </p>
    </ConfirmDialog>
  );
}
