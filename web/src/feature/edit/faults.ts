// SPDX-License-Identifier: Apache-2.0
import { isProblem } from '@/api/problem';
import { type Faults, faultsByField } from '@/ui/fields';

/** The faults of a failed save, by the fields of a form. */
export function faultsOf(error: unknown, fields: readonly string[]): Faults {
  return isProblem(error) ? faultsByField(error.faults, fields) : { fields: {}, rest: [] };
}
