// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { WhyNode } from '@/api/types';
import { targetWords } from '@/feature/okr/target';
import { useFormat } from '@/locale/LocaleProvider';
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
          <Node node={why.data} siblingsWeight={null} depth={0} />
        </ul>
      )}
    </section>
  );
}

type NodeProps = { node: WhyNode; siblingsWeight: number | null; depth: number };

function Node({ node, siblingsWeight, depth }: NodeProps) {
  const format = useFormat();
  const weights = node.children.reduce((sum, child) => sum + (child.weight ?? 0), 0);
  return (
    <li className={classes.node}>
      <p className={classes.line}>
        <span className={classes.number} title={ppmWords(node)}>
          {node.ppm === null ? '\u2013' : format.percent(node.ppm / PPM)}
        </span>
        <span className={classes.text}>
          <span className={classes.title} dir="auto">
            <Title node={node} />
          </span>
          <span className={classes.formula}>
            <Formula node={node} />
            <Weight node={node} siblingsWeight={siblingsWeight} />
          </span>
        </span>
      </p>
      {node.children.length > 0 && (
        <details open={depth < 1}>
          <summary className={classes.more}>
            <Plural value={node.children.length} one="made of # part" other="made of # parts" />
          </summary>
          <ul className={classes.tree}>
            {node.children.map((child) => (
              <Node key={child.key} node={child} siblingsWeight={weights} depth={depth + 1} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
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

function Formula({ node }: { node: WhyNode }) {
  const { t } = useLingui();
  const format = useFormat();
  if (node.no_data) return <Trans>no check-in yet, counts as 0</Trans>;
  if (node.note) return node.note;
  if (node.formula === 'check_in') {
    return node.value === null ? null : <Trans>value {format.decimal(node.value)}</Trans>;
  }
  if (node.formula !== 'key_result_contribution') {
    return node.ppm === null ? (
      <Trans>no key results yet</Trans>
    ) : (
      <Trans>weighted mean of its parts</Trans>
    );
  }
  const measured = { ...node, kind: node.kind ?? 'increase', unit_of_measure: '' };
  const target = targetWords(measured, format, t);
  const value = node.value === null ? '\u2013' : format.decimal(node.value);
  const raw = node.raw_ppm;
  const limited = raw !== null && node.ppm !== null && raw !== node.ppm;
  return (
    <>
      <Trans>
        {value} on {target}
      </Trans>
      {limited && (
        <>
          {'; '}
          <Trans>{format.percent(raw / PPM)} limited to 0–100%</Trans>
        </>
      )}
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
