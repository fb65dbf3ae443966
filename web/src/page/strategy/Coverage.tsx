// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { StrategyMap } from '@/api/types';
import { TextLink } from '@/ui/link';
import { ProgressBar } from '@/ui/ProgressBar';
import classes from './Coverage.module.css';

const SHOWN = 6;

/** Where the strategy does not reach, by name. */
export function Coverage({ map }: { map: StrategyMap }) {
  const { t } = useLingui();
  const { coverage } = map;
  const objectives = coverage.objective_count - coverage.objective_linked_count;
  const units = coverage.unit_count - coverage.unit_linked_count;
  return (
    <section className={classes.coverage} aria-label={t`Where the strategy does not reach`}>
      <Block title={t`How deep it reaches`}>
        <ul className={classes.list}>
          {coverage.levels.map((level) => (
            <Level key={level.depth} level={level} />
          ))}
        </ul>
      </Block>
      <Block
        title={t`Objectives that lead to no theme`}
        count={objectives}
        more={objectives > SHOWN && 'objectives'}
      >
        {objectives === 0 && (
          <p className={classes.none}>
            <Trans>Every objective leads to a theme.</Trans>
          </p>
        )}
        <ul className={classes.list}>
          {coverage.objectives.slice(0, SHOWN).map((one) => (
            <li key={one.id} className={classes.row}>
              <Link
                to="/objectives/$id"
                params={{ id: one.id }}
                search={(search) => ({ cycle: search.cycle })}
                dir="auto"
              >
                {one.title}
              </Link>
              <span className={classes.dim} dir="auto">
                {one.unit_name}
              </span>
            </li>
          ))}
        </ul>
      </Block>
      <Block title={t`Units that it does not reach`} count={units} more={units > SHOWN && 'units'}>
        {units === 0 && (
          <p className={classes.none}>
            <Trans>Every unit is reached.</Trans>
          </p>
        )}
        <ul className={classes.list}>
          {coverage.units.slice(0, SHOWN).map((one) => (
            <li key={one.id} className={classes.row}>
              <Link to="/units/$id" params={{ id: one.id }} dir="auto">
                {one.name}
              </Link>
              <span className={classes.dim}>
                {one.objective_count === 0 ? t`no objectives` : t`no link to a theme`}
              </span>
            </li>
          ))}
        </ul>
      </Block>
    </section>
  );
}

type BlockProps = {
  title: string;
  count?: number;
  more?: 'objectives' | 'units' | false;
  children: ReactNode;
};

function Block({ title, count, more, children }: BlockProps) {
  return (
    <div className={classes.block}>
      <h2 className={classes.title}>
        {title}
        {count !== undefined && <span className={classes.count}>{count}</span>}
      </h2>
      {children}
      {more && (
        <TextLink to="/strategy/gaps" search={{ of: more }} className={`${classes.more} no-print`}>
          <Trans>Show all {count}</Trans>
        </TextLink>
      )}
    </div>
  );
}

function Level({ level }: { level: StrategyMap['coverage']['levels'][number] }) {
  const { t } = useLingui();
  const { linked_count: linked, unit_count: all, depth } = level;
  return (
    <li className={classes.level}>
      <span>{depth === 0 ? t`Top` : t`Level ${depth}`}</span>
      <ProgressBar
        value={all === 0 ? null : linked / all}
        tone={linked === all ? 'good' : 'accent'}
        label={t`${linked} of ${all} units reached`}
      />
      <span className={classes.number}>
        <Trans>
          {linked} of {all}
        </Trans>
      </span>
    </li>
  );
}
