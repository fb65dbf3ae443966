// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import { HistoryList } from './HistoryList';
import type { historyQuery } from './query';

/** All that happened to something; nothing where nothing did. */
export function History({ query }: { query: ReturnType<typeof historyQuery> }) {
  const { t } = useLingui();
  const history = useInfiniteQuery(query);
  const entries = history.data?.pages.flatMap((page) => page.items);
  if (entries?.length === 0) return null;
  return (
    <Section title={t`History`}>
      <ProblemNotice error={history.error} retry={() => history.refetch()} />
      {entries && (
        <HistoryList
          entries={entries}
          older={history.hasNextPage ? () => history.fetchNextPage() : undefined}
        />
      )}
    </Section>
  );
}
