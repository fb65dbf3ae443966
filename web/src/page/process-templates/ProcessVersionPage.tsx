// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Button, Menu, Select, Textarea } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProcessPhase, ProcessRule, ProcessRungNew, ProcessVersion } from '@/api/types';
import { faultsOf } from '@/feature/edit/faults';
import { LadderField } from '@/feature/process/LadderField';
import { PhaseDialog } from '@/feature/process/PhaseDialog';
import {
  deleteProcessPhase,
  deleteProcessRule,
  deleteProcessVersion,
  processTemplateQuery,
  processVersionQuery,
  publishProcessVersion,
  retireProcessVersion,
  setProcessLadder,
  updateProcessPhase,
  updateProcessRule,
  updateProcessVersion,
  useProcessChanged,
} from '@/feature/process/query';
import { RuleDialog } from '@/feature/process/RuleDialog';
import { StartDialog } from '@/feature/process/StartDialog';
import {
  duties,
  evidences,
  rhythms,
  rungs as rungWords,
  scopes,
  useDeadlineWords,
  useLocalWords,
  versionStates,
} from '@/feature/process/words';
import { unitTypes } from '@/feature/unit/words';
import { useFormat } from '@/locale/LocaleProvider';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { FormDialog } from '@/ui/FormDialog';
import { Markdown } from '@/ui/Markdown';
import { NumberField } from '@/ui/NumberField';
import { Page, Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Process.module.css';
import { ProcessComparison } from './ProcessComparison';

const FROM = '/inside/process/versions/$id';

/** One version of a template, to be read, or written as long as it is a draft. */
export default function ProcessVersionPage() {
  const { t } = useLingui();
  const { id } = useParams({ from: FROM });
  const { data: version } = useSuspenseQuery(processVersionQuery(id));
  const { pick } = useLocalWords();
  const name = pick(version.template_name_en, version.template_name_nl);
  const { number } = version;
  return (
    <Page
      title={t`${name}, version ${number}`}
      above={
        <Link to="/process/templates/$id" params={{ id: version.template_id }} dir="auto">
          {name}
        </Link>
      }
      actions={<Actions version={version} />}
      below={<Facts version={version} />}
    >
      {version.why && (
        <Section title={t`What changed, and why`}>
          <Markdown text={version.why} />
        </Section>
      )}
      <Compared version={version} />
      {version.phases.map((phase, at) => (
        <Phase key={phase.id} version={version} phase={phase} at={at} />
      ))}
      {version.may_edit && <AddPhase version={version} />}
      <Ladder version={version} />
    </Page>
  );
}

function Facts({ version }: { version: ProcessVersion }) {
  const { t } = useLingui();
  const format = useFormat();
  const published = version.published_at ? format.moment(version.published_at) : '';
  return (
    <>
      <span>{t(versionStates[version.state])}</span>
      {version.year !== null && <span>{version.year}</span>}
      {version.published_by_name && (
        <span>
          <Trans>
            published by <span dir="auto">{version.published_by_name}</span>, {published}
          </Trans>
        </span>
      )}
    </>
  );
}

function Actions({ version }: { version: ProcessVersion }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const changed = useProcessChanged();
  const { data: template } = useQuery(processTemplateQuery(version.template_id));
  const [asking, setAsking] = useState<'facts' | 'publish' | 'start' | 'retire' | 'delete' | null>(
    null,
  );
  const close = () => setAsking(null);
  const rules = version.phases.reduce((sum, one) => sum + one.rules.length, 0);
  return (
    <>
      {version.may_edit && (
        <>
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => setAsking('delete')}
          >
            <Trans>Delete</Trans>
          </Button>
          <Button variant="default" onClick={() => setAsking('facts')}>
            <Trans>Year and reason…</Trans>
          </Button>
          <Button onClick={() => setAsking('publish')}>
            <Trans>Publish</Trans>
          </Button>
        </>
      )}
      {version.state === 'published' && template?.may_edit && (
        <>
          <Button variant="default" onClick={() => setAsking('retire')}>
            <Trans>Retire</Trans>
          </Button>
          <Button onClick={() => setAsking('start')}>
            <Trans>Start a cycle</Trans>
          </Button>
        </>
      )}
      {asking === 'start' && <StartDialog versionId={version.id} ruleCount={rules} close={close} />}
      {asking === 'facts' && <FactsDialog version={version} close={close} />}
      {asking === 'publish' && (
        <ConfirmDialog
          title={t`Publish this version?`}
          verb={t`Publish`}
          act={async () => {
            await publishProcessVersion(version);
            await changed();
          }}
          close={close}
        >
          <Trans>
            From then on cycles can be started from it, and it never changes. What should be
            different then becomes a new version.
          </Trans>
        </ConfirmDialog>
      )}
      {asking === 'retire' && (
        <ConfirmDialog
          title={t`Retire this version?`}
          verb={t`Retire`}
          act={async () => {
            await retireProcessVersion(version);
            await changed();
          }}
          close={close}
        >
          <Trans>No further cycle can be started from it. What runs by it goes on.</Trans>
        </ConfirmDialog>
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          title={t`Delete this draft?`}
          verb={t`Delete`}
          danger
          act={async () => {
            await deleteProcessVersion(version);
            await navigate({
              to: '/process/templates/$id',
              params: { id: version.template_id },
            });
            await changed();
          }}
          close={close}
        >
          <Trans>Its phases and steps go with it. Published versions stay.</Trans>
        </ConfirmDialog>
      )}
    </>
  );
}

