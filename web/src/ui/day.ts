// SPDX-License-Identifier: Apache-2.0
/* Days as people type them, in the order of their region: 31-12-2026, 31/12, 12/31/26 or 2026-12-31. */

type Part = 'day' | 'month' | 'year';

function orderOf(region: string): Part[] {
  const parts = new Intl.DateTimeFormat(region, { dateStyle: 'short' }).formatToParts(0);
  return parts.map((part) => part.type).filter((type): type is Part => /day|month|year/.test(type));
}

const two = (number: number) => String(number).padStart(2, '0');

/** "2026-12-31" of what was typed, or null when it is no day. Without a year the one of `today`. */
export function parseDay(text: string, region: string, today: string): string | null {
  const numbers = text.trim().match(/\d+/g) ?? [];
  if (numbers.length < 2 || numbers.length > 3 || /\p{L}/u.test(text)) return null;
  const iso = numbers[0]?.length === 4;
  const order = (iso ? ['year', 'month', 'day'] : orderOf(region)) as Part[];
  const asked = numbers.length === 3 ? order : order.filter((part) => part !== 'year');
  const found: Record<Part, number> = { year: Number(today.slice(0, 4)), month: 0, day: 0 };
  asked.forEach((part, at) => {
    found[part] = Number(numbers[at]);
  });
  if (found.year < 100) found.year += 2000;
  const day = `${found.year}-${two(found.month)}-${two(found.day)}`;
  const date = new Date(`${day}T00:00:00Z`);
  // The calendar rolls over what it does not have: 30 February is no day.
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day ? null : day;
}

/** A day as an address names it; anything else is left out. */
export const dayOfAddress = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined;
