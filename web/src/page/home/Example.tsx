// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Example } from '@/api/types';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Notice } from '@/ui/Notice';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Example.module.css';
import { exampleQuery, fillExample, removeExample } from './query';

/** For administrators of an empty organisation: it is filled with the example by one click. */
export function ShowExample() {
  const client = useQueryClient();
  const { data: example } = useQuery(exampleQuery);
  const fill = useMutation({
    mutationFn: fillExample,
    onSuccess: () => client.invalidateQueries(),
  });
  if (example?.state !== 'possible') return null;
  return (
    <>
      <Button variant="default" loading={fill.isPending} onClick={() => fill.mutate()}>
        <Trans>Show me an example</Trans>
      </Button>
      <p className={classes.hint}>
        <Trans>
          An invented organisation with two quarters of OKRs. Nobody of it can sign in, and one
          click takes it out again.
        </Trans>
      </p>
      <ProblemNotice error={fill.error} retry={() => fill.mutate()} />
    </>
  );
}

/** For administrators: what is here is the example, and how it goes. */
export function ExampleNotice() {
  const { data: example } = useQuery(exampleQuery);
  const [open, setOpen] = useState(false);
  if (example?.state !== 'present') return null;
  return (
    <div className={classes.notice}>
      <Notice
        tone="accent"
        action={
          <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
            <Trans>Take the example out…</Trans>
          </Button>
        }
      >
        <Plural
          value={example.people}
          one="This is the example, with # invented person who cannot sign in."
          other="This is the example, with # invented people who cannot sign in."
        />
      </Notice>
      {open && <RemoveDialog example={example} close={() => setOpen(false)} />}
    </div>
  );
}

function RemoveDialog({ example, close }: { example: Example; close: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [known, setKnown] = useState(false);
  const remove = async () => {
    try {
      await removeExample(example.own_count);
    } finally {
      await client.invalidateQueries(); // also what goes along, when that has changed
    }
  };
  return (
    <ConfirmDialog
      title={t`Take the example out?`}
      verb={t`Take it out`}
      danger
      disabled={example.own_count > 0 && !known}
      act={remove}
      close={close}
    >
      <p className={classes.first}>
        <Trans>
          The organisation is empty again afterwards. Accounts of your own people, administrators
          and settings stay.
        </Trans>
      </p>
      {example.own_count > 0 && (
        <>
          <p>
            <Trans>What you added yourselves goes along:</Trans>
          </p>
          <ul className={classes.own}>
            <OwnLines own={example.own} />
          </ul>
          <Checkbox
            label={t`This may go too; it cannot be brought back`}
            checked={known}
            onChange={(event) => setKnown(event.currentTarget.checked)}
          />
        </>
      )}
    </ConfirmDialog>
  );
}

function OwnLines({ own }: { own: Example['own'] }) {
  const lines: [number, ReactNode][] = [
    [own.units, <Plural key="units" value={own.units} one="# unit" other="# units" />],
    [own.cycles, <Plural key="cycles" value={own.cycles} one="# cycle" other="# cycles" />],
    [
      own.objectives,
      <Plural key="objectives" value={own.objectives} one="# objective" other="# objectives" />,
    ],
    [
      own.key_results,
      <Plural key="key_results" value={own.key_results} one="# key result" other="# key results" />,
    ],
    [
      own.check_ins,
      <Plural key="check_ins" value={own.check_ins} one="# check-in" other="# check-ins" />,
    ],
    [
      own.meetings,
      <Plural key="meetings" value={own.meetings} one="# meeting" other="# meetings" />,
    ],
    [
      own.others,
      <Plural
        key="others"
        value={own.others}
        one="# other thing, such as a theme or a blocker"
        other="# other things, such as themes, blockers and tags"
      />,
    ],
  ];
  return lines.map(([count, line], place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines stand in a fixed order
    count > 0 ? <li key={place}>{line}</li> : null,
  );
}