function FactsDialog({ version, close }: { version: ProcessVersion; close: () => void }) {
  const { t } = useLingui();
  const changed = useProcessChanged();
  const [year, setYear] = useState(version.year);
  const [why, setWhy] = useState(version.why ?? '');
  const save = useMutation({
    mutationFn: () => updateProcessVersion(version, { year, why: why.trim() || null }),
    onSuccess: async () => {
      await changed();
      close();
    },
  });
  const { fields, rest } = faultsOf(save.error, ['year', 'why']);
  return (
    <FormDialog
      title={t`Year and reason`}
      verb={t`Save`}
      busy={save.isPending}
      error={save.error}
      rest={rest}
      submit={() => save.mutate()}
      close={close}
    >
      <NumberField
        label={t`The year it is made for; empty: any`}
        data-autofocus
        value={year}
        onChange={(typed) => setYear(typed)}
        error={fields.year}
      />
      <Textarea
        label={t`What changed since the version before, and why`}
        dir="auto"
        autosize
        minRows={3}
        maxLength={10_000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        error={fields.why}
      />
    </FormDialog>
  );
}

/** What is different from another version of the same template. */
function Compared({ version }: { version: ProcessVersion }) {
  const { t } = useLingui();
  const navigate = useNavigate({ from: '/process/versions/$id' });
  const { against } = useSearch({ from: FROM });
  const { data: template } = useQuery(processTemplateQuery(version.template_id));
  const others = template?.versions.filter((one) => one.id !== version.id) ?? [];
  if (others.length === 0) return null;
  const choose = (id: string | null) =>
    navigate({
      search: (search) => ({ ...search, against: id === null ? undefined : Number(id) }),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <Select
        className={classes.against}
        label={t`Compare with`}
        placeholder={t`another version`}
        clearable
        data={others.map((one) => ({ value: String(one.id), label: t`Version ${one.number}` }))}
        value={against === undefined ? null : String(against)}
        onChange={choose}
      />
      {against !== undefined && (
        <Section title={t`What is different`}>
          <ProcessComparison id={version.id} older={against} />
        </Section>
      )}
    </>
  );
}

type PhaseProps = { version: ProcessVersion; phase: ProcessPhase; at: number };

function Phase({ version, phase, at }: PhaseProps) {
  const { t } = useLingui();
  const { name, guidance } = useLocalWords();
  const changed = useProcessChanged();
  const [asking, setAsking] = useState<'edit' | 'step' | 'remove' | null>(null);
  const title = name(phase);
  const act = useMutation({
    mutationFn: (what: () => Promise<unknown>) => what(),
    onSuccess: changed,
  });
  const text = guidance(phase);
  return (
    <Section
      title={title}
      count={phase.rules.length}
      actions={
        version.may_edit && (
          <span className={classes.acts}>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setAsking('step')}
            >
              <Trans>Add a step</Trans>
            </Button>
            <RowMenu
              label={t`Actions for ${title}`}
              edit={() => setAsking('edit')}
              up={
                at > 0
                  ? () => act.mutate(() => updateProcessPhase(phase, { rank: at - 1 }))
                  : undefined
              }
              down={
                at < version.phases.length - 1
                  ? () => act.mutate(() => updateProcessPhase(phase, { rank: at + 1 }))
                  : undefined
              }
              remove={phase.rules.length === 0 ? () => setAsking('remove') : undefined}
            />
          </span>
        )
      }
    >
      <ProblemNotice error={act.error} />
      {text && <Markdown text={text} />}
      <ol className={classes.rules}>
        {phase.rules.map((rule, place) => (
          <Rule key={rule.id} version={version} phase={phase} rule={rule} at={place} />
        ))}
      </ol>
      {asking === 'edit' && (
        <PhaseDialog versionId={version.id} phase={phase} close={() => setAsking(null)} />
      )}
      {asking === 'step' && (
        <RuleDialog version={version} phase={phase} rule={null} close={() => setAsking(null)} />
      )}
      {asking === 'remove' && (
        <RemoveDialog
          title={title}
          remove={() => deleteProcessPhase(phase)}
          close={() => setAsking(null)}
        />
      )}
    </Section>
  );
}

type RuleProps = { version: ProcessVersion; phase: ProcessPhase; rule: ProcessRule; at: number };

function Rule({ version, phase, rule, at }: RuleProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { name, guidance } = useLocalWords();
  const deadline = useDeadlineWords();
  const changed = useProcessChanged();
  const [asking, setAsking] = useState<'edit' | 'remove' | null>(null);
  const act = useMutation({
    mutationFn: (what: () => Promise<unknown>) => what(),
    onSuccess: changed,
  });
  const all = version.phases.flatMap((one) => one.rules);
  const named = (id: number | null) => {
    const found = all.find((one) => one.id === id);
    return found ? name(found) : '';
  };
  const title = name(rule);
  const text = guidance(rule);
  const percent = format.percent(rule.percent / 100);
  const after = format.list(rule.after_ids.map(named));
  const types = format.list(rule.types.map((one) => t(unitTypes[one as keyof typeof unitTypes])));
  return (
    <li className={classes.rule}>
      <div className={classes.ruleHead}>
        <h3 className={classes.ruleName} dir="auto">
          {title}
        </h3>
        {version.may_edit && (
          <RowMenu
            label={t`Actions for ${title}`}
            edit={() => setAsking('edit')}
            up={
              at > 0 ? () => act.mutate(() => updateProcessRule(rule, { rank: at - 1 })) : undefined
            }
            down={
              at < phase.rules.length - 1
                ? () => act.mutate(() => updateProcessRule(rule, { rank: at + 1 }))
                : undefined
            }
            remove={() => setAsking('remove')}
          />
        )}
      </div>
      <ProblemNotice error={act.error} />
      <p className={classes.facts}>
        <span>{t(scopes[rule.scope])}</span>
        {types && <span>{types}</span>}
        <span>{t(rhythms[rule.rhythm])}</span>
        <span>{t(duties[rule.duty])}</span>
      </p>
      <p className={classes.facts}>
        <strong>{deadline(rule, named(rule.anchor_id))}</strong>
        <span>
          {t(evidences[rule.evidence])}
          {rule.percent < 100 && ` · ${percent}`}
        </span>
        {after && (
          <span dir="auto">
            <Trans>waits for {after}</Trans>
          </span>
        )}
      </p>
      {text && <Markdown text={text} />}
      {asking === 'edit' && (
        <RuleDialog version={version} phase={phase} rule={rule} close={() => setAsking(null)} />
      )}
      {asking === 'remove' && (
        <RemoveDialog
          title={title}
          remove={() => deleteProcessRule(rule)}
          close={() => setAsking(null)}
        />
      )}
    </li>
  );
}

type RemoveProps = { title: string; remove: () => Promise<unknown>; close: () => void };

function RemoveDialog({ title, remove, close }: RemoveProps) {
  const { t } = useLingui();
  const changed = useProcessChanged();
  return (
    <ConfirmDialog
      title={t`Take ${title} out?`}
      verb={t`Take out`}
      danger
      act={() => remove().finally(changed)}
      close={close}
    >
      <Trans>The texts in both languages go with it. Published versions keep theirs.</Trans>
    </ConfirmDialog>
  );
}

type RowMenuProps = {
  label: string;
  edit: () => void;
  up?: () => void;
  down?: () => void;
  remove?: () => void;
};

function RowMenu({ label, edit, up, down, remove }: RowMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={label}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={edit}>
          <Trans>Edit</Trans>
        </Menu.Item>
        {up && (
          <Menu.Item leftSection={<IconArrowUp size={16} aria-hidden />} onClick={up}>
            <Trans>Move up</Trans>
          </Menu.Item>
        )}
        {down && (
          <Menu.Item leftSection={<IconArrowDown size={16} aria-hidden />} onClick={down}>
            <Trans>Move down</Trans>
          </Menu.Item>
        )}
        {remove && (
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={remove}>
            <Trans>Take out…</Trans>
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function AddPhase({ version }: { version: ProcessVersion }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.add}>
      <Button
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        <Trans>Add a phase</Trans>
      </Button>
      {isOpen && <PhaseDialog versionId={version.id} phase={null} close={() => setOpen(false)} />}
    </div>
  );
}

function Ladder({ version }: { version: ProcessVersion }) {
  const { t } = useLingui();
  const changed = useProcessChanged();
  const [rungs, setRungs] = useState<ProcessRungNew[] | null>(null);
  const there = version.rungs.map(({ days, duty }) => ({ days, duty }));
  const save = useMutation({
    mutationFn: () => setProcessLadder(version.id, rungs ?? there),
    onSuccess: async () => {
      await changed();
      setRungs(null);
    },
  });
  return (
    <Section title={t`Who is told when a step is late`}>
      <ProblemNotice error={save.error} />
      {version.may_edit ? (
        <div className={classes.ladderEdit}>
          <LadderField
            label={t`Days after the deadline, and who`}
            value={rungs ?? there}
            onChange={setRungs}
          />
          {rungs && (
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              <Trans>Save the ladder</Trans>
            </Button>
          )}
        </div>
      ) : (
        <ol className={classes.ladderList}>
          {there.map(({ days, duty }) => (
            <li key={`${days}-${duty}`}>
              <span className={classes.days}>
                {days === 0 ? <Trans>on the day</Trans> : <Trans>+{days} days</Trans>}
              </span>
              <span>{t(rungWords[duty])}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
