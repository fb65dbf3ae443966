// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NoticeChoices, NoticePace } from '@/api/types';
import { choicesQuery, chooseNotice, chooseTimes } from '@/feature/notice/query';
import { useKindNames, usePaceNames } from '@/feature/notice/words';
import { useLocale } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import table from '@/ui/Table.module.css';
import classes from './AccountPage.module.css';

const HOUR = 60;
const DAY_HOURS = 24;
/** A Monday, from which the names of the days are counted. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = DAY_HOURS * 3600 * 1000;

/** What comes by mail and in the chat, how soon, and when not. The inbox has everything. */
export function NoticeSettings() {
  const { t } = useLingui();
  const choices = useQuery(choicesQuery);
  return (
    <div id="notices">
      <Section title={t`What you are told, and where`}>
        <ProblemNotice error={choices.error} />
        {choices.data && !choices.data.mails && (
          <p className={classes.none}>
            <Trans>
              No mail goes out from this server, or you have no address. Your inbox has everything.
            </Trans>
          </p>
        )}
        {choices.data && <Times choices={choices.data} />}
        {choices.data && <Kinds choices={choices.data} />}
      </Section>
    </div>
  );
}

function useKeep() {
  const client = useQueryClient();
  return (now: NoticeChoices) => client.setQueryData(choicesQuery.queryKey, now);
}

function Kinds({ choices }: { choices: NoticeChoices }) {
  const { t } = useLingui();
  const names = useKindNames();
  const paces = usePaceNames();
  const keep = useKeep();
  const choose = useMutation({ mutationFn: chooseNotice, onSuccess: keep });
  const all = Object.entries(paces).map(([value, label]) => ({ value, label }));
  const digest = all.filter(({ value }) => value === 'weekly' || value === 'never');
  const chats = all.filter(({ value }) => value === 'at_once' || value === 'never');
  return (
    <>
      <ProblemNotice error={choose.error} />
      <table className={table.table}>
        {choices.chats && (
          <thead>
            <tr>
              <td />
              <th>{t`By mail`}</th>
              <th>{t`In your chat`}</th>
            </tr>
          </thead>
        )}
        <tbody>
          {choices.items.map(({ kind, mail, chat }) => (
            <tr key={kind}>
              <td className={classes.kind}>{names[kind]}</td>
              <td className={choices.chats ? classes.pace : table.end}>
                <Select
                  aria-label={t`By mail: ${names[kind]}`}
                  allowDeselect={false}
                  data={kind === 'digest' ? digest : all}
                  value={mail}
                  onChange={(pace) =>
                    pace && choose.mutate({ kind, channel: 'mail', pace: pace as NoticePace })
                  }
                />
              </td>
              {choices.chats && (
                <td className={classes.pace}>
                  {kind !== 'digest' && (
                    <Select
                      aria-label={t`In your chat: ${names[kind]}`}
                      allowDeselect={false}
                      data={chats}
                      value={chat}
                      onChange={(pace) =>
                        pace && choose.mutate({ kind, channel: 'chat', pace: pace as NoticePace })
                      }
                    />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.saved} role="status">
        {choose.isSuccess && <Trans>Saved.</Trans>}
      </p>
    </>
  );
}

function Times({ choices }: { choices: NoticeChoices }) {
  const { t } = useLingui();
  const { language } = useLocale();
  const keep = useKeep();
  const save = useMutation({ mutationFn: chooseTimes, onSuccess: keep });
  const { quiet_from, quiet_until, digest_weekday } = choices;
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const days = Array.from({ length: 7 }, (_, day) => ({
    value: String(day + 1),
    label: weekday.format(new Date(A_MONDAY + day * DAY_MS)),
  }));
  const hours = Array.from({ length: DAY_HOURS }, (_, hour) => ({
    value: String(hour * HOUR),
    label: `${String(hour).padStart(2, '0')}:00`,
  }));
  const set = (from: number | null, until: number | null) =>
    save.mutate({ quiet_from: from, quiet_until: until, digest_weekday });
  return (
    <div className={`${classes.fields} ${classes.times}`}>
      <ProblemNotice error={save.error} />
      <Select
        label={t`Day of the weekly digest`}
        description={t`At nine in the morning, when there is something to say.`}
        allowDeselect={false}
        data={days}
        value={String(digest_weekday)}
        onChange={(value) =>
          value && save.mutate({ quiet_from, quiet_until, digest_weekday: Number(value) })
        }
      />
      <Select
        label={t`Quiet from`}
        description={t`Nothing goes out at once in these hours; it waits until they end.`}
        placeholder={t`No quiet hours`}
        clearable
        data={hours}
        value={quiet_from === null ? null : String(quiet_from)}
        onChange={(value) =>
          value === null ? set(null, null) : set(Number(value), quiet_until ?? 7 * HOUR)
        }
      />
      {quiet_from !== null && (
        <Select
          label={t`Quiet until`}
          allowDeselect={false}
          data={hours}
          value={String(quiet_until)}
          onChange={(value) => value && set(quiet_from, Number(value))}
        />
      )}
    </div>
  );
}
