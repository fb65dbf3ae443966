// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconCloudOff, IconMoodConfuzed } from '@tabler/icons-react';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { isProblem } from '@/api/problem';
import { EmptyState } from '@/ui/EmptyState';
import { NotFound } from './NotFound';

/** What stands in the place of a page that could not be shown; the frame around it still works. */
export function PageError({ error }: ErrorComponentProps) {
  const { t } = useLingui();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  const problem = isProblem(error) ? error : null;
  if (problem?.status === 404) return <NotFound />;

  const retry = () => {
    queries.reset();
    router.invalidate();
  };
  const offline = problem?.status === 0;
  const requestId = problem?.requestId;
  return (
    <EmptyState
      page
      icon={offline ? IconCloudOff : IconMoodConfuzed}
      title={offline ? t`Koers cannot be reached` : t`This page could not be shown`}
      action={
        <Button onClick={retry} variant="default">
          <Trans>Try again</Trans>
        </Button>
      }
    >
      {offline ? (
        <Trans>Check your connection. The page appears as soon as it is back.</Trans>
      ) : (
        <Trans>The fault is ours. Nothing you saved is lost.</Trans>
      )}
      {requestId && (
        <>
          <br />
          <Trans>Number for support: {requestId}</Trans>
        </>
      )}
    </EmptyState>
  );
}
