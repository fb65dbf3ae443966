// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Blocker } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { FormDialog } from '@/ui/FormDialog';
import { Markdown } from '@/ui/Markdown';
import { sayWithUndo } from '@/ui/undo';
import classes from './BlockerList.module.css';
import { reopenBlocker, resolveBlocker } from './query';
import { blockerTypes } from './words';

type Props = {
  blockers: readonly Blocker[];
  /** Names the objective and its unit as well. */
  withPlace?: boolean;
};

/** What is in the way, for how long, and of whom help is asked. */
export function BlockerList({ blockers, withPlace = false }: Props) {
  const [ending, setEnding] = useState<Blocker | null>(null);
  return (
    <>
      <ul className={classes.list}>
        {blockers.map((one) => (
          <BlockerItem
            key={one.id}
            blocker={one}
            withPlace={withPlace}
            resolve={() => setEnding(one)}
          />
        ))}
      </ul>
      {ending && <ResolveDialog blocker={ending} close={() => setEnding(null)} />}
    </>
  );
}

type ItemProps = { blocker: Blocker; withPlace: boolean; resolve: () => void };

function BlockerItem({ blocker, withPlace, resolve }: ItemProps) {
  const { t } = useLingui();
  const asked = blocker.asked_unit_name ?? blocker.asked_person_name;
  return (
    <li className={classes.item}>
      <div className={classes.text}>
        <div className={classes.head}>
          <strong>{t(blockerTypes[blocker.type])}</strong>
          <span className={classes.dim}>
            {blocker.age_days === 0 ? (
              <Trans>since today</Trans>
            ) : (
              <Plural value={blocker.age_days} one="for # day" other="for # days" />
            )}
          </span>
        </div>
        <Markdown text={blocker.text} />
        {asked && (
          <p className={classes.dim}>
            <Trans>
              {blocker.created_by_name} asks {asked}
            </Trans>
            {blocker.request && <span dir="auto">: {blocker.request}</span>}
          </p>
        )}
        <p className={classes.dim} dir="auto">
          <Link
            to="/objectives/$id"
            params={{ id: blocker.objective_id }}
            search={(search) => ({ cycle: search.cycle, kr: blocker.key_result_id })}
          >
            {blocker.key_result_title}
          </Link>
          {withPlace && ` \u00b7 ${blocker.objective_title} \u00b7 ${blocker.unit_name}`}
        </p>
      </div>
      {blocker.may_edit && (
        <Button variant="default" size="compact-sm" onClick={resolve}>
          <Trans>Resolve…</Trans>
        </Button>
      )}
    </li>
  );
}

function ResolveDialog({ blocker, close }: { blocker: Blocker; close: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [resolution, setResolution] = useState('');
  const again = () => client.invalidateQueries({ queryKey: ['blockers'] });
  const save = useMutation({
    mutationFn: () => resolveBlocker(blocker, resolution.trim()),
    onSuccess: async (done) => {
      await again();
      close();
      sayWithUndo(t`The blocker is resolved.`, async () => {
        await reopenBlocker(done);
        await again();
      });
    },
  });
  const { fields, rest } = faultsOf(save.error, ['resolution']);
  return (
    <FormDialog
      title={t`Resolve the blocker`}
      verb={t`Resolve`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <Textarea
        label={t`How did it go away?`}
        data-autofocus
        dir="auto"
        autosize
        minRows={2}
        maxLength={2000}
        value={resolution}
        onChange={(event) => setResolution(event.currentTarget.value)}
        error={fields.resolution}
      />
    </FormDialog>
  );
}
