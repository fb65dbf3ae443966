// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useId, useRef } from 'react';
import classes from './ChoiceList.module.css';

type Choice<V> = { value: V; label: ReactNode; text?: string | null };

type Props<V extends string | number> = {
  label: string;
  choices: readonly Choice<V>[];
  value: V | null;
  onChange: (value: V) => void;
  error?: string | null;
  autoFocus?: boolean;
};

/** One of a few that want a sentence each: radio buttons under each other. */
export function ChoiceList<V extends string | number>(props: Props<V>) {
  const name = useId();
  const chosen = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.autoFocus) chosen.current?.focus();
  }, [props.autoFocus]);
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{props.label}</legend>
      {props.choices.map((choice) => (
        <label key={choice.value} className={classes.choice}>
          <input
            type="radio"
            name={name}
            ref={props.value === choice.value ? chosen : undefined}
            checked={props.value === choice.value}
            onChange={() => props.onChange(choice.value)}
          />
          <span className={classes.label}>{choice.label}</span>
          {choice.text && (
            <span className={classes.text} dir="auto">
              {choice.text}
            </span>
          )}
        </label>
      ))}
      {props.error && (
        <p className={classes.error} role="alert">
          {props.error}
        </p>
      )}
    </fieldset>
  );
}

type Tick = { id: number; label: string; hint?: ReactNode; on: boolean };

type TickProps = {
  label: string;
  description?: string;
  ticks: readonly Tick[];
  onChange: (id: number, on: boolean) => void;
  error?: string | null;
  autoFocus?: boolean;
};

/** Any of a few: tick boxes under each other, looking like the choices above. */
export function TickList(props: TickProps) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.autoFocus) first.current?.focus();
  }, [props.autoFocus]);
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>
        {props.label}
        {props.description && <span className={classes.count}>{props.description}</span>}
      </legend>
      {props.ticks.map((tick, at) => (
        <label key={tick.id} className={classes.choice}>
          <input
            type="checkbox"
            ref={at === 0 ? first : undefined}
            checked={tick.on}
            onChange={(event) => props.onChange(tick.id, event.currentTarget.checked)}
          />
          <span className={classes.label} dir="auto">
            {tick.label}
          </span>
          {tick.hint && <span className={classes.hint}>{tick.hint}</span>}
        </label>
      ))}
      {props.error && (
        <p className={classes.error} role="alert">
          {props.error}
        </p>
      )}
    </fieldset>
  );
}
