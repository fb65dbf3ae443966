// SPDX-License-Identifier: Apache-2.0
/*
 * How numbers, days and moments are written for one person. Pure: everything that depends on the
 * person comes in through the region and the time zone, so it can be tested without a browser.
 */

/** A day of the API, "2026-11-23"; it has no zone. */
export type Day = string;

export type Format = {
  region: string;
  zone: string;
  /** A metric value, at most 4 decimals; none are invented. */
  decimal(value: number): string;
  /** A value with its unit of measure: "45 %", "€ 1,200", "12 days". */
  measure(value: number, unit?: string | null): string;
  /** A fraction (1 = 100 %) in whole percent. What is below 1 is never written as 100 %. */
  percent(fraction: number): string;
  /** A score: one decimal as people give it, two as an import found it. */
  score(fraction: number, decimals?: 1 | 2): string;
  day(day: Day): string;
  dayShort(day: Day): string;
  days(first: Day, last: Day): string;
  moment(time: string): string;
  clock(time: string | Date): string;
  /** "3 days ago", "in 2 weeks", in the largest unit that fits. */
  relative(time: string, now?: Date): string;
  relativeDays(count: number): string;
  /** Names in a row: "Mia, Anna". */
  list(names: readonly string[]): string;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The day it is now in a time zone. */
export function today(zone: string, now: Date = new Date()): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now);
}

/** What a clock in the zone shows at a moment, as a field for day and time has it: "2026-11-23T14:00". */
export function localIn(zone: string, moment: string | number): string {
  // Swedish writes a day and a time as the field does, but for the space between them.
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return shown.format(new Date(moment)).replace(' ', 'T');
}

/**
 * The moment at which a clock in the zone shows a day and time. What is left out when summer time
 * begins is read as the hour behind it.
 */
export function momentIn(zone: string, local: string): string {
  const wall = Date.parse(`${local}Z`);
  const ahead = (moment: number) => Date.parse(`${localIn(zone, moment)}Z`) - moment;
  // How far the zone is ahead depends on the moment, so the first guess is looked at again; of two
  // that do not agree, neither shows what was typed, and the later one is meant.
  const guess = wall - ahead(wall);
  const again = wall - ahead(guess);
  const agree = again === wall - ahead(again);
  return new Date(agree ? again : Math.max(guess, again)).toISOString();
}

/** Days have no zone, so they are counted at midnight UTC. */
export function dayToDate(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

export function daysBetween(first: Day, last: Day): number {
  return Math.round((dayToDate(last).getTime() - dayToDate(first).getTime()) / (DAY * 1000));
}

/** Which week of a period a day lies in, counted from its first day; clamped to the period. */
export function weekOf(day: Day, first: Day, last: Day): { week: number; weeks: number } {
  const weeks = Math.max(1, Math.ceil((daysBetween(first, last) + 1) / 7));
  const week = Math.floor(daysBetween(first, day) / 7) + 1;
  return { week: Math.min(Math.max(week, 1), weeks), weeks };
}

/**
 * Whole percent of a fraction, half away from zero. Only what has truly arrived is 100: 99.7 % is
 * written as 99 %.
 */
export function wholePercent(fraction: number): number {
  const ppm = Math.round(Math.abs(fraction) * 1_000_000);
  const percent = Math.round(ppm / 10_000);
  if (fraction > 0 && ppm < 1_000_000 && percent >= 100) return 99;
  return fraction < 0 && percent !== 0 ? -percent : percent;
}

function relativeParts(seconds: number): [number, Intl.RelativeTimeFormatUnit] {
  const size = Math.abs(seconds);
  if (size < MINUTE) return [0, 'second'];
  if (size < HOUR) return [Math.round(seconds / MINUTE), 'minute'];
  if (size < DAY) return [Math.round(seconds / HOUR), 'hour'];
  if (size < 14 * DAY) return [Math.round(seconds / DAY), 'day'];
  if (size < 60 * DAY) return [Math.round(seconds / (7 * DAY)), 'week'];
  if (size < 730 * DAY) return [Math.round(seconds / (30.44 * DAY)), 'month'];
  return [Math.round(seconds / (365.25 * DAY)), 'year'];
}

export function formatFor(language: string, region: string, zone: string): Format {
  const number = new Intl.NumberFormat(region, { maximumFractionDigits: 4 });
  const percent = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 0 });
  const exactly = (digits: number) =>
    new Intl.NumberFormat(region, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const tenths = exactly(1);
  const hundredths = exactly(2);
  const enumeration = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  // Names of months follow the language, their order the region where both agree.
  // English outside the English-speaking countries is written as in Europe: the day first, 24 hours.
  const own = language === 'en' ? 'en-GB' : language;
  const tag = region.split('-')[0] === language.split('-')[0] ? region : own;
  const utc = { timeZone: 'UTC' } as const;
  const long = new Intl.DateTimeFormat(tag, {
    ...utc,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const short = new Intl.DateTimeFormat(tag, { ...utc, day: 'numeric', month: 'short' });
  const moment = new Intl.DateTimeFormat(tag, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const clock = new Intl.DateTimeFormat(tag, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  });

  const format: Format = {
    region,
    zone,
    decimal: (value) => number.format(value).replace('-', '\u2212'),
    measure: (value, unit) => {
      const text = format.decimal(value);
      const name = unit?.trim();
      if (!name) return text;
      if (name === '%') return percentLike(percent, text);
      return /^[$€£¥]$/.test(name) ? `${name}\u202f${text}` : `${text}\u00a0${name}`;
    },
    percent: (fraction) => percent.format(wholePercent(fraction) / 100).replace('-', '\u2212'),
    score: (fraction, decimals = 1) => (decimals === 1 ? tenths : hundredths).format(fraction),
    day: (day) => long.format(dayToDate(day)),
    dayShort: (day) => short.format(dayToDate(day)),
    days: (first, last) => long.formatRange(dayToDate(first), dayToDate(last)),
    list: (names) => enumeration.format(names),
    moment: (time) => moment.format(new Date(time)),
    clock: (time) => clock.format(typeof time === 'string' ? new Date(time) : time),
    relative: (time, now = new Date()) =>
      relative.format(...relativeParts((new Date(time).getTime() - now.getTime()) / 1000)),
    relativeDays: (count) => relative.format(count, 'day'),
  };
  return format;
}

/** Puts the region's percent sign where the region puts it, keeping all decimals of the value. */
function percentLike(percent: Intl.NumberFormat, text: string): string {
  return percent
    .formatToParts(0)
    .map((part) => (part.type === 'integer' ? text : part.value))
    .join('');
}
