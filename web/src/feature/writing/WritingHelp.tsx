// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { WritingDraft, WritingFinding } from '@/api/types';
import { useLocale } from '@/locale/LocaleProvider';
import { FindingList } from './FindingList';
import { useWritingCheck } from './query';
import { Strength } from './Strength';
import classes from './WritingHelp.module.css';

type Props = {
  draft: WritingDraft;
  /** What the strength is of. */
  label: string;
  /** Which findings belong to what is being typed here; the others count in the strength alone. */
  shows: (finding: WritingFinding) => boolean;
};

/**
 * Help while somebody types: named rules, their reasons, and a figure that explains itself. It stands
 * beside the form, or under the field on a narrow screen, and keeps nobody from saving.
 */
export function WritingHelp({ draft, label, shows }: Props) {
  const { t } = useLingui();
  const check = useWritingCheck(draft, useLocale().language);
  const report = check.data;
  const findings = report?.findings.filter(shows) ?? [];
  const spoken = findings.map((one) => one.name).join(', ');
  const empty = !report || report.strength === null;
  return (
    <section className={classes.help} aria-label={t`Writing help`}>
      <p className="visually-hidden" role="status">
        {!empty && findings.length > 0 && (
          <Trans>
            Writing help: <Plural value={findings.length} one="# remark" other="# remarks" />.{' '}
            {spoken}
          </Trans>
        )}
      </p>
      {!empty && report.strength !== null && (
        <>
          <Strength strength={report.strength} parts={report.parts} label={label} />
          <FindingList findings={findings} />
        </>
      )}
    </section>
  );
}
