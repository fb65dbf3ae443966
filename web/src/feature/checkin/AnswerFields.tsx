// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea } from '@mantine/core';
import type { RefObject } from 'react';
import type { KeyResult, Milestone, OwnStatus } from '@/api/types';
import { zones } from '@/feature/okr/target';
import { useFormat } from '@/locale/LocaleProvider';
import { ChoiceList, TickList } from '@/ui/ChoiceList';
import { NumberField } from '@/ui/NumberField';
import { ScaleField } from '@/ui/ScaleField';
import classes from './CheckInForm.module.css';

export const CONFIDENCES = Array.from({ length: 11 }, (_, value) => ({ value, label: value }));

type ValueProps = {
  keyResult: KeyResult;
  value: number | null;
  /** Is it done, as the form says? */
  ticked: (milestone: Milestone) => boolean;
  change: (value: number | null, valid: boolean) => void;
  tick: (id: number, on: boolean) => void;
  inputRef?: RefObject<HTMLInputElement | null>;
  error?: string;
  autoFocus?: boolean;
};

/** The answer itself: a number, done or not, the milestones that are done, or a zone. */
export function ValueField(props: ValueProps) {
  const { keyResult, value, ticked, change, tick, error, autoFocus } = props;
  const { t } = useLingui();
  const format = useFormat();
  if (keyResult.kind === 'yes_no') {
    return (
      <ScaleField
        label={t`Is it done?`}
        autoFocus={autoFocus}
        options={[
          { value: 0, label: t`Not yet` },
          { value: 1, label: t`Yes, it is done` },
        ]}
        value={value}
        onChange={(next) => change(next, true)}
        error={error}
      />
    );
  }
  if (keyResult.kind === 'zones') {
    return (
      <ChoiceList
        label={t`What is reached?`}
        autoFocus={autoFocus}
        choices={zones.map((zone) => ({
          value: zone.value,
          label: t(zone.label),
          text: zone.text && keyResult[zone.text],
        }))}
        value={value}
        onChange={(next) => change(next, true)}
        error={error}
      />
    );
  }
  if (keyResult.kind === 'milestones') {
    const { milestones } = keyResult;
    const count = milestones.length;
    const done = milestones.filter(ticked).length;
    return (
      <TickList
        label={t`What is done?`}
        description={t`${done} of ${count}`}
        autoFocus={autoFocus}
        ticks={milestones.map((one) => {
          const due = one.due_day && format.dayShort(one.due_day);
          return { id: one.id, label: one.title, hint: due && t`due ${due}`, on: ticked(one) };
        })}
        onChange={tick}
        error={error}
      />
    );
  }
  return (
    <NumberField
      label={t`Value now`}
      inputRef={props.inputRef}
      autoFocus={autoFocus}
      unit={keyResult.unit_of_measure}
      value={value}
      onChange={change}
      error={error}
      className={classes.value}
    />
  );
}

type OwnViewProps = {
  value: OwnStatus | null;
  onChange: (value: OwnStatus | null) => void;
  error?: string;
};

export function OwnViewField({ value, onChange, error }: OwnViewProps) {
  const { t } = useLingui();
  const statuses: { value: OwnStatus | 'none'; label: string; tone?: 'good' | 'warn' | 'bad' }[] = [
    { value: 'none', label: t`No opinion` },
    { value: 'on_track', label: t`On track`, tone: 'good' },
    { value: 'behind', label: t`Behind`, tone: 'warn' },
    { value: 'at_risk', label: t`At risk`, tone: 'bad' },
  ];
  return (
    <ScaleField
      label={t`Your own view`}
      options={statuses}
      value={value ?? 'none'}
      onChange={(next) => onChange(next === 'none' ? null : next)}
      error={error}
    />
  );
}

type NoteProps = {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  error?: string;
};

export function NoteField({ value, onChange, placeholder, error }: NoteProps) {
  const { t } = useLingui();
  return (
    <Textarea
      label={t`Note`}
      placeholder={placeholder}
      dir="auto"
      autosize
      minRows={3}
      maxRows={14}
      maxLength={10_000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
    />
  );
}
