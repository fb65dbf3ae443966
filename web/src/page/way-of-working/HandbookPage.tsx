// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, Select, Textarea } from '@mantine/core';
import { IconLock, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Handbook } from '@/api/types';
import { useCycles } from '@/feature/cycle/query';
import { faultsOf } from '@/feature/edit/faults';
import { HandbookComparison } from '@/feature/practice/HandbookComparison';
import {
  deleteHandbook,
  handbookQuery,
  handbooksQuery,
  publishHandbook,
  updateHandbook,
  useHandbookChanged,
} from '@/feature/practice/handbook';
import { SettingDialog } from '@/feature/practice/SettingDialog';
import { WantedSettings } from '@/feature/practice/WantedSettings';
import { useOwnLanguage } from '@/locale/useOwnLanguage';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { FormDialog } from '@/ui/FormDialog';
import { Markdown } from '@/ui/Markdown';
import { Notice } from '@/ui/Notice';
import { Page, Section } from '@/ui/Page';
import { Chapters } from './Chapters';
import classes from './WayOfWorkingPage.module.css';

const FROM = '/inside/way-of-working/versions/$id';

/** One version of the handbook: what changed since another one, its chapters and settings. */
export default function HandbookPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: FROM });
  const { data: handbook } = useSuspenseQuery(handbookQuery(id));
  return (
    <Page
      title={t`Version ${handbook.number} of the handbook`}
      above={
        <Link to="/way-of-working/versions">
          <Trans>Versions of the handbook</Trans>
        </Link>
      }
      actions={handbook.may_edit && <Actions handbook={handbook} />}
      below={
        handbook.from_cycle_name && (
          <span>
            <Trans>
              from <span dir="auto">{handbook.from_cycle_name}</span> on
            </Trans>
          </span>
        )
      }
    >
      {handbook.state === 'draft' && (
        <div className={classes.notes}>
          <Notice tone="idle" icon={IconLock}>
            <Trans>A draft: only those who make the handbook see it.</Trans>
          </Notice>
        </div>
      )}
      <Changed handbook={handbook} />
      <Compared handbook={handbook} />
      <Chapters handbook={handbook} />
      <Settings handbook={handbook} />
    </Page>
  );
}

