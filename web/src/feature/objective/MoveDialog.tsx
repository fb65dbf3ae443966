// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { AlignmentView, Objective } from '@/api/types';
import form from '@/ui/ConfirmDialog.module.css';
import { Dialog } from '@/ui/Dialog';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { upperOf } from './alignment';
import { TargetPicker } from './TargetPicker';
import { useRealign } from './useRealign';

type Props = { objective: Objective; link: AlignmentView; close: () => void };

/** Hangs an objective under another one than now, by search. */
export function MoveDialog({ objective, link, close }: Props) {
  const { t } = useLingui();
  const [parent, setParent] = useState<number | null>(null);
  const realign = useRealign(close);
  const now = link.key_result_title ?? link.objective_title;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parent === null) return;
    const to = { parent_id: parent };
    realign.mutate({ childId: objective.id, link, from: upperOf(link), to });
  };
  return (
    <Dialog opened onClose={close} title={t`Move to another objective`}>
      <form onSubmit={submit} className={form.form}>
        <div>
          <Trans>It hangs under “{now}” now.</Trans>
        </div>
        <ProblemNotice error={realign.error} />
        <TargetPicker objectiveId={objective.id} value={parent} onChange={setParent} />
        <div className={form.buttons}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={parent === null} loading={realign.isPending}>
            <Trans>Move it</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
