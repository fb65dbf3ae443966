// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { MultiSelect, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type {
  DeadlineAnchor,
  Duty,
  Evidence,
  ProcessPhase,
  ProcessRule,
  ProcessRuleNew,
  ProcessVersion,
  StepRhythm,
  StepScope,
} from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { unitTypes } from '@/feature/unit/words';
import { FormDialog } from '@/ui/FormDialog';
import { NumberField } from '@/ui/NumberField';
import { LadderField } from './LadderField';
import classes from './Process.module.css';
import { createProcessRule, evidenceQuery, updateProcessRule, useProcessChanged } from './query';
import { WordFields } from './WordFields';
import { duties, evidences, rhythms, scopes, useDeadlineWords, useLocalWords } from './words';

const FIELDS = [
  'name_en',
  'name_nl',
  'guidance_en',
  'guidance_nl',
  'scope',
  'rhythm',
  'evidence',
  'percent',
  'documents_en',
  'documents_nl',
  'duty',
  'deputy',
  'anchor',
  'anchor_id',
  'offset_days',
  'lead_days',
  'types',
  'after_ids',
] as const;

type Values = Required<ProcessRuleNew> & { phase_id: number };

const EMPTY: Omit<Values, 'phase_id'> = {
  name_en: null,
  name_nl: null,
  guidance_en: null,
  guidance_nl: null,
  scope: 'unit',
  rhythm: 'inner',
  evidence: 'signature',
  percent: 100,
  documents_en: null,
  documents_nl: null,
  duty: 'leader',
  deputy: null,
  anchor: 'cycle_start',
  anchor_id: null,
  offset_days: 0,
  working: true,
  lead_days: 10,
  types: [],
  after_ids: [],
  rungs: [],
};

/** What is sent of a rule that is there: what a form can change of it. */
function valuesOf(rule: ProcessRule): Values {
  const {
    id: _id,
    version_id: _of,
    root_id: _root,
    rank: _rank,
    version: _version,
    ...rest
  } = rule;
  return { ...rest, rungs: rule.rungs.map(({ days, duty }) => ({ days, duty })) };
}

type Props = {
  version: ProcessVersion;
  phase: ProcessPhase;
  /** Null: a new one. */
  rule: ProcessRule | null;
  close: () => void;
};

