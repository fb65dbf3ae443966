// SPDX-License-Identifier: Apache-2.0
/*
 * Brings the faults of a reply to the fields they belong to. A pointer names a member of what was
 * sent: "/target_value", or "/units/0/weight" inside a list.
 */
import type { FieldFault } from '@/api/problem';

/** A pointer as the path of a form's value: "units.0.weight". */
export function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

export type Faults = {
  /** By path; several faults of one field are joined. */
  fields: Record<string, string>;
  /** What no field of the form shows. */
  rest: string[];
};

/** Splits faults into those of `known` fields and the rest. A known field also takes its members'. */
export function faultsByField(faults: readonly FieldFault[], known: readonly string[]): Faults {
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const fault of faults) {
    const path = pathOf(fault.pointer);
    const field = known.find((name) => path === name || path.startsWith(`${name}.`));
    if (!field) rest.push(fault.detail);
    else fields[field] = fields[field] ? `${fields[field]} ${fault.detail}` : fault.detail;
  }
  return { fields, rest };
}
