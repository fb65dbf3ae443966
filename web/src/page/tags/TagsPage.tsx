// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Menu, Switch } from '@mantine/core';
import { IconArchive, IconArrowMerge, IconDots, IconPencil, IconTag } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Tag } from '@/api/types';
import { useIsKeeper } from '@/feature/session/rights';
import { tagsQuery, updateTag, useTagsChanged } from '@/feature/tag/query';
import { TagDialog, TagMergeDialog } from '@/feature/tag/TagDialogs';
import { TagMark } from '@/feature/tag/TagList';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { RowsSkeleton } from '@/ui/PageSkeleton';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { sayWithUndo } from '@/ui/undo';

/** The tags of the organisation, and how often each is used; keepers put them in order. */
export default function TagsPage() {
  const { t } = useLingui();
  const [archived, setArchived] = useState(false);
  const tags = useQuery(tagsQuery(archived));
  return (
    <Page title={t`Tags`} width="text">
      <p>
        <Trans>
          Words by which objectives of any unit are found together. Tag an objective on its page,
          under Edit.
        </Trans>
      </p>
      <ProblemNotice error={tags.error} retry={() => tags.refetch()} />
      <div className={table.toolbar}>
        <Switch
          label={t`Also those that are archived`}
          checked={archived}
          onChange={(event) => setArchived(event.currentTarget.checked)}
        />
      </div>
      {tags.isPending && <RowsSkeleton rows={8} />}
      {tags.data?.length === 0 && (
        <EmptyState icon={IconTag} title={t`No tags yet`}>
          <Trans>The first one is made by typing it in the form of an objective.</Trans>
        </EmptyState>
      )}
      {tags.data && tags.data.length > 0 && <Tags tags={tags.data} />}
    </Page>
  );
}

function Tags({ tags }: { tags: readonly Tag[] }) {
  const keeper = useIsKeeper();
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>
            <Trans>Tag</Trans>
          </th>
          <th>
            <Trans>Objectives</Trans>
          </th>
          {keeper && <th aria-hidden />}
        </tr>
      </thead>
      <tbody>
        {tags.map((tag) => (
          <tr key={tag.id}>
            <td className={tag.archived ? table.dim : undefined}>
              <Link to="/explore" search={(search) => ({ cycle: search.cycle, tag: tag.id })}>
                <TagMark name={tag.name} tone={tag.tone} />
              </Link>
              {tag.archived && (
                <>
                  {' '}
                  <Trans>archived</Trans>
                </>
              )}
            </td>
            <td>{tag.objective_count}</td>
            {keeper && (
              <td className={table.end}>
                <TagMenu tag={tag} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;

function TagMenu({ tag }: { tag: Tag }) {
  const { t } = useLingui();
  const changed = useTagsChanged();
  const [open, setOpen] = useState<'change' | 'merge' | null>(null);
  const close = () => setOpen(null);
  const archive = useMutation({
    mutationFn: () => updateTag(tag, { archived: !tag.archived }),
    onSuccess: async (after) => {
      await changed();
      sayWithUndo(
        after.archived ? t`The tag is archived.` : t`The tag is offered again.`,
        async () => {
          await updateTag(after, { archived: tag.archived });
          await changed();
        },
      );
    },
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={24} variant="subtle" aria-label={t`Actions for ${tag.name}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setOpen('change')}>
            <Trans>Change…</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowMerge {...icon} />} onClick={() => setOpen('merge')}>
            <Trans>Merge…</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconArchive {...icon} />} onClick={() => archive.mutate()}>
            {tag.archived ? <Trans>Offer again</Trans> : <Trans>Archive</Trans>}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open === 'change' && <TagDialog tag={tag} close={close} />}
      {open === 'merge' && <TagMergeDialog tag={tag} close={close} />}
      <ProblemNotice error={archive.error} />
    </>
  );
}
