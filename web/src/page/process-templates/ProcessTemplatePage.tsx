// SPDX-License-Identifier: Apache-2.0
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ProcessVersionRow } from '@/api/types';
import {
  createProcessVersion,
  processTemplateQuery,
  useProcessChanged,
} from '@/feature/process/query';
import { useLocalWords, versionStates } from '@/feature/process/words';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { Page, Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './Process.module.css';

/** A template: its versions, the newest first. */
export default function ProcessTemplatePage() {
  const { t } = useLingui();
  const { id } = useParams({ from: '/inside/process/templates/$id' });
  const { data: template } = useSuspenseQuery(processTemplateQuery(id));
  const { name } = useLocalWords();
  const navigate = useNavigate();
  const changed = useProcessChanged();
  const draft = template.versions.find((one) => one.state === 'draft');
  const begin = useMutation({
    mutationFn: () => createProcessVersion(id, {}),
    onSuccess: async (made) => {
      await changed();
      await navigate({ to: '/process/versions/$id', params: { id: made.id } });
    },
  });
  return (
    <Page
      title={name(template)}
      above={
        <Link to="/process/templates">
          <Trans>Process templates</Trans>
        </Link>
      }
      below={template.region && <span dir="auto">{template.region}</span>}
      actions={
        template.may_edit &&
        !draft && (
          <Button loading={begin.isPending} onClick={() => begin.mutate()}>
            <Trans>New version</Trans>
          </Button>
        )
      }
    >
      <ProblemNotice error={begin.error} />
      <Section title={t`Versions`} count={template.versions.length}>
        <ol className={classes.versions}>
          {template.versions.map((one) => (
            <Version key={one.id} version={one} />
          ))}
        </ol>
      </Section>
    </Page>
  );
}

function Version({ version }: { version: ProcessVersionRow }) {
  const { t } = useLingui();
  const format = useFormat();
  const { number, published_by_name: who } = version;
  const published = version.published_at ? format.moment(version.published_at) : '';
  return (
    <li className={classes.version}>
      <h3 className={classes.versionName}>
        <Link to="/process/versions/$id" params={{ id: version.id }}>
          <Trans>Version {number}</Trans>
        </Link>
      </h3>
      <p className={classes.facts}>
        <span>{t(versionStates[version.state])}</span>
        {version.year !== null && <span>{version.year}</span>}
        <span>
          <Plural value={version.rule_count} one="# step" other="# steps" />
        </span>
        {version.in_use > 0 && (
          <span>
            <Plural value={version.in_use} one="in use for # cycle" other="in use for # cycles" />
          </span>
        )}
        {who && (
          <span>
            <Trans>
              published by <span dir="auto">{who}</span>, {published}
            </Trans>
          </span>
        )}
      </p>
      {version.why && <Markdown text={version.why} />}
    </li>
  );
}