function Changed({ handbook }: { handbook: Handbook }) {
  const { t } = useLingui();
  const own = useOwnLanguage();
  const text = own(handbook.change_en, handbook.change_nl);
  if (!text && handbook.proposals.length === 0) return null;
  return (
    <Section title={t`What changed, and why`}>
      <div className={classes.text}>
        <Markdown text={text} />
        {handbook.proposals.length > 0 && (
          <>
            <p>
              <Trans>It takes up:</Trans>
            </p>
            <ul>
              {handbook.proposals.map((one) => (
                <li key={one.id} dir="auto">
                  {one.title}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Section>
  );
}

function Compared({ handbook }: { handbook: Handbook }) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/way-of-working/versions/$id' });
  const { against } = useSearch({ from: FROM });
  const versions = useQuery(handbooksQuery);
  const others = (versions.data ?? []).filter((one) => one.id !== handbook.id);
  const before = others.find((one) => one.number < handbook.number);
  const older = against ?? before?.id;
  if (older === undefined) return null;
  return (
    <Section
      title={t`Compared with`}
      actions={
        <Select
          aria-label={t`Compared with`}
          allowDeselect={false}
          data={others.map((one) => ({ value: String(one.id), label: t`Version ${one.number}` }))}
          value={String(older)}
          onChange={(value) =>
            navigate({
              search: (search) => ({ ...search, against: Number(value) }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      <HandbookComparison id={handbook.id} older={older} />
    </Section>
  );
}

function Settings({ handbook }: { handbook: Handbook }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t`Settings that go with it`}
      actions={
        handbook.may_edit && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            <Trans>Add a setting</Trans>
          </Button>
        )
      }
    >
      <div className={classes.settings}>
        {handbook.settings.length > 0 && <WantedSettings handbook={handbook} />}
      </div>
      {adding && <SettingDialog handbookId={handbook.id} close={() => setAdding(false)} />}
    </Section>
  );
}

function Actions({ handbook }: { handbook: Handbook }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const changed = useHandbookChanged();
  const [asking, setAsking] = useState<'publish' | 'delete' | 'edit' | null>(null);
  const [apply, setApply] = useState(true);
  const close = () => setAsking(null);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconTrash size={15} aria-hidden />}
        onClick={() => setAsking('delete')}
      >
        <Trans>Delete</Trans>
      </Button>
      <Button
        variant="default"
        leftSection={<IconPencil size={15} aria-hidden />}
        onClick={() => setAsking('edit')}
      >
        <Trans>What changed, and from when</Trans>
      </Button>
      <Button onClick={() => setAsking('publish')}>
        <Trans>Publish</Trans>
      </Button>
      {asking === 'edit' && <ChangeDialog handbook={handbook} close={close} />}
      {asking === 'publish' && (
        <ConfirmDialog
          title={t`Publish version ${handbook.number}?`}
          verb={t`Publish`}
          act={async () => {
            await publishHandbook(handbook, apply);
            await changed();
          }}
          close={close}
        >
          <Trans>
            Everyone reads it, and it holds from its cycle on. It cannot be changed any more; what
            is proposed from now on goes into the next one.
          </Trans>
          {handbook.may_apply && handbook.settings.some((one) => one.differs) && (
            <Checkbox
              mt="md"
              label={t`Give the organisation the settings that go with it`}
              checked={apply}
              onChange={(event) => setApply(event.currentTarget.checked)}
            />
          )}
        </ConfirmDialog>
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          title={t`Delete the draft of version ${handbook.number}?`}
          verb={t`Delete`}
          danger
          act={async () => {
            await deleteHandbook(handbook);
            await navigate({ to: '/way-of-working' });
            await changed();
          }}
          close={close}
        >
          <Trans>Proposals that went into it are open again. It cannot be undone.</Trans>
        </ConfirmDialog>
      )}
    </>
  );
}

const FIELDS = ['from_cycle_id', 'change_en', 'change_nl'] as const;

/** What changed, why, and from which cycle: what everyone reads first. */
function ChangeDialog({ handbook, close }: { handbook: Handbook; close: () => void }) {
  const { t } = useLingui();
  const changed = useHandbookChanged();
  const cycles = useCycles().filter((one) => one.state !== 'closed');
  const [values, setValues] = useState({
    from_cycle_id: handbook.from_cycle_id,
    change_en: handbook.change_en,
    change_nl: handbook.change_nl,
  });
  const change = (next: Partial<typeof values>) => setValues((old) => ({ ...old, ...next }));
  const save = useMutation({
    mutationFn: () => updateHandbook(handbook, values),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, FIELDS);
  const note = { autosize: true, minRows: 3, maxRows: 10, maxLength: 10_000 } as const;
  return (
    <FormDialog
      title={t`What changed, and from when`}
      verb={t`Save`}
      size="lg"
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <Select
        label={t`Holds from this cycle on`}
        data-autofocus
        data={cycles.map((one) => ({ value: String(one.id), label: one.name }))}
        value={values.from_cycle_id === null ? null : String(values.from_cycle_id)}
        onChange={(id) => change({ from_cycle_id: id === null ? null : Number(id) })}
        error={fields.from_cycle_id}
      />
      <Textarea
        {...note}
        label={t`What changed, and why, in English`}
        lang="en"
        value={values.change_en ?? ''}
        onChange={(event) => change({ change_en: event.currentTarget.value || null })}
        error={fields.change_en}
      />
      <Textarea
        {...note}
        label={t`What changed, and why, in Dutch`}
        lang="nl"
        value={values.change_nl ?? ''}
        onChange={(event) => change({ change_nl: event.currentTarget.value || null })}
        error={fields.change_nl}
      />
    </FormDialog>
  );
}
