// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect } from 'react';
import { Mark } from '@/ui/Mark';
import classes from './EntryCard.module.css';
import { LanguageSwitch } from './LanguageSwitch';

type Props = { title: string; lead: ReactNode; help?: ReactNode; children: ReactNode };

/** The card of the pages before one is inside: sign-in, and what a one-time link leads to. */
export function EntryCard({ title, lead, help, children }: Props) {
  useEffect(() => {
    document.title = `${title} \u00b7 Koers`;
  }, [title]);
  return (
    <div className={classes.page}>
      <main className={classes.card}>
        <Mark size={32} />
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.lead}>{lead}</p>
        {children}
        {help && <p className={classes.help}>{help}</p>}
      </main>
      <LanguageSwitch />
    </div>
  );
}
