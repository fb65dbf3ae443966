// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Theme } from '@/api/types';
import { useCycle } from '@/feature/cycle/query';
import { themeQuery } from '@/feature/strategy/query';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { Notice } from '@/ui/Notice';
import { Page, Section } from '@/ui/Page';
import { PersonName } from '@/ui/Person';
import { Health } from './Health';
import { Standing } from './Standing';
import classes from './ThemePage.module.css';
import { Trace } from './Trace';

/** A theme: what it is, how it stands in the cycle, its health, and what each version said of it. */
export default function ThemePage() {
  const { id } = useParams({ from: '/inside/themes/$id' });
  const cycle = useCycle();
  const { data: theme } = useSuspenseQuery(themeQuery(id));
  const held = theme.versions.find((one) => one.state === 'published');
  const shown = held ?? theme.versions[0];
  return (
    <Page
      title={theme.name}
      above={
        <Link to="/strategy" search={(search) => ({ cycle: search.cycle })}>
          <Trans>Strategy</Trans>
        </Link>
      }
      below={
        shown && (
          <>
            <span>
              {shown.from_year}–{shown.until_year}
            </span>
            {shown.owner_name && <PersonName name={shown.owner_name} />}
          </>
        )
      }
    >
      <State theme={theme} />
      {shown?.success && (
        <div className={classes.success}>
          <Markdown text={shown.success} />
        </div>
      )}
      {shown?.description && (
        <div className={classes.text}>
          <Markdown text={shown.description} />
        </div>
      )}
      {cycle && theme.state === 'current' && <Standing themeId={id} cycle={cycle} />}
      <Health theme={theme} />
      {cycle && theme.state === 'current' && <Trace themeId={id} cycleId={cycle.id} />}
      <Versions theme={theme} />
    </Page>
  );
}

function State({ theme }: { theme: Theme }) {
  if (theme.state === 'current') return null;
  return (
    <div className={classes.state}>
      <Notice tone="idle">
        {theme.state === 'ended' ? (
          <Trans>This theme has ended. What stood under it stays readable.</Trans>
        ) : (
          <Trans>A proposal: only those who make the strategy see it.</Trans>
        )}
      </Notice>
    </div>
  );
}

function Versions({ theme }: { theme: Theme }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <Section title={t`In each session`} count={theme.versions.length}>
      <ul className={classes.list}>
        {theme.versions.map((one) => (
          <li key={one.id} className={classes.version}>
            <Link to="/strategy/versions/$id" params={{ id: one.strategy_id }} dir="auto">
              {one.strategy_name}
            </Link>
            <span className={classes.dim}>{format.day(one.session_day)}</span>
            <span dir="auto">{one.name}</span>
            <span className={classes.dim}>
              {one.from_year}–{one.until_year}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
