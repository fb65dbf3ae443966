// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Autocomplete, Button, FileInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OkrReport } from '@/api/types';
import { ImportRuns } from '@/feature/import/ImportRuns';
import classes from '@/feature/import/import.module.css';
import { importOkrs, mappingQuery, mappingsQuery, useImported } from '@/feature/import/query';
import { importThings } from '@/feature/import/words';
import { useIsKeeper } from '@/feature/session/rights';
import { useFormat } from '@/locale/LocaleProvider';
import { sentence } from '@/locale/sentence';
import { EmptyState } from '@/ui/EmptyState';
import { LinkButton } from '@/ui/link';
import { Notice } from '@/ui/Notice';
import { Page, Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import { Mapping } from './Mapping';
import { OkrLines } from './OkrLines';

/** What Viva Goals wrote is read without a mapping. */
const VIVA = 'viva';

export default function ImportOkrsPage() {
  return useIsKeeper() ? <ImportOkrs /> : <NotYours />;
}

/** Who may not do it learns what it is, who may, and where to go on. */
function NotYours() {
  const { t } = useLingui();
  return (
    <EmptyState
      page
      icon={IconFileImport}
      title={t`OKRs of another tool come in here`}
      action={
        <LinkButton to="/tree">
          <Trans>Look at the tree</Trans>
        </LinkButton>
      }
    >
      <Trans>
        It makes objectives for many units at once, so OKR masters and administrators of the whole
        organisation do it. Ask one of them to bring yours in.
      </Trans>
    </EmptyState>
  );
}

/** OKRs of another tool come in: choose, say how they are read, look, bring in, take back. */
function ImportOkrs() {
  const { t } = useLingui();
  const imported = useImported();
  const mappings = useQuery(mappingsQuery);
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState('');
  const [seen, setSeen] = useState<OkrReport | null>(null);
  const look = useMutation({
    mutationFn: (it: { file: File; source: string }) => importOkrs(it.file, it.source, true),
    onSuccess: setSeen,
  });
  const looked = look.variables?.source ?? '';
  const kept = useQuery({
    ...mappingQuery(looked),
    enabled: looked !== '' && looked !== VIVA,
  });
  const bring = useMutation({
    mutationFn: (chosen: File) => importOkrs(chosen, looked, false),
    onSuccess: imported,
  });
  const show = (chosen: File | null, name: string) => {
    bring.reset();
    look.reset();
    setSeen(null);
    if (chosen && name.trim()) look.mutate({ file: chosen, source: name.trim() });
  };
  const again = () => {
    void kept.refetch();
    void mappings.refetch();
    if (file) look.mutate({ file, source: looked });
  };
  return (
    <Page
      title={t`Import OKRs`}
      above={
        <Link to="/tree" className={classes.above}>
          {t`Tree`}
        </Link>
      }
    >
      <div className={classes.choose}>
        <FileInput
          className={classes.file}
          label={t`Export of another tool`}
          description={t`A CSV file, or what Viva Goals wrote; at most 32 MB.`}
          placeholder={t`Choose a file…`}
          leftSection={<IconFileImport size={16} stroke={1.75} aria-hidden />}
          accept=".csv,text/csv,.zip,application/zip"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            show(chosen, source);
          }}
        />
        <Autocomplete
          className={classes.source}
          label={t`Mapping`}
          description={t`How it is read is kept by this name.`}
          placeholder={t`Such as jira, or viva`}
          maxLength={30}
          data={[...new Set([VIVA, ...(mappings.data?.items.map((one) => one.source) ?? [])])]}
          value={source}
          onChange={setSource}
          onOptionSubmit={(name) => show(file, name)}
          onBlur={() => source.trim() !== looked && show(file, source)}
        />
      </div>
      <ProblemNotice error={look.error ?? bring.error} />
      {file && !source.trim() && (
        <div className={classes.notes}>
          <Notice tone="idle">
            <Trans>Name the mapping, a new one or one that is kept.</Trans>
          </Notice>
        </div>
      )}
      {bring.data && (
        <Section title={t`Brought in`}>
          <div className={classes.notes}>
            <Notice tone="good">
              <Trans>The OKRs are in. The import can be taken back below.</Trans>
            </Notice>
          </div>
          <Counts report={bring.data} />
          <OkrLines lines={bring.data.lines} />
        </Section>
      )}
      {!bring.data && seen && file && (
        <>
          {looked !== VIVA && !kept.isPending && (
            <Mapping
              key={`${looked} ${kept.dataUpdatedAt} ${seen.columns.map((one) => one.header).join()}`}
              source={looked}
              columns={seen.columns}
              kept={kept.data ?? null}
              changed={again}
            />
          )}
          <Section title={t`What would happen`}>
            {seen.problem && (
              <div className={classes.notes}>
                <Notice tone="warn">{sentence(seen.problem)}</Notice>
              </div>
            )}
            <Counts report={seen} />
            <Act report={seen} busy={bring.isPending} act={() => bring.mutate(file)} />
            <OkrLines lines={seen.lines} />
          </Section>
        </>
      )}
      <ImportRuns />
    </Page>
  );
}

/** What becomes of the things of each kind; kinds the file has none of are left out. */
function Counts({ report }: { report: OkrReport }) {
  const { t } = useLingui();
  const format = useFormat();
  const counts = report.counts.filter(
    (one) => one.created + one.updated + one.unchanged + one.refused > 0,
  );
  if (counts.length === 0) return null;
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <td />
          <th className={table.end}>{t`New`}</th>
          <th className={table.end}>{t`Changed`}</th>
          <th className={table.end}>{t`Unchanged`}</th>
          <th className={table.end}>{t`Refused`}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map((one) => (
          <tr key={one.thing}>
            <th scope="row">{t(importThings[one.thing])}</th>
            {[one.created, one.updated, one.unchanged, one.refused].map((count, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: always the same four
              <td key={at} className={`${table.end} ${count === 0 ? table.dim : ''}`}>
                {format.decimal(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ActProps = { report: OkrReport; busy: boolean; act: () => void };

function Act({ report, busy, act }: ActProps) {
  if (report.problem !== null) return null;
  if (!report.counts.some((one) => one.created + one.updated > 0))
    return (
      <p>
        <Trans>Everything is here already; there is nothing to bring in.</Trans>
      </p>
    );
  return (
    <div className={classes.act}>
      <Button onClick={act} loading={busy}>
        <Trans>Bring in</Trans>
      </Button>
    </div>
  );
}
