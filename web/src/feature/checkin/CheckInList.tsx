// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CheckIn, KeyResult } from '@/api/types';
import { HistoryList } from '@/feature/history/HistoryList';
import { statusLook } from '@/feature/okr/status';
import { valueWords } from '@/feature/okr/target';
import { useFormat } from '@/locale/LocaleProvider';
import { LinkButton } from '@/ui/link';
import { Markdown } from '@/ui/Markdown';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './CheckInList.module.css';
import { CorrectionDialog } from './CorrectionDialog';
import { checkInHistoryQuery } from './query';

type Props = { keyResult: KeyResult; checkIns: readonly CheckIn[] };

/** The check-ins of a key result, newest first: day, value, confidence, who, note. */
export function CheckInList({ keyResult, checkIns }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const [edited, setEdited] = useState<number | null>(null);
  const place = checkIns.findIndex((one) => one.id === edited);
  const checkIn = checkIns[place];
  const list = (
    <ol className={classes.list}>
      {checkIns.map((one) => {
        const day = format.day(one.day);
        return (
          <li key={one.id} className={classes.item}>
            <div className={classes.line}>
              <time dateTime={one.day} className={classes.day}>
                {format.dayShort(one.day)}
              </time>
              <strong className={classes.value}>
                {valueWords(keyResult, one.value, format, t)}
              </strong>
              <span className={classes.raw}>{format.percent(one.raw)}</span>
              {one.confidence !== null && (
                <span>
                  <Trans>confidence {one.confidence}</Trans>
                </span>
              )}
              {one.own_status && <span>{t(statusLook[one.own_status].label)}</span>}
              <span className={classes.who}>
                {one.person_name && <span dir="auto">{one.person_name}</span>}
                <LinkButton
                  to="/objectives/$id"
                  params={{ id: keyResult.objective_id }}
                  search={(search) => ({ ...search, say: keyResult.id, to: one.id })}
                  resetScroll={false}
                  variant="subtle"
                  size="compact-xs"
                  aria-label={t`Comment on the check-in of ${day}`}
                >
                  <Trans>Comment</Trans>
                </LinkButton>
                {one.may_correct && (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={t`Edit the check-in of ${day}`}
                    onClick={() => setEdited(one.id)}
                  >
                    <Trans>Edit</Trans>
                  </Button>
                )}
              </span>
            </div>
            {one.milestones.length > 0 && (
              <ul className={classes.ticks}>
                {one.milestones.map((tick) => (
                  <li key={tick.milestone_id} className={classes.tick}>
                    {tick.done ? (
                      <IconCheck size={14} stroke={2} data-tone="good" aria-label={t`Done`} />
                    ) : (
                      <IconArrowBackUp size={14} stroke={2} aria-label={t`Not done any more`} />
                    )}
                    <span dir="auto">{tick.title}</span>
                  </li>
                ))}
              </ul>
            )}
            {one.note && (
              <div className={classes.note}>
                <Markdown text={one.note} />
              </div>
            )}
            {one.corrected_at && <Corrected checkIn={one} at={one.corrected_at} />}
          </li>
        );
      })}
    </ol>
  );
  return (
    <>
      {list}
      {checkIn && (
        <CorrectionDialog
          key={checkIn.id}
          keyResult={keyResult}
          checkIn={checkIn}
          earlier={checkIns.slice(place + 1)}
          close={() => setEdited(null)}
        />
      )}
    </>
  );
}

/** That it was corrected, by whom and when; opened, what it said before. */
function Corrected({ checkIn, at }: { checkIn: CheckIn; at: string }) {
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const history = useQuery({
    ...checkInHistoryQuery(checkIn.key_result_id, checkIn.id),
    enabled: opened,
  });
  const who = checkIn.corrected_by_name ?? '';
  const when = format.relative(at);
  return (
    <details
      className={classes.corrected}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary title={format.moment(at)}>
        <Trans>
          edited by {who}, {when}
        </Trans>
      </summary>
      <ProblemNotice error={history.error} retry={() => history.refetch()} />
      {history.data && <HistoryList entries={history.data.items} />}
    </details>
  );
}
