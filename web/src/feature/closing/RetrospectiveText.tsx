// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import type { Retrospective } from '@/api/types';
import { Markdown } from '@/ui/Markdown';
import classes from './Retrospective.module.css';
import { causeWords } from './words';

/** A retrospective as its readers see it. */
export function RetrospectiveText({ retrospective }: { retrospective: Retrospective }) {
  const { t } = useLingui();
  const parts = [
    { title: t`What worked?`, text: retrospective.worked },
    { title: t`What did not?`, text: retrospective.not_worked },
  ];
  return (
    <div>
      {parts
        .filter((part) => part.text)
        .map((part) => (
          <div key={part.title}>
            <h3 className={classes.part}>{part.title}</h3>
            <Markdown text={part.text ?? ''} />
          </div>
        ))}
      {retrospective.causes.length > 0 && (
        <ul className={classes.list} aria-label={t`Causes`}>
          {retrospective.causes.map((one) => (
            <li key={`${one.cause} ${one.note}`} dir="auto">
              <strong title={t(causeWords[one.cause].meaning)}>
                {t(causeWords[one.cause].label)}
              </strong>
              {one.note}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
