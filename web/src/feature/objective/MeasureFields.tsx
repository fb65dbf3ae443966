// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Autocomplete, Textarea } from '@mantine/core';
import type { PeriodRule } from '@/api/types';
import { holds, periodRules } from '@/feature/okr/kind';
import { DateField } from '@/ui/DateField';
import { NumberField } from '@/ui/NumberField';
import { ScaleField } from '@/ui/ScaleField';
import { InterimFields } from './InterimFields';
import type { KeyResultValues } from './keyResult';
import classes from './MeasureFields.module.css';
import { MilestoneFields, NEW_MILESTONE } from './MilestoneFields';

type Props = {
  values: KeyResultValues;
  change: (next: Partial<KeyResultValues>) => void;
  faults: Record<string, string>;
};

/** What the chosen kind is measured by. */
export function MeasureFields(props: Props) {
  const { t } = useLingui();
  const { values, change, faults } = props;
  if (values.kind === 'yes_no') return null;
  if (values.kind === 'zones') return <ZoneTexts {...props} />;
  if (values.kind === 'milestones') {
    return (
      <MilestoneFields
        milestones={values.milestones}
        change={(milestones) => change({ milestones })}
        fresh={NEW_MILESTONE}
        note={t`A day is optional.`}
        day={(one, set, place) => (
          <DateField
            aria-label={t`Day of milestone ${place}`}
            className={classes.day}
            clearable
            value={one.due_day}
            onChange={(due_day) => set({ due_day })}
          />
        )}
        error={faults.milestones}
      />
    );
  }
  return (
    <>
      <div className={`${classes.pair} ${values.kind === 'range' ? classes.four : ''}`}>
        {values.kind === 'range' ? <Range {...props} /> : <Numbers {...props} />}
        <Unit {...props} />
      </div>
      {holds(values.kind) ? (
        <Rule {...props} />
      ) : (
        <InterimFields
          interims={values.interim_targets}
          change={(interim_targets) => change({ interim_targets })}
          fresh={{ day: null, value: null }}
          day={(one, set, place) => (
            <DateField
              aria-label={t`Day of interim target ${place}`}
              value={one.day}
              onChange={(day) => set({ day })}
            />
          )}
          unit={values.unit_of_measure}
          error={faults.interim_targets}
        />
      )}
    </>
  );
}

function Numbers({ values, change, faults }: Props) {
  const { t } = useLingui();
  const moves = !holds(values.kind);
  const unit = values.unit_of_measure;
  return (
    <>
      {moves && (
        <NumberField
          label={t`From`}
          unit={unit}
          value={values.start_value}
          onChange={(start_value) => change({ start_value })}
          error={faults.start_value}
        />
      )}
      <NumberField
        label={moves ? t`To` : values.kind === 'at_least' ? t`At least` : t`At most`}
        unit={unit}
        value={values.target_value}
        onChange={(target_value) => change({ target_value })}
        error={faults.target_value}
      />
      {!moves && values.period_rule !== 'share' && (
        <NumberField
          label={t`Worst value`}
          description={t`Where progress is 0%. Empty: nothing in between.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          unit={unit}
          value={values.worst_value}
          onChange={(worst_value) => change({ worst_value })}
          error={faults.worst_value}
        />
      )}
    </>
  );
}

function Range({ values, change, faults }: Props) {
  const { t } = useLingui();
  const unit = values.unit_of_measure;
  return (
    <>
      <NumberField
        label={t`Lowest good value`}
        unit={unit}
        value={values.low_value}
        onChange={(low_value) => change({ low_value })}
        error={faults.low_value}
      />
      <NumberField
        label={t`Highest good value`}
        unit={unit}
        value={values.high_value}
        onChange={(high_value) => change({ high_value })}
        error={faults.high_value}
      />
      {values.period_rule !== 'share' && (
        <NumberField
          label={t`Tolerance`}
          description={t`How far outside progress is 0%. Empty: nothing in between.`}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          unit={unit}
          value={values.tolerance}
          onChange={(tolerance) => change({ tolerance })}
          error={faults.tolerance}
        />
      )}
    </>
  );
}

function Unit({ values, change, faults }: Props) {
  const { t } = useLingui();
  return (
    <Autocomplete
      label={t`Unit of measure`}
      data={['%', '€', t`customers`, t`days`, t`points`]}
      maxLength={40}
      dir="auto"
      filter={({ options }) => options}
      value={values.unit_of_measure}
      onChange={(unit_of_measure) => change({ unit_of_measure })}
      error={faults.unit_of_measure}
    />
  );
}

function Rule({ values, change, faults }: Props) {
  const { t } = useLingui();
  const rules: PeriodRule[] = ['latest', 'worst', 'share'];
  return (
    <ScaleField
      label={t`Which check-in counts`}
      description={t(periodRules[values.period_rule].meaning)}
      options={rules.map((rule) => ({ value: rule, label: t(periodRules[rule].label) }))}
      value={values.period_rule}
      onChange={(period_rule) => change({ period_rule })}
      error={faults.period_rule}
    />
  );
}

function ZoneTexts({ values, change, faults }: Props) {
  const { t } = useLingui();
  const zones = [
    { name: 'commit_text', label: t`Commit`, description: t`What is surely reached: 30%.` },
    { name: 'target_text', label: t`Target`, description: t`What a good end is: 70%.` },
    { name: 'stretch_text', label: t`Stretch`, description: t`What would be outstanding: 100%.` },
  ] as const;
  return (
    <>
      {zones.map(({ name, label, description }) => (
        <Textarea
          key={name}
          label={label}
          description={description}
          dir="auto"
          autosize
          minRows={1}
          maxLength={500}
          value={values[name] ?? ''}
          onChange={(event) => change({ [name]: event.currentTarget.value || null })}
          error={faults[name]}
        />
      ))}
    </>
  );
}
