// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { EntryCard } from '@/feature/session/EntryCard';
import { meQuery } from '@/feature/session/query';
import { SignInForm } from '@/feature/session/SignInForm';
import { Notice } from '@/ui/Notice';

/** Only addresses of our own: a link must not lead elsewhere after signing in. */
function ownAddress(next: string | undefined): string {
  return next?.startsWith('/') && !next.startsWith('//') ? next : '/';
}

export default function SignInPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { next, fresh } = useSearch({ from: '/sign-in' });
  const enter = async () => {
    await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    await navigate({ href: ownAddress(next), replace: true });
  };
  return (
    <EntryCard
      title={t`Sign in to Koers`}
      lead={<Trans>Where strategy, goals and results of the organisation come together.</Trans>}
      help={
        <Trans>No account, or no password any more? An administrator can send you a link.</Trans>
      }
    >
      {fresh && (
        <Notice tone="good">
          <Trans>Your password is saved. You can sign in with it now.</Trans>
        </Notice>
      )}
      <SignInForm signedIn={enter} />
    </EntryCard>
  );
}
