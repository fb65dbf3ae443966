// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Template, TemplateNew } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { useMe } from '@/feature/session/query';
import { useIsKeeper } from '@/feature/session/rights';
import {
  createTemplate,
  templateQuery,
  updateTemplate,
  useTemplatesChanged,
} from '@/feature/template/query';
import { UnitSelect } from '@/feature/unit/UnitSelect';
import { FormPage } from '@/ui/FormPage';
import { ScaleField } from '@/ui/ScaleField';
import { KeyResultList, type KeyResultValues, keyResultValues, sentOf } from './KeyResultList';

const FIELDS = ['name', 'unit_id', 'title', 'kind', 'description', 'hint'] as const;

type Values = Omit<TemplateNew, 'key_results'>;

const EMPTY: Values = {
  name: '',
  unit_id: null,
  title: '',
  description: null,
  hint: null,
  kind: 'aspirational',
};

export function TemplateNewPage() {
  return <TemplateForm />;
}

export default function TemplateEditPage() {
  const { id } = useParams({ from: '/inside/templates/$id/edit' });
  const { data: template } = useSuspenseQuery(templateQuery(id));
  return <TemplateForm key={template.version} template={template} />;
}

function TemplateForm({ template }: { template?: Template }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const changed = useTemplatesChanged();
  const keeper = useIsKeeper();
  const kept = useMe().grants.find((one) => one.role === 'okr_master' || one.role === 'admin');
  const [values, setValues] = useState<Values>(
    template ?? { ...EMPTY, unit_id: keeper ? null : (kept?.unit_id ?? null) },
  );
  const [keyResults, setKeyResults] = useState<KeyResultValues[]>(
    (template?.key_results ?? []).map(keyResultValues),
  );
  const change = (next: Partial<Values>) => setValues({ ...values, ...next });
  const back = () => navigate({ to: '/templates' });
  const save = useMutation({
    mutationFn: () => {
      const { name, unit_id, title, description, hint, kind } = values;
      const rows = keyResults.filter((one) => one.title.trim() !== '').map(sentOf);
      const body = { name, unit_id, title, description, hint, kind, key_results: rows };
      return template ? updateTemplate(template, body) : createTemplate(body);
    },
    onSuccess: async () => {
      await changed();
      await back();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  return (
    <FormPage
      title={template ? t`Change the template` : t`New template`}
      error={save.error}
      rest={rest}
      busy={save.isPending}
      verb={t`Save`}
      submit={() => save.mutate()}
      cancel={back}
    >
      <TextInput
        label={t`Name of the template`}
        dir="auto"
        maxLength={100}
        autoFocus
        value={values.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={fields.name}
      />
      <UnitSelect
        label={t`For a unit and everything below it`}
        placeholder={t`For everybody`}
        clearable
        value={values.unit_id ?? null}
        onChange={(unit_id) => change({ unit_id })}
        error={fields.unit_id}
      />
      <Textarea
        label={t`What to mind when using it`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={1000}
        value={values.hint ?? ''}
        onChange={(event) => change({ hint: event.currentTarget.value || null })}
        error={fields.hint}
      />
      <Textarea
        label={t`Title of the objective`}
        dir="auto"
        autosize
        minRows={1}
        maxLength={300}
        value={values.title}
        onChange={(event) => change({ title: event.currentTarget.value.replace(/\n/g, ' ') })}
        error={fields.title}
      />
      <ScaleField
        label={t`Kind`}
        options={[
          { value: 'aspirational', label: t`Aspirational` },
          { value: 'committed', label: t`Committed` },
        ]}
        value={values.kind ?? 'aspirational'}
        onChange={(kind) => change({ kind })}
        error={fields.kind}
      />
      <Textarea
        label={t`Why it matters`}
        dir="auto"
        autosize
        minRows={2}
        maxLength={10_000}
        value={values.description ?? ''}
        onChange={(event) => change({ description: event.currentTarget.value || null })}
        error={fields.description}
      />
      <KeyResultList values={keyResults} change={setKeyResults} />
    </FormPage>
  );
}
