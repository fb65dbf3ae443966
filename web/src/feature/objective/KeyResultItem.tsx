// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconCalendarOff, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Initiative, KeyResult } from '@/api/types';
import { useAwayWords } from '@/feature/absence/words';
import { CheckInList } from '@/feature/checkin/CheckInList';
import { checkInsQuery, forecastQuery } from '@/feature/checkin/query';
import { KeyResultInitiatives } from '@/feature/initiative/KeyResultInitiatives';
import { holds, keyResultKinds, periodRules } from '@/feature/okr/kind';
import { MeasureShow } from '@/feature/okr/MeasureShow';
import { OkrProgress } from '@/feature/okr/OkrProgress';
import { OwnStatusNote, StatusBadge } from '@/feature/okr/status';
import { asFineAs, hasTrend, targetWords, valueWords } from '@/feature/okr/target';
import { useFormat } from '@/locale/LocaleProvider';
import { LinkButton } from '@/ui/link';
import { Markdown } from '@/ui/Markdown';
import { Notice } from '@/ui/Notice';
import { PersonMark } from '@/ui/Person';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './KeyResultItem.module.css';

const Trend = lazy(() => import('@/feature/checkin/Trend'));

type Props = {
  keyResult: KeyResult;
  initiatives: readonly Initiative[];
  mayEdit: boolean;
  open: boolean;
  toggle: () => void;
};

/** A key result as a row; opened, it shows its trend, its check-ins and what can be done. */
export function KeyResultItem({ keyResult, initiatives, mayEdit, open, toggle }: Props) {
  const { t } = useLingui();
  const format = useFormat();
  const detail = `key-result-${keyResult.id}`;
  const away = useAwayWords()(keyResult);
  const { current_value: value, confidence } = keyResult;
  const numeric = hasTrend(keyResult);
  const now =
    value === null || keyResult.kind === 'yes_no' || keyResult.kind === 'milestones'
      ? null
      : numeric
        ? format.decimal(value)
        : valueWords(keyResult, value, format, t);
  return (
    <li className={classes.item} data-dropped={keyResult.dropped_at !== null || undefined}>
      <button
        type="button"
        className={classes.row}
        aria-expanded={open}
        aria-controls={detail}
        onClick={toggle}
      >
        <IconChevronRight size={14} stroke={2} className={classes.chevron} aria-hidden />
        <span className={classes.text}>
          <span className={classes.title} dir="auto">
            {keyResult.title}
          </span>
          <span className={classes.target}>
            {now !== null && (
              <>
                <strong>{now}</strong>
                <span aria-hidden> · </span>
              </>
            )}
            {keyResult.kind === 'milestones' ? (
              <MilestoneCount milestones={keyResult.milestones} />
            ) : (
              targetWords(keyResult, format, t)
            )}
            {away && (
              <span className={classes.away}>
                <IconCalendarOff size={13} aria-hidden />
                {away}
              </span>
            )}
          </span>
        </span>
        <span className={classes.confidence} title={t`Confidence that the target will be reached`}>
          {confidence !== null && (
            <>
              <span className="visually-hidden">{t`Confidence`} </span>
              {confidence}
              <span className={classes.of}>/10</span>
            </>
          )}
        </span>
        <span className={classes.owner}>
          {keyResult.owner_name && <PersonMark name={keyResult.owner_name} named />}
        </span>
        <span className={classes.status}>
          <StatusBadge status={keyResult.status} />
        </span>
        <span className={classes.progress}>
          <OkrProgress
            progress={keyResult.contribution}
            expected={keyResult.expected}
            status={keyResult.status}
            noData={keyResult.raw === null}
          />
        </span>
      </button>
      {open && (
        <Detail id={detail} keyResult={keyResult} initiatives={initiatives} mayEdit={mayEdit} />
      )}
    </li>
  );
}

/** "At this pace: 62 % by 30 June", where something can be said. */
function Pace({ keyResult }: { keyResult: KeyResult }) {
  const format = useFormat();
  const forecast = useQuery(forecastQuery(keyResult.id));
  if (forecast.data?.value == null) return null;
  const { start_value, target_value, current_value, unit_of_measure } = keyResult;
  const fine = asFineAs(forecast.data.value, [start_value, target_value, current_value]);
  const value = format.measure(fine, unit_of_measure);
  const day = format.day(forecast.data.day);
  return (
    <span>
      <Trans>
        at this pace: {value} by {day}
      </Trans>
    </span>
  );
}

