// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { IconBulb } from '@tabler/icons-react';
import classes from './Advice.module.css';
import type { Rule } from './advice';

export function Advice({ rules }: { rules: readonly Rule[] }) {
  const { t } = useLingui();
  return (
    <ul className={classes.advice} aria-live="polite">
      {rules.map((rule) => (
        <li key={rule.name.id}>
          <IconBulb size={14} stroke={1.75} aria-hidden />
          <span>
            <strong>{t(rule.name)}.</strong> {t(rule.hint)}
          </span>
        </li>
      ))}
    </ul>
  );
}
