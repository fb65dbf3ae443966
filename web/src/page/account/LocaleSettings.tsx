// SPDX-License-Identifier: Apache-2.0

import { Trans, useLingui } from '@lingui/react/macro';
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useMe } from '@/feature/session/query';
import { today } from '@/locale/format';
import { type Language, languages } from '@/locale/i18n';
import { useLocale } from '@/locale/LocaleProvider';
import { Section } from '@/ui/Page';
import { ProblemNotice } from '@/ui/ProblemNotice';
import classes from './AccountPage.module.css';
import { useSaveMe } from './useSaveMe';

/** Regions that are offered; the server takes any BCP 47 tag. */
const REGIONS = [
  'nl-NL',
  'nl-BE',
  'en-GB',
  'en-US',
  'en-IE',
  'de-DE',
  'de-AT',
  'de-CH',
  'fr-FR',
  'fr-BE',
  'es-ES',
  'it-IT',
  'pl-PL',
  'sv-SE',
  'da-DK',
  'nb-NO',
  'fi-FI',
  'pt-PT',
  'cs-CZ',
  'zh-CN',
  'ar-EG',
];

/** The first days of the week that some region uses: Monday, Saturday, Sunday. */
const WEEK_STARTS = [1, 6, 7];
/** A Monday, from which the names of the days are counted. */
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 3600 * 1000;

function regionName(language: string, tag: string): string {
  const region = tag.split('-')[1] ?? tag;
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const tongue = new Intl.DisplayNames(language, { type: 'language' });
  return `${names.of(region)} (${tongue.of(tag.split('-')[0] ?? tag)})`;
}

export function LocaleSettings() {
  const { t } = useLingui();
  const { person } = useMe();
  const { language, format, zone } = useLocale();
  const save = useSaveMe();
  const regions = useMemo(() => {
    const tags = REGIONS.includes(person.region) ? REGIONS : [person.region, ...REGIONS];
    return tags.map((value) => ({ value, label: regionName(language, value) }));
  }, [person.region, language]);
  const zones = useMemo(() => {
    const known = Intl.supportedValuesOf('timeZone');
    return known.includes(person.zone) ? known : [person.zone, ...known];
  }, [person.zone]);
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const weekStarts = WEEK_STARTS.map((day) => ({
    value: String(day),
    label: weekday.format(new Date(A_MONDAY + (day - 1) * DAY_MS)),
  }));
  const number = format.decimal(1234567.5);
  const day = format.day(today(zone));
  return (
    <Section title={t`Language and region`}>
      <div className={classes.fields}>
        <ProblemNotice error={save.error} />
        <Select
          label={t`Language`}
          allowDeselect={false}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          value={person.language}
          onChange={(value) => value && save.mutate({ language: value as Language })}
        />
        <Select
          label={t`Numbers and dates`}
          description={t`Written like ${number} and ${day}.`}
          searchable
          allowDeselect={false}
          data={regions}
          value={person.region}
          onChange={(value) => value && save.mutate({ region: value })}
        />
        <Select
          label={t`First day of the week`}
          allowDeselect={false}
          data={weekStarts}
          value={String(person.week_start)}
          onChange={(value) => value && save.mutate({ week_start: Number(value) })}
        />
        <Select
          label={t`Time zone`}
          description={t`Decides when messages go to you. Days of a unit end in the unit's own zone.`}
          searchable
          limit={100}
          allowDeselect={false}
          data={zones}
          value={person.zone}
          onChange={(value) => value && save.mutate({ zone: value })}
        />
        <p className={classes.saved} role="status">
          {save.isSuccess && <Trans>Saved.</Trans>}
        </p>
      </div>
    </Section>
  );
}
