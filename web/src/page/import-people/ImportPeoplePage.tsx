// SPDX-License-Identifier: Apache-2.0

import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, FileInput, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ImportReport } from '@/api/types';
import { ImportLines } from '@/feature/import/ImportLines';
import { ImportRuns } from '@/feature/import/ImportRuns';
import classes from '@/feature/import/import.module.css';
import { importPeople, useImported } from '@/feature/import/query';
import { useIsAdmin, useIsKeeper } from '@/feature/session/rights';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Notice } from '@/ui/Notice';
import { Page, Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { Columns } from './Columns';

export default function ImportPeoplePage() {
  return useIsAdmin() ? <ImportPeople /> : <NotYours />;
}

/** Who may not do it learns what it is, who may, and where to go on. */
function NotYours() {
  const { t } = useLingui();
  const keeper = useIsKeeper();
  return (
    <EmptyState
      page
      icon={IconFileImport}
      title={t`People come in from an HR export here`}
      action={
        keeper ? (
          <LinkButton to="/objectives/import">
            <Trans>Import OKRs</Trans>
          </LinkButton>
        ) : (
          <LinkButton to="/people">
            <Trans>Look at the people</Trans>
          </LinkButton>
        )
      }
    >
      <Trans>
        It makes people and units and notes who left, so administrators of the whole organisation do
        it. Ask one of them if somebody is missing.
      </Trans>
    </EmptyState>
  );
}

/** An HR export comes in: choose, look at what would happen, bring in, take back. */
function ImportPeople() {
  const { t } = useLingui();
  const imported = useImported();
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('hr');
  const [leavers, setLeavers] = useState(false);
  // What was seen stays on the page while it is looked at again.
  const [seen, setSeen] = useState<ImportReport | null>(null);
  const look = useMutation({
    mutationFn: (it: { file: File; source: string }) =>
      importPeople(it.file, { source: it.source, dry_run: true, leavers: false }),
    onSuccess: setSeen,
  });
  const bring = useMutation({
    mutationFn: (chosen: File) => importPeople(chosen, { source, dry_run: false, leavers }),
    onSuccess: imported,
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setLeavers(false);
    bring.reset();
    look.reset();
    setSeen(null);
    if (chosen) look.mutate({ file: chosen, source });
  };
  const again = () => file && look.mutate({ file, source });
  const isOther = look.variables?.source !== source;
  return (
    <Page
      title={t`Import people`}
      above={
        <Link to="/people" className={classes.above}>
          {t`People`}
        </Link>
      }
    >
      <div className={classes.choose}>
        <FileInput
          className={classes.file}
          label={t`HR export`}
          description={t`A CSV file with one person a row, at most 32 MB.`}
          placeholder={t`Choose a file…`}
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
          accept=".csv,text/csv"
          value={file}
          onChange={choose}
        />
        <TextInput
          className={classes.source}
          label={t`Source`}
          description={t`Its columns are remembered by this name.`}
          maxLength={30}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
          onBlur={() => isOther && again()}
        />
      </div>
      <ProblemNotice error={look.error ?? bring.error} />
      {bring.data ? (
        <Done report={bring.data} />
      ) : (
        seen &&
        file && (
          <>
            <Columns source={source} columns={seen.columns} changed={again} />
            <Section title={t`What would happen`}>
              {seen.problem && (
                <div className={classes.notes}>
                  <Notice tone="warn">{seen.problem}</Notice>
                </div>
              )}
              <Sum report={seen} />
              <Act
                report={seen}
                leavers={leavers}
                setLeavers={setLeavers}
                busy={bring.isPending}
                act={() => bring.mutate(file)}
              />
              <ImportLines lines={seen.lines} />
            </Section>
          </>
        )
      )}
      <ImportRuns />
    </Page>
  );
}

function Sum({ report }: { report: ImportReport }) {
  return (
    <p className={classes.sum}>
      <span>
        <Plural value={report.created_count} one="# new" other="# new" />
      </span>
      <span>
        <Plural value={report.updated_count} one="# changed" other="# changed" />
      </span>
      <span>
        <Plural value={report.unchanged_count} one="# unchanged" other="# unchanged" />
      </span>
      <span>
        <Plural value={report.left_count} one="# left" other="# left" />
      </span>
      <span>
        <Plural value={report.refused_count} one="# refused" other="# refused" />
      </span>
      <span>
        <Plural value={report.doubtful_count} one="# doubtful" other="# doubtful" />
      </span>
      <span>
        <Plural value={report.unit_count} one="# new unit" other="# new units" />
      </span>
    </p>
  );
}

type ActProps = {
  report: ImportReport;
  leavers: boolean;
  setLeavers: (value: boolean) => void;
  busy: boolean;
  act: () => void;
};

function Act({ report, leavers, setLeavers, busy, act }: ActProps) {
  const { t } = useLingui();
  // Only missing people can be confirmed; without columns there is nothing to bring in.
  const missing = report.problem !== null && report.left_count > 0;
  const changes = report.created_count + report.updated_count + report.left_count > 0;
  if (report.problem !== null && !missing) return null;
  if (!changes)
    return (
      <p>
        <Trans>Everything is here already; there is nothing to bring in.</Trans>
      </p>
    );
  return (
    <div className={classes.act}>
      {missing && (
        <Checkbox
          label={t`The file is whole; these people left`}
          checked={leavers}
          onChange={(event) => setLeavers(event.currentTarget.checked)}
        />
      )}
      <Button onClick={act} loading={busy} disabled={missing && !leavers}>
        <Trans>Bring in</Trans>
      </Button>
    </div>
  );
}

function Done({ report }: { report: ImportReport }) {
  const { t } = useLingui();
  return (
    <Section title={t`Brought in`}>
      <div className={classes.notes}>
        <Notice tone="good">
          <Trans>The people are in. The import can be taken back below.</Trans>
        </Notice>
      </div>
      <Sum report={report} />
      <ImportLines lines={report.lines} />
    </Section>
  );
}
