// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import type { WritingPart } from '@/api/types';
import { useFormat } from '@/locale/LocaleProvider';
import { ProgressBar } from '@/ui/ProgressBar';
import type { Tone } from '@/ui/tone';
import classes from './Strength.module.css';

type Props = {
  strength: number;
  parts: readonly WritingPart[];
  /** What it is the strength of. */
  label: string;
};

const toneOf = (strength: number): Tone =>
  strength >= 80 ? 'good' : strength >= 50 ? 'accent' : 'warn';

/** The figure, and rule by rule what it is made of. */
export function Strength({ strength, parts, label }: Props) {
  const format = useFormat();
  const figure = format.decimal(strength);
  return (
    <div className={classes.strength}>
      <p className={classes.line}>
        <span>{label}</span>
        <span className={classes.figure}>
          <Trans>
            <strong>{figure}</strong> of 100
          </Trans>
        </span>
      </p>
      <ProgressBar
        value={strength / 100}
        tone={toneOf(strength)}
        label={`${label}: ${figure} / 100`}
      />
      <details className={classes.details}>
        <summary>
          <Trans>Why {figure}?</Trans>
        </summary>
        <Parts parts={parts} figure={figure} />
      </details>
    </div>
  );
}

/** Rules that cost points first; what is fine stands below. */
function Parts({ parts, figure }: { parts: readonly WritingPart[]; figure: string }) {
  const { t } = useLingui();
  const format = useFormat();
  const lost = (part: WritingPart) => part.weight - part.points;
  const sorted = [...parts].sort((a, b) => lost(b) - lost(a));
  const points = format.decimal(parts.reduce((sum, part) => sum + part.points, 0));
  const weight = format.decimal(parts.reduce((sum, part) => sum + part.weight, 0));
  return (
    <table className={classes.parts}>
      <caption>
        <Trans>
          Each rule brings its points as far as it is content: {points} of {weight} points are{' '}
          {figure} of 100.
        </Trans>
      </caption>
      <tbody>
        {sorted.map((part) => (
          <tr key={part.rule} data-lost={lost(part) > 0 || undefined}>
            <th scope="row">
              {part.name}
              {part.checked > 1 && part.passed < part.checked && (
                <span className={classes.times}>
                  {' '}
                  {t`${part.checked - part.passed} of ${part.checked}`}
                </span>
              )}
            </th>
            <td>{t`${format.decimal(part.points)} of ${format.decimal(part.weight)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
