// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Menu, Switch, TextInput } from '@mantine/core';
import { IconBookmark, IconCheck, IconPlus, IconTrash, IconUsers } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedView } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { FormDialog } from '@/ui/FormDialog';
import { createView, deleteView, savedViewsQuery } from './query';

type Props = {
  page: string;
  /** What the address says now. */
  query: string;
  /** Shows a view that was kept. */
  show: (query: string) => void;
};

/** The views people kept of a page: their own, and those that others share. */
export function ViewMenu({ page, query, show }: Props) {
  const { t } = useLingui();
  const views = useQuery(savedViewsQuery(page));
  const [keeping, setKeeping] = useState(false);
  const [leaving, setLeaving] = useState<SavedView | null>(null);
  const current = views.data?.find((view) => view.query === query);
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} aria-hidden />}
            aria-label={current ? t`Views, now ${current.name}` : t`Views`}
          >
            <span dir="auto">{current?.name ?? t`Views`}</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.data?.map((view) => (
            <Menu.Item
              key={view.id}
              onClick={() => show(view.query)}
              leftSection={
                view === current ? (
                  <IconCheck size={16} aria-hidden />
                ) : (
                  <IconBookmark size={16} aria-hidden />
                )
              }
              rightSection={view.shared && <IconUsers size={14} aria-label={t`Shared`} />}
            >
              <span dir="auto">{view.name}</span>
            </Menu.Item>
          ))}
          {views.data?.length === 0 && (
            <Menu.Label>
              <Trans>No views yet. Keep this one to come back to it.</Trans>
            </Menu.Label>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setKeeping(true)}
          >
            <Trans>Keep this view</Trans>
          </Menu.Item>
          {current?.may_edit && (
            <Menu.Item
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setLeaving(current)}
            >
              <Trans>Throw this view away</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {keeping && <KeepDialog page={page} query={query} close={() => setKeeping(false)} />}
      {leaving && <LeaveDialog view={leaving} close={() => setLeaving(null)} />}
    </>
  );
}

function KeepDialog(props: { page: string; query: string; close: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const keep = useMutation({
    mutationFn: () =>
      createView({ name: name.trim(), page: props.page, query: props.query, shared }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['explore', 'views'] });
      props.close();
    },
  });
  const { fields, rest } = faultsOf(keep.error, ['name']);
  return (
    <FormDialog
      title={t`Keep this view`}
      verb={t`Keep it`}
      busy={keep.isPending}
      error={keep.error}
      rest={rest}
      submit={() => keep.mutate()}
      close={props.close}
    >
      <TextInput
        label={t`Name`}
        data-autofocus
        dir="auto"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fields.name}
      />
      <Switch
        label={t`Share it with everyone`}
        description={t`Others see its name and its filters, and each what they may see.`}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}

function LeaveDialog({ view, close }: { view: SavedView; close: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  return (
    <ConfirmDialog
      title={t`Throw “${view.name}” away?`}
      verb={t`Throw away`}
      act={async () => {
        await deleteView(view);
        await client.invalidateQueries({ queryKey: ['explore', 'views'] });
      }}
      close={close}
    >
      {view.shared ? (
        <Trans>Nobody finds it any more; the objectives stay as they are.</Trans>
      ) : (
        <Trans>The objectives stay as they are.</Trans>
      )}
    </ConfirmDialog>
  );
}
