// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { AlignmentKind, Objective } from '@/api/types';
import form from '@/ui/ConfirmDialog.module.css';
import { Dialog } from '@/ui/Dialog';
import { NumberField } from '@/ui/NumberField';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { ScaleField } from '@/ui/ScaleField';
import { createLink } from './alignment';
import { useObjectiveChanged } from './query';
import { TargetPicker } from './TargetPicker';

/** The usual weight of a link; only its ratio to that of the others counts. */
const WEIGHT_USUAL = 100;

/** Links an objective to one above it, beside those it has. */
export function LinkDialog({ objective, close }: { objective: Objective; close: () => void }) {
  const { t } = useLingui();
  const changed = useObjectiveChanged();
  const [parent, setParent] = useState<number | null>(null);
  const [kind, setKind] = useState<AlignmentKind>('supports');
  const [weight, setWeight] = useState<number | null>(WEIGHT_USUAL);
  const link = useMutation({
    mutationFn: (parentId: number) =>
      createLink({
        child_id: objective.id,
        parent_id: parentId,
        parent_kr_id: null,
        kind,
        weight: weight ?? WEIGHT_USUAL,
      }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parent !== null) link.mutate(parent);
  };
  return (
    <Dialog opened onClose={close} title={t`Align with an objective above`}>
      <form onSubmit={submit} className={form.form}>
        <ProblemNotice error={link.error} />
        <TargetPicker objectiveId={objective.id} value={parent} onChange={setParent} />
        <ScaleField
          label={t`What the link means`}
          options={[
            { value: 'supports', label: t`Supports it` },
            { value: 'contributes', label: t`Counts in its progress` },
          ]}
          value={kind}
          onChange={setKind}
        />
        {kind === 'contributes' && (
          <NumberField
            label={t`Weight`}
            value={weight}
            onChange={(value) => setWeight(value)}
            maw="10rem"
          />
        )}
        <div className={form.buttons}>
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={parent === null} loading={link.isPending}>
            <Trans>Align</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
