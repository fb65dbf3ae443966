// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Desk, HandOver } from '@/api/types';
import { answerHandOver, useDeskChanged, withdrawHandOver } from '@/feature/practice/desk';
import { dutyKinds, interventionKinds } from '@/feature/practice/deskWords';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './DeskPage.module.css';

/** Hand-overs that run, each with its letter of what is open, and what lately was not done. */
export function HandOvers({ desk }: { desk: Desk }) {
  const { t } = useLingui();
  if (desk.hand_overs.length === 0) return null;
  return (
    <Section title={t`Handing over`}>
      {desk.hand_overs.map((one) => (
        <Letter key={one.id} one={one} />
      ))}
    </Section>
  );
}

/** Where it stands, in a sentence. */
function Standing({ one }: { one: HandOver }) {
  const format = useFormat();
  const day = format.day(one.day);
  const from = <strong dir="auto">{one.from_name}</strong>;
  const to = <strong dir="auto">{one.to_name}</strong>;
  if (one.state === 'offered')
    return (
      <Trans>
        {from} hands over to {to} on {day}, once they accept.
      </Trans>
    );
  if (one.withdrawn_why === 'not_given')
    return (
      <Trans>
        {to} did not take over from {from} on {day}: whoever offered it may not give it any more.
      </Trans>
    );
  if (one.withdrawn_why === 'not_taken')
    return (
      <Trans>
        {to} did not take over from {from} on {day}, and cannot do so any more.
      </Trans>
    );
  return (
    <Trans>
      {to} takes over from {from} on {day}.
    </Trans>
  );
}

function Letter({ one }: { one: HandOver }) {
  const { t } = useLingui();
  const format = useFormat();
  const changed = useDeskChanged();
  const act = useMutation({
    mutationFn: (what: 'accept' | 'decline' | 'withdraw') =>
      what === 'withdraw' ? withdrawHandOver(one) : answerHandOver(one, what === 'accept'),
    onSuccess: changed,
  });
  const titleOf = (line: HandOver['letter'][number]) => {
    if (line.kind === 'visit' && line.title)
      return `${t(interventionKinds[line.title as keyof typeof interventionKinds])}: ${line.unit_name}`;
    return line.title ?? t`the whole organisation`;
  };
  return (
    <article className={classes.letter}>
      <p>
        <Standing one={one} />
      </p>
      {one.note && <Markdown text={one.note} />}
      {one.letter.length > 0 && (
        <ul>
          {one.letter.map((line) => (
            <li key={`${line.kind}-${line.subject_id}`} dir="auto">
              {t(dutyKinds[line.kind])} {titleOf(line)}
              {line.day && <span className={classes.dim}> {format.day(line.day)}</span>}
            </li>
          ))}
        </ul>
      )}
      <ProblemNotice error={act.error} />
      <div className={classes.buttons}>
        {one.may_answer && (
          <>
            <Button loading={act.isPending} onClick={() => act.mutate('accept')}>
              <Trans>Take over</Trans>
            </Button>
            <Button variant="default" onClick={() => act.mutate('decline')}>
              <Trans>Decline</Trans>
            </Button>
          </>
        )}
        {one.may_withdraw && (
          <Button variant="subtle" onClick={() => act.mutate('withdraw')}>
            <Trans>Withdraw</Trans>
          </Button>
        )}
      </div>
    </article>
  );
}
