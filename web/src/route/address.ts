// SPDX-License-Identifier: Apache-2.0
/* What an address says, read; what it says wrongly is as if it were not there. */

export type Search = Record<string, unknown>;

export const number = (value: unknown) =>
  Number.isSafeInteger(value) ? (value as number) : undefined;

export const text = (value: unknown) =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The id in a path. */
export const id = { parse: (params: { id: string }) => ({ id: Number(params.id) }) };
