// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProcessTemplateRow } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import {
  addBuiltInTemplate,
  createProcessTemplate,
  processTemplatesQuery,
  useProcessChanged,
} from '@/feature/process/query';
import { useLocalWords } from '@/feature/process/words';
import { useIsKeeper } from '@/feature/session/rights';
import { EmptyState } from '@/ui/EmptyState';
import { FormDialog } from '@/ui/FormDialog';
import { LinkButton } from '@/ui/link';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';

/** The ways of working through a cycle, each in versions. */
export default function ProcessTemplatesPage() {
  const { t } = useLingui();
  const isKeeper = useIsKeeper();
  const changed = useProcessChanged();
  const navigate = useNavigate();
  const [isNew, setNew] = useState(false);
  const templates = useQuery(processTemplatesQuery);
  const add = useMutation({
    mutationFn: addBuiltInTemplate,
    onSuccess: async (made) => {
      await changed();
      await navigate({ to: '/process/templates/$id', params: { id: made.id } });
    },
  });
  const hasBuiltIn = templates.data?.some((one) => one.built_in);
  const addDare = isKeeper && templates.data && !hasBuiltIn && (
    <Button variant="default" loading={add.isPending} onClick={() => add.mutate()}>
      <Trans>Add DARE, which comes with Koers</Trans>
    </Button>
  );
  return (
    <Page
      title={t`Process templates`}
      actions={
        <>
          <LinkButton to="/process/calendars" variant="default">
            <Trans>Holidays</Trans>
          </LinkButton>
          {templates.data && templates.data.length > 0 && addDare}
          {isKeeper && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew(true)}>
              <Trans>New template</Trans>
            </Button>
          )}
        </>
      }
    >
      <ProblemNotice error={templates.error} retry={() => templates.refetch()} />
      <ProblemNotice error={add.error} />
      {isNew && <NewDialog templates={templates.data ?? []} close={() => setNew(false)} />}
      {templates.isPending && <RowsSkeleton rows={4} />}
      {templates.data?.length === 0 && (
        <EmptyState icon={IconRoute} title={t`No template yet`} action={addDare}>
          <Trans>
            A template says what is done by whom and by when in a cycle. DARE is a complete one to
            begin with: Draft, Align, Run, Evaluate.
          </Trans>
        </EmptyState>
      )}
      {templates.data && templates.data.length > 0 && <Templates rows={templates.data} />}
    </Page>
  );
}

function Templates({ rows }: { rows: readonly ProcessTemplateRow[] }) {
  const { name } = useLocalWords();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>
            <Trans>Template</Trans>
          </th>
          <th className={table.narrow}>
            <Trans>Region</Trans>
          </th>
          <th>
            <Trans>Version</Trans>
          </th>
          <th>
            <Trans>In use</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <Link to="/process/templates/$id" params={{ id: row.id }} dir="auto">
                {name(row)}
              </Link>
            </td>
            <td className={table.narrow} dir="auto">
              {row.region}
            </td>
            <td>
              {row.published_number ?? '–'}
              {row.draft_id !== null && (
                <span className={table.dim}>
                  {' '}
                  <Trans>and a draft</Trans>
                </span>
              )}
            </td>
            <td>
              {row.in_use > 0 ? (
                <Plural value={row.in_use} one="# cycle" other="# cycles" />
              ) : (
                <span className={table.dim}>–</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type NewProps = { templates: readonly ProcessTemplateRow[]; close: () => void };

/** A template begins with a draft: an empty one, or a copy of what another has published. */
function NewDialog({ templates, close }: NewProps) {
  const { t } = useLingui();
  const { name } = useLocalWords();
  const navigate = useNavigate();
  const changed = useProcessChanged();
  const [values, setValues] = useState({
    name_en: '',
    name_nl: '',
    region: '',
    based_on_id: null as number | null,
  });
  const change = (next: Partial<typeof values>) => setValues({ ...values, ...next });
  const create = useMutation({
    mutationFn: () =>
      createProcessTemplate({
        name_en: values.name_en.trim() || null,
        name_nl: values.name_nl.trim() || null,
        region: values.region.trim() || null,
        based_on_id: values.based_on_id,
      }),
    onSuccess: async (made) => {
      await changed();
      const draft = made.versions.find((one) => one.state === 'draft');
      if (draft) await navigate({ to: '/process/versions/$id', params: { id: draft.id } });
      else await navigate({ to: '/process/templates/$id', params: { id: made.id } });
    },
  });
  const { fields, rest } = faultsOf(create.error, Object.keys(values));
  const bases = templates.flatMap((one) =>
    one.published_id === null ? [] : [{ value: String(one.published_id), label: name(one) }],
  );
  return (
    <FormDialog
      title={t`New template`}
      verb={t`Begin the draft`}
      busy={create.isPending}
      error={create.error}
      rest={rest}
      submit={() => create.mutate()}
      close={close}
    >
      <TextInput
        label={t`Name in English`}
        lang="en"
        maxLength={200}
        data-autofocus
        value={values.name_en}
        onChange={(event) => change({ name_en: event.currentTarget.value })}
        error={fields.name_en}
      />
      <TextInput
        label={t`Name in Dutch`}
        lang="nl"
        maxLength={200}
        value={values.name_nl}
        onChange={(event) => change({ name_nl: event.currentTarget.value })}
        error={fields.name_nl}
      />
      <TextInput
        label={t`Region`}
        description={t`Where it is meant for; empty: everywhere.`}
        dir="auto"
        maxLength={100}
        value={values.region}
        onChange={(event) => change({ region: event.currentTarget.value })}
        error={fields.region}
      />
      <Select
        label={t`Begin from`}
        placeholder={t`nothing`}
        clearable
        data={bases}
        value={values.based_on_id === null ? null : String(values.based_on_id)}
        onChange={(id) => change({ based_on_id: id === null ? null : Number(id) })}
        error={fields.based_on_id}
      />
    </FormDialog>
  );
}
