// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Initiative, KeyResult } from '@/api/types';
import { useMe } from '@/feature/session/query';
import { InitiativeDialog } from './InitiativeDialog';
import { InitiativeList } from './InitiativeList';
import classes from './KeyResultInitiatives.module.css';

type Props = { keyResult: KeyResult; initiatives: readonly Initiative[]; mayAdd: boolean };

/** What is done to move one key result; nothing to be seen where nobody may add and nothing is. */
export function KeyResultInitiatives({ keyResult, initiatives, mayAdd }: Props) {
  const { t } = useLingui();
  const { person } = useMe();
  const [adding, setAdding] = useState(false);
  if (!mayAdd && initiatives.length === 0) return null;
  return (
    <section aria-label={t`Initiatives`}>
      <div className={classes.head}>
        <h3 className={classes.heading}>
          <Trans>Initiatives</Trans>
        </h3>
        <span className={classes.meaning}>
          <Trans>what we do to move it; progress counts results, not work</Trans>
        </span>
        {mayAdd && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            <Trans>Add an initiative</Trans>
          </Button>
        )}
      </div>
      {initiatives.length > 0 && <InitiativeList initiatives={initiatives} />}
      {adding && (
        <InitiativeDialog
          keyResultId={keyResult.id}
          ownerId={keyResult.owner_id ?? person.id}
          close={() => setAdding(false)}
        />
      )}
    </section>
  );
}
