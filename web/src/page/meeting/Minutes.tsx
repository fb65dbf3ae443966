// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Meeting } from '@/api/types';
import { agreedIn, changeOf, saysSomething } from '@/feature/meeting/minutes';
import { itemKinds } from '@/feature/meeting/words';
import { useFormat } from '@/locale/LocaleProvider';
import { Markdown } from '@/ui/Markdown';
import { Section } from '@/ui/Page';
import { ActionList } from './ActionList';
import classes from './Meeting.module.css';

/** What was said and agreed; everybody may read it. */
export function Minutes({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui();
  const format = useFormat();
  const names = meeting.attendance.map((one) => one.person_name).join(', ');
  const items = meeting.items.filter(saysSomething);
  const actions = agreedIn(meeting);
  return (
    <div className={classes.minutes}>
      <p className={classes.dim}>
        {names ? <Trans>Present: {names}</Trans> : <Trans>Nobody was noted as present.</Trans>}
        {meeting.previous_id !== null && (
          <>
            {' '}
            <Link to="/meetings/$id" params={{ id: meeting.previous_id }}>
              {t`The meeting before`}
            </Link>
          </>
        )}
      </p>
      {meeting.note && <Markdown text={meeting.note} />}
      {actions.length > 0 && (
        <Section title={t`Actions`} count={actions.length}>
          <ActionList meeting={meeting} actions={actions} />
        </Section>
      )}
      <Section title={t`Minutes`}>
        {items.length === 0 && (
          <p className={classes.dim}>
            <Trans>Nothing was noted.</Trans>
          </p>
        )}
        <ol className={classes.noted}>
          {items.map((item) => (
            <li key={item.id}>
              <h3 className={classes.notedTitle} dir="auto">
                {item.title ?? t(itemKinds[item.kind])}
              </h3>
              <p className={classes.dim}>
                {item.title && <span className={classes.kind}>{t(itemKinds[item.kind])}</span>}{' '}
                {changeOf(item, format)}
              </p>
              {item.note && <Markdown text={item.note} />}
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}
