// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { WhyNode } from '@/api/types';
import { InterimTargets, MilestoneList } from '@/feature/okr/MeasureShow';
import { hasTrend, targetWords, valueWords } from '@/feature/okr/target';
import { useFormat } from '@/locale/LocaleProvider';
import { sentence } from '@/locale/sentence';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { whyQuery } from './query';
import classes from './Why.module.css';

const PPM = 1_000_000;

/** The derivation of an objective's number: a tree down to the check-ins it was made of. */
export function Why({ objectiveId }: { objectiveId: number }) {
  const { t } = useLingui();
  const why = useQuery(whyQuery(objectiveId));
  return (
    <section className={classes.why} aria-label={t`Why this number`}>
      <ProblemNotice error={why.error} retry={() => why.refetch()} />
      {why.isPending && <RowsSkeleton rows={3} />}
      {why.data && (
        <ul className={classes.tree}>
          <Node node={why.data} above={null} siblingsWeight={null} depth={0} />
        </ul>
      )}
    </section>
  );
}

type NodeProps = {
  node: WhyNode;
  above: WhyNode | null;
  siblingsWeight: number | null;
  depth: number;
};

function Node({ node, above, siblingsWeight, depth }: NodeProps) {
  const weights = node.children.reduce((sum, child) => sum + (child.weight ?? 0), 0);
  return (
    <li className={classes.node}>
      <p className={classes.line}>
        <span className={classes.number} title={ppmWords(node)}>
          <Share ppm={node.formula === 'check_in' ? node.raw_ppm : node.ppm} />
        </span>
        <span className={classes.text}>
          <span className={classes.title} dir="auto">
            <Title node={node} />
          </span>
          <span className={classes.formula}>
            <Formula node={node} above={above} />
            <Weight node={node} siblingsWeight={siblingsWeight} />
          </span>
        </span>
      </p>
      {node.milestones.length > 0 && (
        <div className={classes.inputs}>
          <MilestoneList milestones={node.milestones} weighed />
        </div>
      )}
      {node.interim_targets.length > 0 && (
        <div className={classes.inputs}>
          <InterimTargets keyResult={{ ...node, unit_of_measure: '' }} />
        </div>
      )}
      {node.children.length > 0 && (
        <details open={depth < 1}>
          <summary className={classes.more}>
            <Plural value={node.children.length} one="made of # part" other="made of # parts" />
          </summary>
          <ul className={classes.tree}>
            {node.children.map((child) => (
              <Node
                key={child.key}
                node={child}
                above={node}
                siblingsWeight={weights}
                depth={depth + 1}
              />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Share({ ppm }: { ppm: number | null }) {
  const format = useFormat();
  return ppm === null ? '\u2013' : format.percent(ppm / PPM);
}

/** The stored number, exactly as it counts. */
function ppmWords(node: WhyNode): string | undefined {
  return node.ppm === null ? undefined : `${node.ppm} ppm`;
}

function Title({ node }: { node: WhyNode }) {
  const format = useFormat();
  if (node.formula !== 'check_in') return node.title;
  const day = node.day === null ? '' : format.day(node.day);
  return <Trans>Check-in of {day}</Trans>;
}

function Formula({ node, above }: Pick<NodeProps, 'node' | 'above'>) {
  const { t } = useLingui();
  const format = useFormat();
  if (node.formula === 'check_in') {
    const said = { kind: above?.kind ?? 'increase', unit_of_measure: '' };
    const value = valueWords(said, node.value ?? 0, format, t);
    return (
      <>
        {hasTrend(said) ? <Trans>value {value}</Trans> : value}
        {node.note && (
          <>
            {' \u00b7 '}
            <span dir="auto">{node.note}</span>
          </>
        )}
      </>
    );
  }
  if (node.no_data) return <Trans>no check-in yet, counts as 0</Trans>;
  if (node.note) return sentence(node.note);
  if (node.formula !== 'key_result_contribution') {
    return node.ppm === null ? (
      <Trans>no key results yet</Trans>
    ) : (
      <Trans>weighted mean of its parts</Trans>
    );
  }
  return (
    <>
      <Measured node={node} />
      <Limited node={node} />
    </>
  );
}

/** What a key result was made of, by its kind. */
function Measured({ node }: { node: WhyNode }) {
  const { t } = useLingui();
  const format = useFormat();
  const kind = node.kind ?? 'increase';
  const measured = { ...node, kind, unit_of_measure: '' };
  const target = targetWords(measured, format, t);
  const value = node.value === null ? '\u2013' : valueWords(measured, node.value, format, t);
  if (kind === 'milestones') return <Trans>weights of what is done, of all weights</Trans>;
  if (kind === 'zones') return value;
  if (node.period_rule === 'share') {
    const { intervals, intervals_good: good, interval_days: days } = node;
    return (
      <Trans>
        {good} of {intervals} intervals of {days} days ended well: {target}
      </Trans>
    );
  }
  if (node.period_rule === 'worst') return <Trans>the worst of its period on {target}</Trans>;
  return (
    <Trans>
      {value} on {target}
    </Trans>
  );
}

/** Progress beyond its ends, which counts only up to them. */
function Limited({ node }: { node: WhyNode }) {
  const format = useFormat();
  const raw = node.raw_ppm;
  if (raw === null || node.ppm === null || raw === node.ppm) return null;
  return (
    <>
      {'; '}
      <Trans>{format.percent(raw / PPM)} limited to 0–100%</Trans>
    </>
  );
}

function Weight({ node, siblingsWeight }: { node: WhyNode; siblingsWeight: number | null }) {
  const { t } = useLingui();
  const format = useFormat();
  if (node.weight === null || siblingsWeight === null) return null;
  const weight = format.decimal(node.weight / 100);
  const sum = format.decimal(siblingsWeight / 100);
  return (
    <>
      {' \u00b7 '}
      <span title={node.counted_twice ? t`Reached along more than one path` : undefined}>
        <Trans>
          weight {weight} of {sum}
        </Trans>
      </span>
    </>
  );
}
