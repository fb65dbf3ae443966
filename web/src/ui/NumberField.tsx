// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { TextInput, type TextInputProps } from '@mantine/core';
import { type Ref, useEffect, useRef, useState } from 'react';
import { useLocale } from '@/locale/LocaleProvider';
import classes from './NumberField.module.css';
import { type Reading, readNumber, typedNumber } from './number';

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  value: number | null;
  /** `valid` is false while the text cannot be read; the value is then null. */
  onChange: (value: number | null, valid: boolean) => void;
  /** Shown behind the number. */
  unit?: string | null;
  inputRef?: Ref<HTMLInputElement>;
};

/**
 * A number typed as plain text. What could be meant in two ways is shown back in words, with the
 * other reading one click away.
 */
export function NumberField({ value, onChange, unit, inputRef, error, ...rest }: Props) {
  const { t } = useLingui();
  const { separators } = useLocale();
  const [text, setText] = useState(() => typedNumber(value, separators));
  const told = useRef(value);
  const reading = readNumber(text, separators);

  // Somebody else changed the value (a reset, another row): show it. Our own change is told by us.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(typedNumber(value, separators));
  }, [value, separators]);

  const tell = (next: string) => {
    setText(next);
    const read = readNumber(next, separators);
    const number = read.kind === 'number' || read.kind === 'ambiguous' ? read.value : null;
    told.current = number;
    onChange(number, read.kind !== 'refused');
  };

  const faults = {
    not_a_number: t`This is not a number. Write it like ${typedNumber(1234.5, separators)}.`,
    too_many_decimals: t`At most 4 decimals are kept.`,
    too_large: t`At most 15 digits are kept.`,
  };
  const fault = reading.kind === 'refused' ? faults[reading.why] : error;

  return (
    <TextInput
      {...rest}
      ref={inputRef}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={(event) => tell(event.currentTarget.value)}
      error={fault}
      inputContainer={(input) => (
        <>
          {input}
          {reading.kind === 'ambiguous' && (
            <AmbiguousNote
              reading={reading}
              choose={() => tell(typedNumber(Number(reading.other), separators))}
            />
          )}
        </>
      )}
      rightSection={unit ? <span className={classes.unit}>{unit}</span> : undefined}
      rightSectionWidth={unit ? `${Math.min(unit.length, 14) * 0.5 + 1.25}rem` : undefined}
      rightSectionPointerEvents="none"
    />
  );
}

function AmbiguousNote(props: {
  reading: Extract<Reading, { kind: 'ambiguous' }>;
  choose: () => void;
}) {
  const { t } = useLingui();
  const words = (plain: string) => {
    const [whole = '', rest] = plain.replace('-', '').split('.');
    const minus = plain.startsWith('-') ? '\u2212' : '';
    const head = `${minus}${whole}`;
    if (rest !== undefined) return t`${head} point ${rest.split('').join(' ')}`;
    const thousands = `${minus}${whole.slice(0, -3)}`;
    const remainder = Number(whole.slice(-3));
    return remainder === 0 ? t`${thousands} thousand` : t`${thousands} thousand ${remainder}`;
  };
  const own = words(props.reading.text);
  const other = words(props.reading.other);
  return (
    <p className={classes.note} aria-live="polite">
      <Trans>Read as {own}.</Trans>{' '}
      <button type="button" className={classes.swap} onClick={props.choose}>
        <Trans>I mean {other}</Trans>
      </button>
    </p>
  );
}
