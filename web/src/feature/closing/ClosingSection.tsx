// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClosingObjective, PostMortem } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { Notice } from '@/ui/Notice';
import { Section } from '@/ui/Page';
import classes from './Closing.module.css';
import { Lineage } from './Lineage';
import { PostMortemDialog } from './PostMortemDialog';
import { objectiveClosingQuery } from './query';
import { JudgementBadge } from './words';

/** How an objective ended, what goes on from it, and what it came from; nothing while there is nothing. */
export function ClosingSection({ objectiveId }: { objectiveId: number }) {
  const { t } = useLingui();
  const { data: closing } = useQuery(objectiveClosingQuery(objectiveId));
  if (!closing) return null;
  const lines = closing.key_results.filter((one) => one.predecessor || one.carry_over);
  return (
    <>
      {closing.state === 'closed' && <Verdict closing={closing} />}
      {closing.post_mortem && <PostMortemText postMortem={closing.post_mortem} />}
      {lines.length > 0 && (
        <Section title={t`Before and after`} count={lines.length}>
          <Lineage keyResults={lines} />
        </Section>
      )}
    </>
  );
}

function Verdict({ closing }: { closing: ClosingObjective }) {
  const { t } = useLingui();
  const format = useFormat();
  const { score, suggested, judgement } = closing;
  const scored = closing.key_results.filter((one) => one.score !== null);
  const words = suggested === null ? null : format.score(suggested);
  return (
    <Section title={t`Closing`}>
      <div className={classes.verdict}>
        {score !== null && (
          <span className={classes.score}>{format.score(score, closing.imported ? 2 : 1)}</span>
        )}
        {judgement && <JudgementBadge judgement={judgement} />}
        {closing.imported ? (
          <span className={classes.dim}>
            <Trans>imported as it was found</Trans>
          </span>
        ) : (
          words !== null && (
            <span className={classes.dim}>
              <Trans>suggested {words}</Trans>
            </span>
          )
        )}
        {closing.ambition && (
          <span className={classes.dim}>
            {closing.ambition === 'enough' ? (
              <Trans>It was ambitious enough.</Trans>
            ) : (
              <Trans>It could have been more ambitious.</Trans>
            )}
          </span>
        )}
      </div>
      {closing.reason && (
        <p className={classes.reason} dir="auto">
          {closing.reason}
        </p>
      )}
      {scored.length > 0 && (
        <ul className={classes.scores} aria-label={t`Scores of the key results`}>
          {scored.map((one) => (
            <li key={one.id}>
              <span className={classes.label} dir="auto">
                {one.title}
                {one.reason && <span className={classes.dim}>{one.reason}</span>}
              </span>
              <span className={classes.small}>
                {format.score(one.score ?? 0, one.imported ? 2 : 1)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function PostMortemText({ postMortem }: { postMortem: PostMortem }) {
  const { t } = useLingui();
  const [writing, setWriting] = useState(false);
  const { happened, because, changes, may_edit: mayEdit } = postMortem;
  const parts = [
    { title: t`What happened?`, text: happened },
    { title: t`Why?`, text: because },
    { title: t`What do we change?`, text: changes },
  ];
  const write = mayEdit && (
    <Button variant="subtle" size="compact-sm" onClick={() => setWriting(true)}>
      {postMortem.written_at ? <Trans>Change</Trans> : <Trans>Write</Trans>}
    </Button>
  );
  return (
    <Section title={t`Post-mortem`} actions={write}>
      {writing && <PostMortemDialog postMortem={postMortem} close={() => setWriting(false)} />}
      {!postMortem.written_at && (
        <Notice tone="warn">
          <Trans>The promise was missed, and its post-mortem is still owed.</Trans>
        </Notice>
      )}
      <div className={classes.text}>
        {parts
          .filter((part) => part.text)
          .map((part) => (
            <div key={part.title}>
              <h3>{part.title}</h3>
              <Markdown text={part.text ?? ''} />
            </div>
          ))}
      </div>
    </Section>
  );
}
