// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { IconHistory, IconLock } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { HandbookRow } from '@/api/types';
import { handbooksQuery } from '@/feature/practice/handbook';
import { useFormat } from '@/locale/LocaleProvider';
import { useOwnLanguage } from '@/locale/useOwnLanguage';
import { EmptyState } from '@/ui/EmptyState';
import { Markdown } from '@/ui/Markdown';
import { Page } from '@/ui/Page';
import classes from '@/ui/VersionList.module.css';

/** Every version of the way of working, the newest first: what changed, why, and from when. */
export default function HandbooksPage() {
  const { t } = useLingui();
  const { data: versions } = useSuspenseQuery(handbooksQuery);
  return (
    <Page
      title={t`Versions of the handbook`}
      above={
        <Link to="/way-of-working">
          <Trans>Way of working</Trans>
        </Link>
      }
    >
      {versions.length === 0 && (
        <EmptyState icon={IconHistory} title={t`No version yet`}>
          <Trans>Older versions stay readable, and any two can be compared.</Trans>
        </EmptyState>
      )}
      <ol className={classes.list}>
        {versions.map((one) => (
          <Version key={one.id} version={one} />
        ))}
      </ol>
    </Page>
  );
}

function Version({ version }: { version: HandbookRow }) {
  const own = useOwnLanguage();
  const format = useFormat();
  const text = own(version.change_en, version.change_nl);
  const published = version.published_at ? format.moment(version.published_at) : '';
  return (
    <li className={classes.version}>
      <h2 className={classes.name}>
        <Link to="/way-of-working/versions/$id" params={{ id: version.id }}>
          <Trans>Version {version.number}</Trans>
        </Link>
      </h2>
      <p className={classes.facts}>
        {version.from_cycle_name && (
          <span>
            <Trans>
              from <span dir="auto">{version.from_cycle_name}</span> on
            </Trans>
          </span>
        )}
        {version.holds && (
          <strong className={classes.holds}>
            <Trans>holds now</Trans>
          </strong>
        )}
        {version.state === 'draft' ? (
          <span className={classes.draft}>
            <IconLock size={13} aria-hidden />
            <Trans>draft</Trans>
          </span>
        ) : (
          <span>
            <Trans>
              published by <span dir="auto">{version.published_by_name}</span>, {published}
            </Trans>
          </span>
        )}
      </p>
      {text && <Markdown text={text} />}
    </li>
  );
}
