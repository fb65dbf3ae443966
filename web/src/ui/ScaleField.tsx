// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useId, useRef } from 'react';
import classes from './ScaleField.module.css';

type Option<V> = { value: V; label: ReactNode; tone?: 'good' | 'warn' | 'bad' };

type Props<V extends string | number> = {
  label: string;
  description?: string;
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
  /** What the two ends mean. */
  ends?: readonly [string, string];
  error?: string | null;
  autoFocus?: boolean;
};

/** A few choices side by side: radio buttons that look like one bar; arrow keys work as ever. */
export function ScaleField<V extends string | number>(props: Props<V>) {
  const name = useId();
  const chosen = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.autoFocus) chosen.current?.focus();
  }, [props.autoFocus]);
  return (
    <fieldset className={classes.field}>
      <legend className={classes.label}>{props.label}</legend>
      {props.description && <p className={classes.description}>{props.description}</p>}
      <div className={classes.bar}>
        {props.options.map((option) => (
          <label key={option.value} className={classes.option} data-tone={option.tone}>
            <input
              type="radio"
              name={name}
              ref={props.value === option.value ? chosen : undefined}
              className={classes.input}
              checked={props.value === option.value}
              onChange={() => props.onChange(option.value)}
            />
            <span className={classes.text}>{option.label}</span>
          </label>
        ))}
      </div>
      {props.ends && (
        <p className={classes.ends} aria-hidden>
          <span>{props.ends[0]}</span>
          <span>{props.ends[1]}</span>
        </p>
      )}
      {props.error && (
        <p className={classes.error} role="alert">
          {props.error}
        </p>
      )}
    </fieldset>
  );
}
