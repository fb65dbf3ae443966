// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { daysBetween, formatFor, localIn, momentIn, today, weekOf, wholePercent } from './format';

const british = formatFor('en', 'en-GB', 'Europe/Amsterdam');
const dutch = formatFor('nl', 'nl-NL', 'Europe/Amsterdam');

test('only what has arrived is 100 %', () => {
  expect(wholePercent(0.999999)).toBe(99);
  expect(wholePercent(0.995)).toBe(99);
  expect(wholePercent(1)).toBe(100);
  expect(wholePercent(1.3)).toBe(130);
  expect(wholePercent(0.994)).toBe(99);
});

test('percent is rounded half away from zero', () => {
  expect(wholePercent(0.475)).toBe(48);
  expect(wholePercent(-0.025)).toBe(-3);
  expect(wholePercent(-0.004)).toBe(0);
  expect(british.percent(-0.2)).toBe('\u221220%');
});

test('a value keeps its decimals and gets no others', () => {
  expect(british.decimal(1234.5)).toBe('1,234.5');
  expect(dutch.decimal(12345.1234)).toBe('12.345,1234');
  expect(dutch.decimal(-5)).toBe('\u22125');
  expect(british.measure(99.5, '%')).toBe('99.5%');
  expect(dutch.measure(12, 'dagen')).toBe('12\u00a0dagen');
});

test('weeks are counted from the first day of the cycle', () => {
  expect(weekOf('2026-10-01', '2026-10-01', '2026-12-31')).toEqual({ week: 1, weeks: 14 });
  expect(weekOf('2026-10-29', '2026-10-01', '2026-12-30')).toEqual({ week: 5, weeks: 13 });
  expect(weekOf('2027-03-01', '2026-10-01', '2026-12-30')).toEqual({ week: 13, weeks: 13 });
});

test('days have no zone, today has', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(today('Pacific/Auckland', new Date('2026-11-23T12:00:00Z'))).toBe('2026-11-24');
  expect(british.day('2026-11-23')).toBe('23 Nov 2026');
  expect(dutch.day('2026-11-23')).toBe('23 nov 2026');
});

test('a day and time that were typed are of the zone of the person', () => {
  const cases = [
    ['Europe/Amsterdam', '2026-11-23T14:00', '2026-11-23T13:00:00.000Z'],
    ['Europe/Amsterdam', '2026-07-01T14:00', '2026-07-01T12:00:00.000Z'],
    ['America/New_York', '2026-07-01T14:00', '2026-07-01T18:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-23T00:15', '2026-11-22T18:45:00.000Z'],
    ['Pacific/Auckland', '2026-01-01T09:00', '2025-12-31T20:00:00.000Z'],
    ['UTC', '2026-11-23T00:00', '2026-11-23T00:00:00.000Z'],
  ] as const;
  for (const [zone, local, moment] of cases) {
    expect(momentIn(zone, local)).toBe(moment);
    expect(localIn(zone, moment)).toBe(local);
  }
});

test('around the hours in which summer time begins and ends', () => {
  const moment = (local: string) => momentIn('Europe/Amsterdam', local);
  expect(moment('2026-03-29T01:59')).toBe('2026-03-29T00:59:00.000Z');
  expect(moment('2026-03-29T03:00')).toBe('2026-03-29T01:00:00.000Z');
  // 02:30 is not there on that day.
  expect(moment('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
  expect(moment('2026-10-25T01:59')).toBe('2026-10-24T23:59:00.000Z');
  expect(moment('2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
  expect(momentIn('America/New_York', '2026-03-08T01:59')).toBe('2026-03-08T06:59:00.000Z');
  expect(momentIn('America/New_York', '2026-03-08T03:00')).toBe('2026-03-08T07:00:00.000Z');
  // West of Greenwich too, what is not there is the hour behind it: 03:30.
  expect(momentIn('America/New_York', '2026-03-08T02:30')).toBe('2026-03-08T07:30:00.000Z');
});

test('English in another region writes the day first', () => {
  const polish = formatFor('en', 'pl-PL', 'Europe/Warsaw');
  expect(polish.day('2026-11-23')).toBe('23 Nov 2026');
  expect(polish.clock('2026-11-23T20:05:00Z')).toBe('21:05');
});

test('moments are told in the largest unit that fits', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  expect(british.relative('2026-11-23T11:58:00Z', now)).toBe('2 minutes ago');
  expect(british.relative('2026-11-20T12:00:00Z', now)).toBe('3 days ago');
  expect(dutch.relative('2026-11-22T12:00:00Z', now)).toBe('gisteren');
});
