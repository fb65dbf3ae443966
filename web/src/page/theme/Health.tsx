// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Group, Textarea, TextInput } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HealthMeasure, Theme } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { HealthMark, useRange } from '@/feature/strategy/HealthMark';
import {
  createHealthMeasure,
  endHealthMeasure,
  healthValuesQuery,
  recordHealth,
  updateHealthMeasure,
  useStrategyChanged,
} from '@/feature/strategy/query';
import { today } from '@/locale/format';
import { useFormat } from '@/locale/LocaleProvider';
import { DateField } from '@/ui/DateField';
import { FormDialog } from '@/ui/FormDialog';
import { NumberField } from '@/ui/NumberField';
import { Section } from '@/ui/Page';
import classes from './Health.module.css';

/** Numbers that must stay healthy while the OKRs push on; they enter no progress. */
export function Health({ theme }: { theme: Theme }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  const mayEdit = theme.may_edit && theme.state === 'current';
  if (theme.health.length === 0 && !mayEdit) return null;
  return (
    <Section
      title={t`Health`}
      count={theme.health.length}
      actions={
        mayEdit && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            <Trans>Add a health measure</Trans>
          </Button>
        )
      }
    >
      {theme.health.length === 0 && (
        <p className={classes.none}>
          <Trans>
            None yet. A health measure is what must not get worse while this theme is pursued.
          </Trans>
        </p>
      )}
      <ul className={classes.list}>
        {theme.health.map((measure) => (
          <Measure
            key={measure.id}
            measure={measure}
            mayEdit={mayEdit}
            mayRecord={theme.may_record}
          />
        ))}
      </ul>
      {adding && <MeasureDialog themeId={theme.id} close={() => setAdding(false)} />}
    </Section>
  );
}

type MeasureProps = { measure: HealthMeasure; mayEdit: boolean; mayRecord: boolean };

function Measure({ measure, mayEdit, mayRecord }: MeasureProps) {
  const { t } = useLingui();
  const format = useFormat();
  const range = useRange();
  const [opened, setOpened] = useState<'record' | 'edit' | null>(null);
  const values = useQuery({ ...healthValuesQuery(measure.id), enabled: measure.value_count > 1 });
  const earlier = (values.data?.items ?? []).slice(1, 5);
  return (
    <li className={classes.measure}>
      <div className={classes.words}>
        <span className={classes.name} dir="auto">
          {measure.name}
        </span>
        <span className={classes.dim}>{range(measure)}</span>
        {earlier.length > 0 && (
          <span className={classes.dim}>
            <Trans>before: {earlier.map((one) => format.decimal(one.value)).join(', ')}</Trans>
          </span>
        )}
      </div>
      <span className={classes.value}>
        {measure.current_value !== null &&
          format.measure(measure.current_value, measure.unit_of_measure)}
        {measure.current_day && (
          <span className={classes.dim}>{format.dayShort(measure.current_day)}</span>
        )}
      </span>
      <span className={classes.mark}>
        <HealthMark measure={measure} />
      </span>
      <span className={classes.buttons}>
        {mayRecord && (
          <Button variant="default" size="compact-sm" onClick={() => setOpened('record')}>
            <Trans>Record</Trans>
          </Button>
        )}
        {mayEdit && (
          <ActionIcon aria-label={t`Change ${measure.name}`} onClick={() => setOpened('edit')}>
            <IconPencil size={15} aria-hidden />
          </ActionIcon>
        )}
      </span>
      {opened === 'record' && <RecordDialog measure={measure} close={() => setOpened(null)} />}
      {opened === 'edit' && (
        <MeasureDialog themeId={measure.theme_id} measure={measure} close={() => setOpened(null)} />
      )}
    </li>
  );
}

function RecordDialog({ measure, close }: { measure: HealthMeasure; close: () => void }) {
  const { t } = useLingui();
  const { zone } = useFormat();
  const changed = useStrategyChanged();
  const [value, setValue] = useState<number | null>(null);
  const [day, setDay] = useState(today(zone));
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      recordHealth(measure.id, { value: value as number, day, note: note.trim() || null }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['value', 'day', 'note']);
  return (
    <FormDialog
      title={measure.name}
      verb={t`Record`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <NumberField
        label={t`Value`}
        data-autofocus
        unit={measure.unit_of_measure}
        value={value}
        onChange={setValue}
        error={fields.value}
      />
      <DateField
        label={t`Day`}
        value={day || null}
        onChange={(next) => setDay(next ?? '')}
        error={fields.day}
      />
      <Textarea
        label={t`Note`}
        dir="auto"
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={fields.note}
      />
    </FormDialog>
  );
}

type DialogProps = { themeId: number; measure?: HealthMeasure; close: () => void };

function MeasureDialog({ themeId, measure, close }: DialogProps) {
  const { t } = useLingui();
  const changed = useStrategyChanged();
  const [values, setValues] = useState({
    name: measure?.name ?? '',
    unit_of_measure: measure?.unit_of_measure ?? '%',
    low_value: measure?.low_value ?? null,
    high_value: measure?.high_value ?? null,
  });
  const change = (next: Partial<typeof values>) => setValues((old) => ({ ...old, ...next }));
  const done = async () => {
    await changed();
    close();
  };
  const save = useMutation({
    mutationFn: () =>
      measure ? updateHealthMeasure(measure, values) : createHealthMeasure(themeId, values),
    onSuccess: done,
  });
  const end = useMutation({
    mutationFn: async () => (measure ? endHealthMeasure(measure) : undefined),
    onSuccess: done,
  });
  const fieldNames = ['name', 'unit_of_measure', 'low_value', 'high_value'];
  const { fields, rest } = faultsOf(save.error, fieldNames);
  return (
    <FormDialog
      title={measure ? t`Change ${measure.name}` : t`New health measure`}
      verb={measure ? t`Save` : t`Add the measure`}
      busy={save.isPending}
      error={save.error ?? end.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name`}
        data-autofocus
        dir="auto"
        maxLength={200}
        value={values.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={fields.name}
      />
      <TextInput
        label={t`Unit of measure`}
        dir="auto"
        maxLength={40}
        value={values.unit_of_measure}
        onChange={(event) => change({ unit_of_measure: event.currentTarget.value })}
        error={fields.unit_of_measure}
      />
      <Group grow align="flex-start">
        <NumberField
          label={t`Healthy from`}
          value={values.low_value}
          onChange={(low_value) => change({ low_value })}
          error={fields.low_value}
        />
        <NumberField
          label={t`up to`}
          value={values.high_value}
          onChange={(high_value) => change({ high_value })}
          error={fields.high_value}
        />
      </Group>
      {measure && (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          loading={end.isPending}
          onClick={() => end.mutate()}
        >
          <Trans>Follow it no more</Trans>
        </Button>
      )}
    </FormDialog>
  );
}