function MilestoneCount({ milestones }: Pick<KeyResult, 'milestones'>) {
  const count = milestones.length;
  const done = milestones.filter((one) => one.done).length;
  return (
    <Trans>
      <strong>{done}</strong> of {count} milestones
    </Trans>
  );
}

/** Which check-ins decide, where it is not just the latest. */
function Rule({ keyResult }: { keyResult: KeyResult }) {
  const days = keyResult.interval_days ?? 0;
  if (keyResult.period_rule === 'worst') return <Trans>the worst counts</Trans>;
  return <Trans>share of intervals of {days} days</Trans>;
}

type DetailProps = { id: string } & Pick<Props, 'keyResult' | 'initiatives' | 'mayEdit'>;

function Detail(props: DetailProps) {
  const { keyResult } = props;
  const { t } = useLingui();
  const format = useFormat();
  const checkIns = useQuery(checkInsQuery(keyResult.id));
  const weight = format.decimal(keyResult.weight);
  const raw = keyResult.raw;
  const due = format.day(keyResult.effective_due_day);
  return (
    <div id={props.id} className={classes.detail}>
      <div className={classes.facts}>
        <span>{t(keyResultKinds[keyResult.kind])}</span>
        {holds(keyResult.kind) && keyResult.period_rule !== 'latest' && (
          <span title={t(periodRules[keyResult.period_rule].meaning)}>
            <Rule keyResult={keyResult} />
          </span>
        )}
        <span>
          <Trans>weight {weight}</Trans>
        </span>
        <span>
          <Trans>due {due}</Trans>
        </span>
        {raw !== null && raw !== keyResult.contribution && keyResult.check_in_count > 0 && (
          <span>
            <Trans>in full {format.percent(raw)}</Trans>
          </span>
        )}
        {keyResult.start_value !== null && keyResult.check_in_count > 2 && (
          <Pace keyResult={keyResult} />
        )}
        <OwnStatusNote own={keyResult.own_status} status={keyResult.status} />
      </div>
      {keyResult.dropped_at && (
        <Notice tone="idle">
          <Trans>Given up: {keyResult.reason ?? ''}</Trans>
        </Notice>
      )}
      {keyResult.description && <Markdown text={keyResult.description} />}
      <MeasureShow keyResult={keyResult} />
      <div className={classes.buttons}>
        {keyResult.may_check_in && (
          <LinkButton
            to="/check-in"
            search={(search) => ({ cycle: search.cycle, kr: keyResult.id })}
            variant="default"
            size="compact-sm"
          >
            <Trans>Check in</Trans>
          </LinkButton>
        )}
        {props.mayEdit && (
          <LinkButton
            to="/key-results/$id/edit"
            params={{ id: keyResult.id }}
            search={(search) => ({ cycle: search.cycle })}
            variant="default"
            size="compact-sm"
          >
            <Trans>Edit</Trans>
          </LinkButton>
        )}
        <LinkButton
          to="/objectives/$id"
          params={{ id: keyResult.objective_id }}
          search={(search) => ({ ...search, say: keyResult.id, to: undefined })}
          resetScroll={false}
          variant="default"
          size="compact-sm"
        >
          <Trans>Comment</Trans>
        </LinkButton>
      </div>
      <KeyResultInitiatives
        keyResult={keyResult}
        initiatives={props.initiatives}
        mayAdd={keyResult.dropped_at === null && (props.mayEdit || keyResult.may_check_in)}
      />
      <ProblemNotice error={checkIns.error} retry={() => checkIns.refetch()} />
      {checkIns.data && checkIns.data.length > 0 && (
        <>
          {hasTrend(keyResult) && (
            <Suspense fallback={<div className={classes.trendSpace} />}>
              <Trend keyResult={keyResult} checkIns={checkIns.data} />
            </Suspense>
          )}
          <CheckInList keyResult={keyResult} checkIns={checkIns.data} />
        </>
      )}
      {checkIns.data?.length === 0 && (
        <p className={classes.none}>
          <Trans>No check-in yet.</Trans>
        </p>
      )}
    </div>
  );
}
