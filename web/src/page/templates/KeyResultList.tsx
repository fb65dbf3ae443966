// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import type { KeyResultKind, TemplateKeyResult, TemplateNew } from '@/api/types';
import { InterimFields } from '@/feature/objective/InterimFields';
import { WEIGHT_USUAL } from '@/feature/objective/keyResult';
import { MilestoneFields } from '@/feature/objective/MilestoneFields';
import { keyResultKinds } from '@/feature/okr/kind';
import { NumberField } from '@/ui/NumberField';
import classes from './KeyResultList.module.css';

type Row = NonNullable<TemplateNew['key_results']>[number];
type TargetRow = NonNullable<Row['interim_targets']>[number];
/** While it is typed its day may be missing. */
type InterimRow = Omit<TargetRow, 'day_after'> & { day_after: number | null };
/** A row of the form; `key` only tells React which is which. */
export type KeyResultValues = Row & { key: number };

const COUNT_MAX = 20;
let keys = 0;

export function keyResultValues(row: TemplateKeyResult): KeyResultValues {
  const { id: _id, template_id: _template, rank: _rank, ...rest } = row;
  keys += 1;
  return {
    ...rest,
    key: keys,
    milestones: row.milestones.map(({ title, weight, due_after }) => ({
      title,
      weight,
      due_after,
    })),
    interim_targets: row.interim_targets.map(({ day_after, value }) => ({ day_after, value })),
  };
}

/** What the kind uses, without rows in which nothing was typed. */
export function sentOf({ key: _key, ...row }: KeyResultValues): Row {
  const moves = row.kind === 'increase' || row.kind === 'decrease';
  const steps = row.kind === 'milestones' ? (row.milestones ?? []) : [];
  const interims = moves ? ((row.interim_targets ?? []) as InterimRow[]) : [];
  return {
    ...row,
    milestones: steps
      .filter((one) => one.title.trim() !== '')
      .map((one) => ({ ...one, weight: one.weight ?? WEIGHT_USUAL })),
    interim_targets: interims.flatMap(({ day_after, value }) =>
      day_after === null ? [] : [{ day_after, value }],
    ),
  };
}

function fresh(): KeyResultValues {
  keys += 1;
  return { key: keys, title: '', kind: 'increase', unit_of_measure: '%', weight: 100 };
}

type Props = { values: KeyResultValues[]; change: (next: KeyResultValues[]) => void };

/** The key results of a pattern. What is left open here is asked when it is used. */
export function KeyResultList({ values, change }: Props) {
  const { t } = useLingui();
  const put = (at: number, next: Partial<Row>) =>
    change(values.map((one, place) => (place === at ? { ...one, ...next } : one)));
  const up = (at: number) => {
    const next = [...values];
    next.splice(at - 1, 0, ...next.splice(at, 1));
    change(next);
  };
  return (
    <fieldset className={classes.list}>
      <legend className={classes.legend}>
        <Trans>Key results</Trans>
      </legend>
      {values.map((row, at) => (
        <fieldset key={row.key} className={classes.row}>
          <legend className="visually-hidden">{t`Key result ${at + 1}`}</legend>
          <div className={classes.head}>
            <Textarea
              className={classes.title}
              label={t`What proves that the objective is reached?`}
              dir="auto"
              autosize
              minRows={1}
              maxLength={300}
              value={row.title}
              onChange={(event) =>
                put(at, { title: event.currentTarget.value.replace(/\n/g, ' ') })
              }
            />
            {at > 0 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t`Move key result ${at + 1} up`}
                onClick={() => up(at)}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t`Remove key result ${at + 1}`}
              onClick={() => change(values.filter((_, place) => place !== at))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
          <Measure row={row} put={(next) => put(at, next)} />
        </fieldset>
      ))}
      {values.length < COUNT_MAX && (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => change([...values, fresh()])}
          >
            <Trans>Add a key result</Trans>
          </Button>
        </div>
      )}
    </fieldset>
  );
}

type MeasureProps = { row: KeyResultValues; put: (next: Partial<Row>) => void };

function Measure({ row, put }: MeasureProps) {
  const { t } = useLingui();
  const kind = row.kind ?? 'increase';
  const moves = kind === 'increase' || kind === 'decrease';
  const bound = kind === 'at_least' || kind === 'at_most';
  return (
    <>
      <div className={classes.measure}>
        <Select
          label={t`How it is measured`}
          allowDeselect={false}
          data={Object.entries(keyResultKinds).map(([value, label]) => ({
            value,
            label: t(label),
          }))}
          value={kind}
          onChange={(chosen) => chosen && put({ kind: chosen as KeyResultKind })}
        />
        {(moves || bound || kind === 'range') && (
          <TextInput
            label={t`Unit of measure`}
            maxLength={40}
            value={row.unit_of_measure ?? ''}
            onChange={(event) => put({ unit_of_measure: event.currentTarget.value })}
          />
        )}
        {moves && (
          <NumberField
            label={t`From`}
            placeholder={t`open`}
            value={row.start_value ?? null}
            onChange={(start_value) => put({ start_value })}
          />
        )}
        {(moves || bound) && (
          <NumberField
            label={moves ? t`To` : t`Limit`}
            placeholder={t`open`}
            value={row.target_value ?? null}
            onChange={(target_value) => put({ target_value })}
          />
        )}
      </div>
      {kind === 'milestones' && (
        <MilestoneFields
          milestones={row.milestones ?? []}
          change={(milestones) => put({ milestones })}
          fresh={{ title: '', weight: WEIGHT_USUAL, due_after: null }}
          note={t`Days count from the first of the cycle; they are optional.`}
          day={(one, set, place) => (
            <NumberField
              aria-label={t`Days until milestone ${place} is due`}
              className={classes.days}
              placeholder={t`open`}
              unit={t`days`}
              value={one.due_after ?? null}
              onChange={(due_after) => set({ due_after })}
            />
          )}
          error={undefined}
        />
      )}
      {moves && (
        <InterimFields
          interims={(row.interim_targets ?? []) as InterimRow[]}
          change={(interims) => put({ interim_targets: interims as TargetRow[] })}
          fresh={{ day_after: null, value: null }}
          day={(one, set, place) => (
            <NumberField
              aria-label={t`Days until interim target ${place}`}
              unit={t`days`}
              value={one.day_after}
              onChange={(day_after) => set({ day_after })}
            />
          )}
          unit={row.unit_of_measure ?? ''}
          error={undefined}
        />
      )}
      <TextInput
        label={t`What to mind when measuring it`}
        dir="auto"
        maxLength={500}
        value={row.hint ?? ''}
        onChange={(event) => put({ hint: event.currentTarget.value || null })}
      />
    </>
  );
}
