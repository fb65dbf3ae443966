// SPDX-License-Identifier: Apache-2.0
/*
 * The strategy of a cycle on one page: what the organisation is for, where it stands, where it is
 * heading, and where it is not. It prints on one sheet of A3.
 */
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconCompass, IconHistory, IconPrinter } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { StrategyMap } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { strategyMapQuery, strategyNowQuery } from '@/feature/strategy/query';
import { useFormat } from '@/locale/LocaleProvider';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Markdown } from '@/ui/Markdown';
import { Page } from '@/ui/Page';
import { Coverage } from './Coverage';
import { MapTheme } from './MapTheme';
import { Reach } from './Reach';
import classes from './StrategyPage.module.css';

export default function StrategyPage() {
  const cycle = useCycle();
  const { t } = useLingui();
  if (cycle) return <MapOf cycleId={cycle.id} />;
  return (
    <EmptyState page icon={IconCompass} title={t`No cycle yet`}>
      <Trans>
        The map shows the strategy in one cycle. Plan the first one in the picker above.
      </Trans>
    </EmptyState>
  );
}

function MapOf({ cycleId }: { cycleId: number }) {
  const { t } = useLingui();
  const { data: map } = useSuspenseQuery(strategyMapQuery(cycleId));
  const { data: now } = useSuspenseQuery(strategyNowQuery);
  if (!map.strategy) return <NoStrategy mayEdit={now.may_edit} />;
  return (
    <div className={classes.sheet}>
      <Page
        title={t`Strategy`}
        actions={<Actions />}
        below={<Facts map={map} strategy={map.strategy} />}
      >
        <div className={classes.texts}>
          <Text title={t`Mission`} text={map.strategy.mission} />
          <Text title={t`Where we stand`} text={map.strategy.starting_point} />
        </div>
        <Reach map={map} />
        <ul
          className={classes.themes}
          aria-label={t`Strategic themes`}
          data-count={map.themes.length}
        >
          {map.themes.map((one) => (
            <MapTheme key={one.theme.id} theme={one} />
          ))}
        </ul>
        <Coverage map={map} />
      </Page>
    </div>
  );
}

function NoStrategy({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useLingui();
  return (
    <EmptyState
      page
      icon={IconCompass}
      title={t`The strategy is not set yet`}
      action={
        mayEdit && (
          <LinkButton to="/strategy/versions">
            <Trans>Prepare a session</Trans>
          </LinkButton>
        )
      }
    >
      <Trans>
        In a session the board sets the mission, says where the organisation stands, and chooses a
        few themes for years. Objectives then stand under them.
      </Trans>
    </EmptyState>
  );
}

function Actions() {
  return (
    <>
      <LinkButton
        to="/strategy/versions"
        variant="default"
        leftSection={<IconHistory size={15} aria-hidden />}
        className="no-print"
      >
        <Trans>Sessions</Trans>
      </LinkButton>
      <Button
        variant="default"
        leftSection={<IconPrinter size={15} aria-hidden />}
        className="no-print"
        onClick={() => window.print()}
      >
        <Trans>Print</Trans>
      </Button>
    </>
  );
}

function Facts({
  map,
  strategy,
}: {
  map: StrategyMap;
  strategy: NonNullable<StrategyMap['strategy']>;
}) {
  const { t } = useLingui();
  const format = useFormat();
  const { cycle } = map;
  const days = format.days(cycle.start_day, cycle.end_day);
  const week = cycle.week ?? 0;
  const session = format.day(strategy.session_day);
  const today = format.day(cycle.today);
  return (
    <>
      <span>
        <strong dir="auto">{cycle.name}</strong>{' '}
        {cycle.week === null ? days : t`week ${week} of ${cycle.weeks}`}
      </span>
      <span>
        <Trans>
          as set in <span dir="auto">{strategy.name}</span>, {session}
        </Trans>
      </span>
      <span>
        <Plural value={strategy.themes.length} one="# theme" other="# themes" />
      </span>
      <span className={classes.printed}>
        <Trans>as of {today}</Trans>
      </span>
    </>
  );
}

function Text({ title, text }: { title: string; text: string | null }) {
  if (!text) return null;
  return (
    <section className={classes.text} aria-label={title}>
      <h2 className={classes.label}>{title}</h2>
      <Markdown text={text} />
    </section>
  );
}
