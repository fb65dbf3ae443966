// SPDX-License-Identifier: Apache-2.0
// Whether two engines gave the same answers. Ids may differ, but one of the first engine must
// always meet the same one of the second; times, how long something took, secrets, cursors and tags may
// differ in value, not in shape.

export interface Exchange {
  request: string;
  status: number;
  body: unknown;
}

type Recording = ReadonlyMap<string, readonly Exchange[]>;

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** Members that are random or opaque: only their type is compared. */
const opaque = new Set(['next', 'token', 'secret', 'link', 'request_id', 'instance', 'etag', 'cursor', 'key']);
/** Members that hang on how long it took to come here: numbers that a slow machine makes larger, and what the
 *  minute's job counts, which one engine may be asked before its first round and the other after it. */
const spans = new Set(['spent_seconds', 'blocked_count']);
const isId = (name: string) => name === 'id' || name.endsWith('_id') || name.endsWith('_ids');

/** Members that say what an id beside them is an id of. */
const kinds = ['kind', 'formula', 'type', 'subject', 'entity', 'noun', 'target', 'relation'];
const MAX_DIFFERENCES = 200;

type Fields = Record<string, unknown>;

/** Ids of one engine by those of the other, both ways, for each kind of thing. */
class Pairs {
  readonly #seen = new Map<string, { there: Map<unknown, unknown>; back: Map<unknown, unknown> }>();

  /** True if the two may be the same thing, by all that was seen before. */
  meet(kind: string, a: unknown, b: unknown): boolean {
    const seen = this.#seen.get(kind) ?? { there: new Map(), back: new Map() };
    this.#seen.set(kind, seen);
    if (!seen.there.has(a) && !seen.back.has(b)) {
      seen.there.set(a, b);
      seen.back.set(b, a);
      return true;
    }
    return seen.there.get(a) === b && seen.back.get(b) === a;
  }
}

/** A path without its ids, so that the same call to both engines reads the same. */
const plain = (path: string) => path.replace(/\b\d+\b/g, '#').replace(/after=[^&]*/, 'after=#');

/** An address without the server's port and without its secret. */
const address = (text: string) => text.replace(/^(\w+:\/\/)127\.0\.0\.1:\d+/, '$1#').replace(/\?t=[\w-]+$/, '?t=#');

class Comparison {
  readonly found: string[] = [];
  readonly #pairs = new Pairs();

  #differ(at: string, a: unknown, b: unknown): void {
    if (this.found.length < MAX_DIFFERENCES) this.found.push(`${at}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
  }

  exchanges(step: string, first: readonly Exchange[], second: readonly Exchange[]): void {
    if (first.length !== second.length) this.#differ(`${step}, calls`, first.length, second.length);
    for (let i = 0; i < Math.min(first.length, second.length); i++) {
      const [a, b] = [first[i] as Exchange, second[i] as Exchange];
      const at = `${step}, ${a.request}`;
      if (plain(a.request) !== plain(b.request)) this.#differ(at, a.request, b.request);
      else if (a.status !== b.status) this.#differ(at, { status: a.status, body: a.body }, { status: b.status, body: b.body });
      else this.#values(at, plain(a.request), a.body, b.body);
    }
  }

  #values(at: string, shape: string, a: unknown, b: unknown): void {
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== b.length) this.#differ(`${at}, length`, a.length, b.length);
      for (let i = 0; i < Math.min(a.length, b.length); i++) this.#values(`${at}/${i}`, `${shape}/*`, a[i], b[i]);
    } else if (isFields(a) && isFields(b)) {
      this.#fields(at, shape, a, b);
    } else if (typeof a === 'string' && typeof b === 'string') {
      if (time.test(a) && time.test(b)) return;
      const path = a.startsWith('/') && b.startsWith('/');
      if (path ? plain(a) !== plain(b) : address(a) !== address(b)) this.#differ(at, a, b);
    } else if (a !== b) {
      this.#differ(at, a, b);
    }
  }

  #fields(at: string, shape: string, a: Fields, b: Fields): void {
    const names = Object.keys(a);
    if (names.join() !== Object.keys(b).join()) this.#differ(`${at}, members`, names, Object.keys(b));
    const of = kinds.map((name) => (typeof a[name] === 'string' ? a[name] : '')).join(' ');
    for (const name of names) {
      const [x, y] = [a[name], b[name]];
      const here = `${at}/${name}`;
      if (opaque.has(name) && typeof x === 'string' && typeof y === 'string') continue;
      if (spans.has(name) && typeof x === 'number' && typeof y === 'number') continue;
      const kind = name === 'id' ? `${shape} ${of}` : `${name} ${of}`;
      // A history tells an id as text; what it is an id of says the field beside it.
      if (typeof a.field === 'string' && isId(a.field) && /^(old|new)_value$/.test(name)) {
        this.#ids(here, `value ${a.field}`, [x], [y]);
        continue;
      }
      if (isId(name) && Array.isArray(x) && Array.isArray(y)) this.#ids(here, kind, x, y);
      else if (isId(name) && typeof x === 'number' && typeof y === 'number') this.#ids(here, kind, [x], [y]);
      else this.#values(here, `${shape}/${name}`, x, y);
    }
  }

  #ids(at: string, kind: string, a: unknown[], b: unknown[]): void {
    if (a.length !== b.length || !a.every((id, i) => this.#pairs.meet(kind, id, b[i]))) this.#differ(at, a, b);
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What differs between two recordings, a line each; none when the engines answered alike. */
export function differences(first: Recording, second: Recording): string[] {
  const comparison = new Comparison();
  for (const [step, exchanges] of first) comparison.exchanges(step, exchanges, second.get(step) ?? []);
  return comparison.found;
}
