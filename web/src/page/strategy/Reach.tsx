// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { StrategyMap } from '@/api/types';
import { ProgressBar } from '@/ui/ProgressBar';
import classes from './Reach.module.css';

/** How far the strategy reaches, in three lines that a glance takes in. */
export function Reach({ map }: { map: StrategyMap }) {
  const { t } = useLingui();
  const { coverage } = map;
  const themes = map.themes.length;
  const withTopline = map.themes.filter((one) => one.topline.length > 0).length;
  return (
    <section className={classes.reach} aria-label={t`How far the strategy reaches`}>
      <Line part={withTopline} whole={themes}>
        <Trans>themes have a topline OKR</Trans>
      </Line>
      <Line part={coverage.objective_linked_count} whole={coverage.objective_count}>
        <Trans>objectives lead to a theme</Trans>
      </Line>
      <Line part={coverage.unit_linked_count} whole={coverage.unit_count}>
        <Trans>units are reached</Trans>
      </Line>
    </section>
  );
}

function Line({ part, whole, children }: { part: number; whole: number; children: ReactNode }) {
  const { t } = useLingui();
  return (
    <div className={classes.line}>
      <p className={classes.figure}>
        <strong>
          <Trans>
            {part} of {whole}
          </Trans>
        </strong>{' '}
        {children}
      </p>
      <ProgressBar
        value={whole === 0 ? null : part / whole}
        tone={whole > 0 && part === whole ? 'good' : 'accent'}
        label={t`${part} of ${whole}`}
      />
    </div>
  );
}
