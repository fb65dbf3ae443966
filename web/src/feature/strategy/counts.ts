// SPDX-License-Identifier: Apache-2.0
import type { StatusCounts } from '@/api/types';

/** How many are where, of both kinds together: counts add up, means never do. */
export function addCounts(a: StatusCounts, b: StatusCounts): StatusCounts {
  const sum = { ...a };
  for (const key of Object.keys(a) as (keyof StatusCounts)[]) sum[key] = a[key] + b[key];
  return sum;
}
