// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Template } from '@/api/types';
import { Notice } from '@/ui/Notice';
import { templateQuery, templatesQuery } from './query';

type Props = {
  unitId: number | null;
  value: number | undefined;
  onChange: (id: number | undefined) => void;
  /** Fills the form; called once for each template that is chosen. */
  fill: (template: Template) => void;
};

/** Begins from a pattern, where the unit has one to offer. */
export function TemplateField({ unitId, value, onChange, fill }: Props) {
  const { t } = useLingui();
  const offered = useQuery(templatesQuery(unitId === null ? {} : { unit_id: unitId }));
  const chosen = useQuery({ ...templateQuery(value ?? 0), enabled: value !== undefined });
  const filled = useRef<number | null>(null);
  const template = value === undefined ? undefined : chosen.data;
  useEffect(() => {
    if (filled.current === (template?.id ?? null)) return;
    filled.current = template?.id ?? null;
    if (template) fill(template);
  }, [template, fill]);
  const options = (offered.data ?? []).map((one) => ({ value: String(one.id), label: one.name }));
  if (template && !options.some((one) => one.value === String(template.id))) {
    options.unshift({ value: String(template.id), label: template.name });
  }
  if (options.length === 0) return null;
  return (
    <>
      <Select
        label={t`Begin from a template`}
        placeholder={t`Without one`}
        clearable
        searchable
        data={options}
        value={value === undefined ? null : String(value)}
        onChange={(id) => onChange(id === null ? undefined : Number(id))}
        nothingFoundMessage={t`Nothing found`}
      />
      {template?.hint && <Notice tone="accent">{template.hint}</Notice>}
    </>
  );
}