/** A step of a template: what it is called, for whom, by when, what completes it. */
export function RuleDialog({ version, phase, rule, close }: Props) {
  const { t } = useLingui();
  const changed = useProcessChanged();
  const { name } = useLocalWords();
  const [values, setValues] = useState<Values>(
    rule ? valuesOf(rule) : { ...EMPTY, phase_id: phase.id },
  );
  const change = (next: Partial<Values>) => setValues({ ...values, ...next });
  const save = useMutation({
    mutationFn: () => {
      const { phase_id, ...body } = values;
      return rule
        ? updateProcessRule(rule, { ...body, phase_id })
        : createProcessRule(phase_id, body);
    },
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  const others = version.phases
    .flatMap((one) => one.rules)
    .filter((one) => one.id !== rule?.id)
    .map((one) => ({ value: String(one.id), label: name(one) }));
  const form = { values, change, fields, others };
  return (
    <FormDialog
      title={rule ? t`Change the step` : t`New step`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
      size="lg"
    >
      <WordFields {...form} />
      <Select
        label={t`Phase`}
        allowDeselect={false}
        data={version.phases.map((one) => ({ value: String(one.id), label: name(one) }))}
        value={String(values.phase_id)}
        onChange={(id) => id && change({ phase_id: Number(id) })}
      />
      <ForWhom {...form} />
      <DeadlineFields {...form} />
      <EvidenceFields {...form} />
      <LadderField
        label={t`A ladder of its own; without one that of the version holds`}
        value={values.rungs}
        onChange={(rungs) => change({ rungs })}
      />
    </FormDialog>
  );
}

type FormProps = {
  values: Values;
  change: (next: Partial<Values>) => void;
  fields: Record<string, string>;
  /** The other steps, to choose from. */
  others: { value: string; label: string }[];
};

function ForWhom({ values, change, fields, others }: FormProps) {
  const { t } = useLingui();
  const duty = Object.entries(duties).map(([value, words]) => ({ value, label: t(words) }));
  return (
    <>
      <Pair>
        <Select
          label={t`For whom it is made`}
          allowDeselect={false}
          data={Object.entries(scopes).map(([value, words]) => ({ value, label: t(words) }))}
          value={values.scope}
          onChange={(scope) => scope && change({ scope: scope as StepScope, types: [] })}
          error={fields.scope}
        />
        <Select
          label={t`How often`}
          allowDeselect={false}
          data={Object.entries(rhythms).map(([value, words]) => ({ value, label: t(words) }))}
          value={values.rhythm}
          onChange={(rhythm) => rhythm && change({ rhythm: rhythm as StepRhythm })}
          error={fields.rhythm}
        />
      </Pair>
      {values.scope === 'unit' && (
        <MultiSelect
          label={t`Types of units; none: all`}
          data={Object.entries(unitTypes).map(([value, words]) => ({ value, label: t(words) }))}
          value={values.types}
          onChange={(types) => change({ types })}
          error={fields.types}
        />
      )}
      <Pair>
        <Select
          label={t`Who answers for it`}
          allowDeselect={false}
          data={duty}
          value={values.duty}
          onChange={(one) => one && change({ duty: one as Duty })}
          error={fields.duty}
        />
        <Select
          label={t`Who may do it as well`}
          clearable
          data={duty}
          value={values.deputy}
          onChange={(one) => change({ deputy: one as Duty | null })}
          error={fields.deputy}
        />
      </Pair>
      <MultiSelect
        label={t`Waits for`}
        searchable
        data={others}
        value={values.after_ids.map(String)}
        onChange={(ids) => change({ after_ids: ids.map(Number) })}
        error={fields.after_ids}
      />
    </>
  );
}

/** The deadline as it is set, and in words. */
function DeadlineFields({ values, change, fields, others }: FormProps) {
  const { t } = useLingui();
  const words = useDeadlineWords();
  const { offset_days: offset, anchor, anchor_id } = values;
  const isBefore = offset < 0 || Object.is(offset, -0);
  const other = others.find((one) => one.value === String(anchor_id))?.label ?? '';
  const anchors: Record<DeadlineAnchor, string> =
    values.rhythm === 'round'
      ? {
          cycle_start: t`the first day of the round`,
          cycle_end: t`the last day of the round`,
          rule: t`the deadline of a step`,
        }
      : {
          cycle_start: t`the first day of the cycle`,
          cycle_end: t`the last day of the cycle`,
          rule: t`the deadline of a step`,
        };
  return (
    <fieldset className={classes.deadline}>
      <legend>
        <Trans>Deadline</Trans>
      </legend>
      <div className={classes.deadlineRow}>
        <NumberField
          label={t`Days`}
          value={Math.abs(offset)}
          onChange={(typed) => change({ offset_days: (isBefore ? -1 : 1) * (typed ?? 0) })}
          error={fields.offset_days}
        />
        <Select
          label={t`Which days`}
          allowDeselect={false}
          data={[
            { value: 'working', label: t`working days` },
            { value: 'all', label: t`all days` },
          ]}
          value={values.working ? 'working' : 'all'}
          onChange={(one) => change({ working: one === 'working' })}
        />
        <Select
          label={t`Side`}
          allowDeselect={false}
          data={[
            { value: 'before', label: t`before` },
            { value: 'after', label: t`after` },
          ]}
          value={isBefore ? 'before' : 'after'}
          onChange={(one) =>
            change({ offset_days: (one === 'before' ? -1 : 1) * Math.abs(offset) })
          }
        />
        <Select
          label={t`Counted from`}
          allowDeselect={false}
          data={Object.entries(anchors).map(([value, label]) => ({ value, label }))}
          value={anchor}
          onChange={(one) =>
            one &&
            change({
              anchor: one as DeadlineAnchor,
              anchor_id: one === 'rule' ? anchor_id : null,
            })
          }
          error={fields.anchor}
        />
      </div>
      {anchor === 'rule' && (
        <Select
          label={t`Which step`}
          searchable
          data={others}
          value={anchor_id === null ? null : String(anchor_id)}
          onChange={(id) => change({ anchor_id: id === null ? null : Number(id) })}
          error={fields.anchor_id}
        />
      )}
      <p className={classes.words} role="status">
        {words(values, other)}
      </p>
      <NumberField
        label={t`Opens so many days before its deadline`}
        value={values.lead_days}
        onChange={(typed) => change({ lead_days: typed ?? 0 })}
        error={fields.lead_days}
      />
    </fieldset>
  );
}

function EvidenceFields({ values, change, fields }: FormProps) {
  const { t } = useLingui();
  const { data: kinds = [] } = useQuery(evidenceQuery);
  const fitting = kinds.filter((one) => one.scopes.includes(values.scope));
  const kind = kinds.find((one) => one.evidence === values.evidence);
  const groups = [
    { group: t`Koers knows by itself`, isComputed: true },
    { group: t`Is signed`, isComputed: false },
  ];
  return (
    <>
      <Select
        label={t`What completes it`}
        description={
          kind?.computed === false && kind.evidence !== 'signature'
            ? t`Signed for now; Koers takes over once it can know.`
            : undefined
        }
        allowDeselect={false}
        data={groups.map(({ group, isComputed }) => ({
          group,
          items: fitting
            .filter((one) => one.computed === isComputed)
            .map((one) => ({ value: one.evidence, label: t(evidences[one.evidence]) })),
        }))}
        value={values.evidence}
        onChange={(one) => one && change({ evidence: one as Evidence })}
        error={fields.evidence}
      />
      {kind?.percent && (
        <NumberField
          label={t`How much of it must be there`}
          unit="%"
          value={values.percent}
          onChange={(typed) => change({ percent: typed ?? 1 })}
          error={fields.percent}
        />
      )}
      {values.evidence === 'input_pack' && (
        <Pair>
          <Textarea
            label={t`Documents in English, one a line`}
            lang="en"
            autosize
            minRows={2}
            maxLength={2_000}
            value={values.documents_en ?? ''}
            onChange={(event) => change({ documents_en: event.currentTarget.value || null })}
            error={fields.documents_en}
          />
          <Textarea
            label={t`Documents in Dutch, in the same order`}
            lang="nl"
            autosize
            minRows={2}
            maxLength={2_000}
            value={values.documents_nl ?? ''}
            onChange={(event) => change({ documents_nl: event.currentTarget.value || null })}
            error={fields.documents_nl}
          />
        </Pair>
      )}
    </>
  );
}

function Pair({ children }: { children: ReactNode }) {
  return <div className={classes.pair}>{children}</div>;
}
