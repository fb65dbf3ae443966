// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PostMortem } from '@/api/types';
import classes from './Closing.module.css';
import { PostMortemDialog } from './PostMortemDialog';

/** Missed promises whose post-mortem nobody has written yet. */
export function PostMortemList({ postMortems }: { postMortems: readonly PostMortem[] }) {
  const { t } = useLingui();
  const [writing, setWriting] = useState<PostMortem | null>(null);
  return (
    <>
      {writing && <PostMortemDialog postMortem={writing} close={() => setWriting(null)} />}
      <ul className={classes.owed} aria-label={t`Post-mortems`}>
        {postMortems.map((one) => (
          <li key={one.id}>
            <span className={classes.owedText}>
              <Link to="/objectives/$id" params={{ id: one.objective_id }} dir="auto">
                {one.objective_title}
              </Link>
              <span className={classes.dim} dir="auto">
                {one.unit_name} · {one.cycle_name}
              </span>
            </span>
            {one.may_edit && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={t`Write the post-mortem of ${one.objective_title}`}
                onClick={() => setWriting(one)}
              >
                <Trans>Write</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
