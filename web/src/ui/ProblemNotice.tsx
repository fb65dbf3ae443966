// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { isProblem } from '@/api/problem';
import { Notice } from './Notice';

type Props = {
  error: unknown;
  /** Faults that no field of the form shows. */
  rest?: readonly string[];
  retry?: () => void;
};

/** Why something could not be saved or read, and what to do about it. */
export function ProblemNotice({ error, rest = [], retry }: Props) {
  const { t } = useLingui();
  if (!error) return null;
  const problem = isProblem(error) ? error : null;
  const again = retry && (!problem || problem.passing);
  const sentence =
    problem?.status === 0
      ? t`Koers cannot be reached. What you typed is kept.`
      : !problem || problem.status >= 500
        ? t`Something went wrong on our side. What you typed is kept.`
        : problem.faults.length > 0
          ? t`This cannot be saved yet. Please look at what is marked.`
          : (problem.detail ?? problem.title);
  const requestId = problem && problem.status >= 500 ? problem.requestId : null;
  return (
    <Notice
      tone="bad"
      action={
        again && (
          <Button variant="default" size="compact-sm" onClick={retry}>
            <Trans>Try again</Trans>
          </Button>
        )
      }
    >
      {sentence}
      {rest.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {requestId && (
        <div>
          <Trans>Number for support: {requestId}</Trans>
        </div>
      )}
    </Notice>
  );
}
