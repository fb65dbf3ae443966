// SPDX-License-Identifier: Apache-2.0
import { sentence } from '@/locale/sentence';

/** A fault of one member of what was sent; the pointer is RFC 6901, "/key_results/0/target". */
export type FieldFault = { pointer: string; detail: string; code?: string };

/** An RFC 9457 problem document, or what we could make of another failed reply. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string | null,
    readonly faults: FieldFault[],
    /** The server's own fault is logged there under this id. */
    readonly requestId: string | null,
    /** With 412: the version that is there now. */
    readonly currentVersion: number | null,
    /** What programs tell it by. */
    readonly code: string | null = null,
  ) {
    super(detail ?? title);
  }

  /** True when the same request may succeed later: the network, a full server, a stop under way. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

type Document = {
  title?: unknown;
  detail?: unknown;
  code?: unknown;
  errors?: unknown;
  request_id?: unknown;
  current_version?: unknown;
};

/** A failed reply, its sentences in the language spoken. */
export function problemOf(status: number, body: unknown, requestId: string | null): Problem {
  const document = (typeof body === 'object' && body !== null ? body : {}) as Document;
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const faults = Array.isArray(document.errors) ? (document.errors as FieldFault[]) : [];
  const detail = text(document.detail);
  return new Problem(
    status,
    text(document.title) ?? `HTTP ${status}`,
    detail === null ? null : sentence(detail),
    faults.map((fault) => ({ ...fault, detail: sentence(fault.detail) })),
    text(document.request_id) ?? requestId,
    typeof document.current_version === 'number' ? document.current_version : null,
    text(document.code),
  );
}
