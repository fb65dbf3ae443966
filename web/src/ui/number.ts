// SPDX-License-Identifier: Apache-2.0
/*
 * Reads a number that a person typed.
 *
 * Library inputs silently turn "1e5" into 15 and a Dutch "3.5" into 35, so we read plain text
 * ourselves. Accepted are the form of the person's region and the one other form, if that can be
 * meant in only one way. "1.234" can be meant in two: the reading of the region is taken, and the
 * caller shows both back in words. number-cases.json holds the cases; the importer reads the same
 * table the same way.
 */

/** What separates decimals and groups in a region: "." and "," in Britain, the reverse in Holland. */
export type Separators = { decimal: string; group: string };

export type Reading =
  | { kind: 'empty' }
  | { kind: 'number'; text: string; value: number }
  /** The region's reading first, then the other one; each as a plain decimal. */
  | { kind: 'ambiguous'; text: string; value: number; other: string }
  | { kind: 'refused'; why: 'not_a_number' | 'too_many_decimals' | 'too_large' };

/** A decimal of the API: at most 15 significant digits, of which at most 4 after the point. */
const DECIMALS_MAX = 4;
const DIGITS_MAX = 15;

/** Spaces and apostrophes group digits in some region and separate decimals in none. */
const NEUTRAL_GROUP = /[\u0020\u00a0\u2009\u202f'\u2019]/g;

export function separatorsOf(region: string): Separators {
  const parts = new Intl.NumberFormat(region, { useGrouping: true }).formatToParts(-1234567.8);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const decimal = of('decimal') === ',' ? ',' : '.';
  return { decimal, group: decimal === ',' ? '.' : ',' };
}

/** Reads one form; null when the text does not have it. The result is a plain decimal text. */
function readForm(digits: string, decimal: string, group: string): string | null {
  const d = decimal === '.' ? '\\.' : ',';
  const g = group === '.' ? '\\.' : ',';
  const plain = new RegExp(`^(\\d*)(?:${d}(\\d*))?$`);
  const grouped = new RegExp(`^([1-9]\\d{0,2}(?:${g}\\d{3})+)(?:${d}(\\d*))?$`);
  const match = plain.exec(digits) ?? grouped.exec(digits);
  if (!match) return null;
  const whole = (match[1] ?? '').split(group).join('');
  const rest = match[2] ?? '';
  if (whole === '' && rest === '') return null;
  return normalise(whole, rest);
}

/** Without leading zeros before the point and trailing ones after it. */
function normalise(whole: string, rest: string): string {
  const head = whole.replace(/^0+(?=\d)/, '') || '0';
  const tail = rest.replace(/0+$/, '');
  return tail === '' ? head : `${head}.${tail}`;
}

/** Spaces must group in threes too: "1 23" is a slip, not 123. */
function withoutNeutralGroups(text: string): string | null {
  if (text.search(NEUTRAL_GROUP) < 0) return text;
  const [whole = '', ...rest] = text.split(/(?=[.,])/);
  if (!/^[1-9]\d{0,2}(?:[\u0020\u00a0\u2009\u202f'\u2019]\d{3})+$/.test(whole)) return null;
  const tail = rest.join('');
  // After "1 234" a separator can only be the decimal one.
  if (!/^(?:[.,]\d*)?$/.test(tail)) return null;
  return whole.replace(NEUTRAL_GROUP, '') + tail;
}

function limits(plain: string): 'too_many_decimals' | 'too_large' | null {
  const [whole = '', rest = ''] = plain.split('.');
  if (rest.length > DECIMALS_MAX) return 'too_many_decimals';
  const digits = (whole + rest).replace(/^0+/, '');
  return digits.length > DIGITS_MAX ? 'too_large' : null;
}

function signed(negative: boolean, plain: string): string {
  return negative && plain !== '0' ? `-${plain}` : plain;
}

/** Reads `text` as typed by a person whose region writes numbers with `separators`. */
export function readNumber(text: string, separators: Separators): Reading {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  const match = /^([-+\u2212])?(.*)$/.exec(trimmed);
  const negative = match?.[1] === '-' || match?.[1] === '\u2212';
  const body = withoutNeutralGroups((match?.[2] ?? '').trim());
  if (body === null || !/^[\d.,]+$/.test(body)) return { kind: 'refused', why: 'not_a_number' };

  const { decimal, group } = separators;
  const own = readForm(body, decimal, group);
  const other = readForm(body, group, decimal);
  const plain = own ?? other;
  if (plain === null) return { kind: 'refused', why: 'not_a_number' };
  const fault = limits(plain);
  if (fault) return { kind: 'refused', why: fault };

  const result = signed(negative, plain);
  const value = Number(result);
  if (own !== null && other !== null && own !== other && limits(other) === null) {
    return { kind: 'ambiguous', text: result, value, other: signed(negative, other) };
  }
  return { kind: 'number', text: result, value };
}

/**
 * Writes a decimal as a person would type it: the region's decimal sign, no groups. So what a
 * field was filled with reads back as the same number.
 */
export function typedNumber(value: number | null | undefined, separators: Separators): string {
  if (value === null || value === undefined) return '';
  const text = String(value).replace('.', separators.decimal);
  // Exactly three decimals could be taken for groups when read again; a fourth one cannot.
  return /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text) ? `${text}0` : text;
}
