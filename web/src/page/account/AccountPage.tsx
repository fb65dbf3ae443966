// SPDX-License-Identifier: Apache-2.0
import { useLingui } from '@lingui/react/macro';
import { useMe } from '@/feature/session/query';
import { Page } from '@/ui/Page';
import { AbsenceSettings } from './AbsenceSettings';
import { CalendarSettings } from './CalendarSettings';
import { ChatSettings } from './ChatSettings';
import { FollowSettings } from './FollowSettings';
import { LocaleSettings } from './LocaleSettings';
import { LookSettings } from './LookSettings';
import { NoticeSettings } from './NoticeSettings';
import { PasswordSettings } from './PasswordSettings';
import { SessionSettings } from './SessionSettings';
import { TokenSettings } from './TokenSettings';

/** What belongs to one person: how Koers speaks and looks to them, and how they come in. */
export default function AccountPage() {
  const { t } = useLingui();
  const { person } = useMe();
  return (
    <Page title={t`Account`} width="text" below={<span>{person.email}</span>}>
      <LocaleSettings />
      <LookSettings />
      <NoticeSettings />
      <ChatSettings />
      <CalendarSettings />
      <AbsenceSettings />
      <FollowSettings />
      <PasswordSettings />
      <SessionSettings />
      <TokenSettings />
    </Page>
  );
}
