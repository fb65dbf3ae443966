// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Objective, WritingFinding } from '@/api/types';
import { useLocale } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { FindingList } from './FindingList';
import { objectiveWritingQuery, unitWritingQuery } from './query';
import { Strength } from './Strength';
import classes from './WritingReport.module.css';

/** What the rules say of an objective as it is saved; for those who can change it. */
export function ObjectiveWriting({ objective }: { objective: Objective }) {
  const { t } = useLingui();
  const report = useQuery(objectiveWritingQuery(objective.id, useLocale().language));
  const titles = new Map(objective.key_results.map((one) => [one.id, one.title]));
  const about = (finding: WritingFinding) =>
    finding.key_result_id === null ? null : (
      <span dir="auto">{titles.get(finding.key_result_id)}</span>
    );
  if (report.data?.findings.length === 0) return null;
  return (
    <Section title={t`Writing help`} count={report.data?.findings.length}>
      <ProblemNotice error={report.error} retry={() => report.refetch()} />
      {report.data && (
        <div className={classes.report}>
          {report.data.strength !== null && (
            <Strength
              strength={report.data.strength}
              parts={report.data.parts}
              label={t`Strength of the objective`}
            />
          )}
          <FindingList findings={report.data.findings} about={about} />
        </div>
      )}
    </Section>
  );
}

/** What is about the set rather than about one title. */
const ofSet = (finding: WritingFinding) =>
  finding.scope === 'unit' || finding.scope === 'alignment';

type UnitProps = { unitId: number; cycleId: number };

/** What the rules say of the objectives a unit has in a cycle, taken together. */
export function UnitWriting({ unitId, cycleId }: UnitProps) {
  const { t } = useLingui();
  const report = useQuery(unitWritingQuery(unitId, cycleId, useLocale().language));
  const data = report.data;
  if (data?.strength === null) return null;
  const titles = new Map(data?.objectives.map((one) => [one.objective_id, one.title]));
  const set = data?.findings.filter(ofSet) ?? [];
  const weak = data?.objectives.filter((one) => one.findings > 0) ?? [];
  return (
    <Section title={t`Writing help`} count={set.length || null}>
      <ProblemNotice error={report.error} retry={() => report.refetch()} />
      {data && data.strength !== null && (
        <div className={classes.report}>
          <Strength strength={data.strength} parts={data.parts} label={t`Strength of the set`} />
          <FindingList
            findings={set}
            about={({ objective_id: id }) =>
              id === null ? null : <ObjectiveLink id={id} title={titles.get(id) ?? ''} />
            }
          />
          {weak.length > 0 && (
            <ul className={classes.objectives} aria-label={t`Strength of each objective`}>
              {weak.map((one) => (
                <li key={one.objective_id}>
                  <ObjectiveLink id={one.objective_id} title={one.title} />
                  <span className={classes.figure}>
                    <Trans>{one.strength ?? 0} of 100</Trans>
                  </span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Section>
  );
}

function ObjectiveLink({ id, title }: { id: number; title: string }) {
  return (
    <Link
      to="/objectives/$id"
      params={{ id }}
      search={(search) => ({ cycle: search.cycle })}
      dir="auto"
    >
      {title}
    </Link>
  );
}
