// SPDX-License-Identifier: Apache-2.0
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ClosingKeyResult, KeyResultLink } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import classes from './Closing.module.css';

function LinkTo({ link }: { link: KeyResultLink }) {
  return (
    <>
      <Link
        to="/objectives/$id"
        params={{ id: link.objective_id }}
        search={{ cycle: link.cycle_id, kr: link.key_result_id }}
        dir="auto"
      >
        {link.key_result_title}
      </Link>{' '}
      <span className={classes.dim} dir="auto">
        {link.objective_title} · {link.cycle_name}
      </span>
    </>
  );
}

/** What each key result came from, and what became of it. */
export function Lineage({ keyResults }: { keyResults: readonly ClosingKeyResult[] }) {
  return (
    <ul className={classes.lineage}>
      {keyResults.map((one) => (
        <Line key={one.id} keyResult={one} />
      ))}
    </ul>
  );
}

function Line({ keyResult }: { keyResult: ClosingKeyResult }) {
  const format = useFormat();
  const { predecessor, carry_over: carry } = keyResult;
  const day = carry?.finish_by && format.day(carry.finish_by);
  return (
    <li>
      <div dir="auto">{keyResult.title}</div>
      {predecessor && (
        <div>
          <span className={classes.dim}>
            <Trans>goes on from</Trans>
          </span>{' '}
          <LinkTo link={predecessor} />
        </div>
      )}
      {carry && (
        <div>
          <span className={classes.dim}>
            {carry.choice === 'stop' && <Trans>stopped</Trans>}
            {carry.choice === 'finish' && <Trans>to be finished by {day}</Trans>}
            {carry.choice === 'continue' && carry.goes_on && !carry.successor && (
              <Trans>goes on in a draft</Trans>
            )}
            {carry.choice === 'continue' && carry.successor && <Trans>goes on in</Trans>}
            {carry.choice === 'continue' && !carry.goes_on && (
              <Trans>was to go on, and was thrown away</Trans>
            )}
          </span>{' '}
          {carry.successor && <LinkTo link={carry.successor} />}
          {carry.note && (
            <div className={classes.dim} dir="auto">
              {carry.note}
            </div>
          )}
        </div>
      )}
    </li>
  );
}
