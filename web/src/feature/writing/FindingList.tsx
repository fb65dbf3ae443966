// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { WritingFinding } from '@/api/types';
import { useLocale } from '@/locale/LocaleProvider';
import classes from './FindingList.module.css';
import { rulesQuery } from './query';
import { levels } from './words';

/** Longer ones would repeat the title. */
const EXCERPT_MAX = 25;

type Props = {
  findings: readonly WritingFinding[];
  /** What a finding is about, where the list is of more than one thing. */
  about?: (finding: WritingFinding) => ReactNode;
};

/** Findings by name, each with what to do; why, and how it reads better, on demand. */
export function FindingList({ findings, about }: Props) {
  if (findings.length === 0) {
    return (
      <p className={classes.fine}>
        <IconCheck size={15} stroke={2} aria-hidden />
        <Trans>Nothing to remark here.</Trans>
      </p>
    );
  }
  return (
    <ul className={classes.list}>
      {findings.map((finding) => (
        <Finding
          key={`${finding.rule} ${finding.objective_id} ${finding.pointer}`}
          finding={finding}
          about={about?.(finding)}
        />
      ))}
    </ul>
  );
}

function Finding({ finding, about }: { finding: WritingFinding; about: ReactNode }) {
  const { t } = useLingui();
  const { icon: Icon, tone, label } = levels[finding.level];
  return (
    <li className={classes.finding} data-tone={tone}>
      <Icon size={15} stroke={1.75} role="img" aria-label={t(label)} />
      <div className={classes.text}>
        <p className={classes.name}>
          <strong>{finding.name}</strong>
          {finding.excerpt && finding.excerpt.length < EXCERPT_MAX && (
            <span className={classes.excerpt} dir="auto">
              {finding.excerpt}
            </span>
          )}
        </p>
        {about && <p className={classes.about}>{about}</p>}
        <p>{finding.mend}</p>
        {finding.level === 'block' && (
          <p className={classes.block}>
            <Trans>It can be saved; to publish it, this must be mended.</Trans>
          </p>
        )}
        <details>
          <summary>
            <Trans>Why, and an example</Trans>
          </summary>
          <Example finding={finding} />
        </details>
      </div>
    </li>
  );
}

function Example({ finding }: { finding: WritingFinding }) {
  const rules = useQuery(rulesQuery(useLocale().language));
  const rule = rules.data?.items.find((one) => one.rule === finding.rule);
  return (
    <>
      <p>{finding.reason}</p>
      {rule && <WeakAndStrong weak={rule.weak} strong={rule.strong} />}
    </>
  );
}

/** The same said badly and well. */
export function WeakAndStrong({ weak, strong }: { weak: string; strong: string }) {
  return (
    <dl className={classes.example}>
      <dt>
        <Trans>Weak</Trans>
      </dt>
      <dd>{weak}</dd>
      <dt>
        <Trans>Strong</Trans>
      </dt>
      <dd>{strong}</dd>
    </dl>
  );
}
