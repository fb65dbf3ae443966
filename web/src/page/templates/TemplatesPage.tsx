// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Menu, Switch } from '@mantine/core';
import { IconArchive, IconDots, IconPencil, IconPlus, IconTemplate } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TemplateRow } from '@/api/types';
import { useIsMaster } from '@/feature/session/rights';
import { templatesQuery, updateTemplate, useTemplatesChanged } from '@/feature/template/query';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton, MenuLink } from '@/ui/link';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { sayWithUndo } from '@/ui/undo';

/** Patterns of objectives that proved their worth; anybody begins one from them. */
export default function TemplatesPage() {
  const { t } = useLingui();
  const master = useIsMaster();
  const [archived, setArchived] = useState(false);
  const templates = useQuery(templatesQuery(archived ? { include_archived: true } : {}));
  return (
    <Page
      title={t`Templates`}
      actions={
        master && (
          <LinkButton
            to="/templates/new"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
          >
            <Trans>New template</Trans>
          </LinkButton>
        )
      }
    >
      <p>
        <Trans>
          Patterns of objectives that proved their worth. Begin one from a template, and fill in
          your own numbers.
        </Trans>
      </p>
      <ProblemNotice error={templates.error} retry={() => templates.refetch()} />
      <div className={table.toolbar}>
        <Switch
          label={t`Also those that are archived`}
          checked={archived}
          onChange={(event) => setArchived(event.currentTarget.checked)}
        />
      </div>
      {templates.isPending && <RowsSkeleton rows={6} />}
      {templates.data?.length === 0 && (
        <EmptyState icon={IconTemplate} title={t`No templates yet`}>
          <Trans>
            OKR masters make them here, or from an objective that worked: its menu has “Save as a
            template”.
          </Trans>
        </EmptyState>
      )}
      {templates.data && templates.data.length > 0 && <Templates templates={templates.data} />}
    </Page>
  );
}

function Templates({ templates }: { templates: readonly TemplateRow[] }) {
  const { t } = useLingui();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>
            <Trans>Template</Trans>
          </th>
          <th className={table.narrow}>
            <Trans>For</Trans>
          </th>
          <th className={table.narrow}>
            <Trans>Key results</Trans>
          </th>
          <th aria-hidden />
        </tr>
      </thead>
      <tbody>
        {templates.map((template) => (
          <tr key={template.id}>
            <td className={template.archived ? table.dim : undefined} dir="auto">
              <Link
                to="/objectives/new"
                search={(search) => ({ cycle: search.cycle, template: template.id })}
              >
                {template.name}
              </Link>
              {template.archived && (
                <>
                  {' '}
                  <Trans>archived</Trans>
                </>
              )}
              {template.name !== template.title && (
                <div className={table.dim}>{template.title}</div>
              )}
            </td>
            <td className={`${table.dim} ${table.narrow}`} dir="auto">
              {template.unit_name ?? t`everybody`}
            </td>
            <td className={`${table.dim} ${table.narrow}`}>{template.key_result_count}</td>
            <td className={table.end}>
              {template.may_edit && <TemplateMenu template={template} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

function TemplateMenu({ template }: { template: TemplateRow }) {
  const { t } = useLingui();
  const changed = useTemplatesChanged();
  const archive = useMutation({
    mutationFn: () => updateTemplate(template, { archived: !template.archived }),
    onSuccess: async (after) => {
      await changed();
      sayWithUndo(
        after.archived ? t`The template is archived.` : t`The template is offered again.`,
        async () => {
          await updateTemplate(after, { archived: template.archived });
          await changed();
        },
      );
    },
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} variant="subtle" aria-label={t`Actions for ${template.name}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MenuLink
            leftSection={<IconPencil {...icon} />}
            to="/templates/$id/edit"
            params={{ id: template.id }}
          >
            <Trans>Change…</Trans>
          </MenuLink>
          <Menu.Item leftSection={<IconArchive {...icon} />} onClick={() => archive.mutate()}>
            {template.archived ? <Trans>Offer again</Trans> : <Trans>Archive</Trans>}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ProblemNotice error={archive.error} />
    </>
  );
}
