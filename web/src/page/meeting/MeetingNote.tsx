// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Meeting } from '@/api/types';
import { saveMeetingNote } from '@/feature/meeting/query';
import { Markdown } from '@/ui/Markdown';
import classes from './Meeting.module.css';
import { NoteDialog } from './NoteDialog';

/** What holds for the whole meeting: before it, while it runs and afterwards. */
export function MeetingNote({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const [writing, setWriting] = useState(false);
  const write = async () => {
    // A dialog is drawn outside of what fills the screen, where nobody would see it.
    if (document.fullscreenElement) await document.exitFullscreen();
    setWriting(true);
  };
  if (!meeting.note && !meeting.may_run) return null;
  return (
    <div className={classes.whole}>
      {meeting.note && <Markdown text={meeting.note} />}
      {meeting.may_run && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={meeting.note ? t`Edit the note of the whole meeting` : undefined}
          onClick={write}
        >
          {meeting.note ? <Trans>Edit</Trans> : <Trans>Add a note for the whole meeting</Trans>}
        </Button>
      )}
      {writing && (
        <NoteDialog
          meetingId={meeting.id}
          title={t`Note of the whole meeting`}
          draft={`meeting:${meeting.id}`}
          noted={meeting}
          find={(now) => now}
          save={(version, note) => saveMeetingNote(meeting.id, version, note)}
          close={() => setWriting(false)}
        />
      )}
    </div>
  );
}
