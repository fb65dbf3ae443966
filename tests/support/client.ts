// SPDX-License-Identifier: Apache-2.0
// A caller of the API, as a browser (session cookie) or a program (bearer token). Every reply is
// checked against doc/openapi.json, so that no test has to.
import { AssertionError } from 'node:assert';
import { contract } from './contract.ts';

// Bodies are whatever the API answers; the contract has checked them, tests read them freely.
// biome-ignore lint/suspicious/noExplicitAny: see above
export type Json = any;

/** Ends what hangs, also on a machine that has much other work; how fast Koers is has tests of its own. */
const REPLY_TIMEOUT_MS = 180_000;

export interface RequestOptions {
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, for bodies that are no JSON. */
  /** A file that is sent as it is. */
  csv?: string;
  raw?: string | Uint8Array;
  /** null leaves out a header that would be sent by itself. */
  headers?: Record<string, string | null>;
  ifMatch?: string;
  idempotencyKey?: string;
  /** A reply that is no part of the contract (hostile tests, static files). */
  unchecked?: boolean;
}

export class Reply {
  readonly request: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined without one, or when it is no JSON. */
  readonly body: Json;
  readonly operation: string | undefined;

  constructor(request: string, response: Response, text: string, body: Json, operation?: string) {
    this.request = request;
    this.status = response.status;
    this.headers = response.headers;
    this.text = text;
    this.body = body;
    this.operation = operation;
  }

  get etag(): string {
    const etag = this.headers.get('etag');
    if (!etag) throw new AssertionError({ message: `${this.request}: the reply has no ETag` });
    return etag;
  }

  /** Throws, with the reply's own words, unless the status is the one expected; gives the body. */
  is(status: number): Json {
    if (this.status !== status) {
      throw new AssertionError({
        message: `${this.request}: ${this.status}, not ${status}: ${this.text.slice(0, 2000)}`,
        actual: this.status,
        expected: status,
        stackStartFn: this.is,
      });
    }
    return this.body;
  }

  /** Throws unless this is a problem with a fault at the pointer; gives the fault. */
  faultAt(pointer: string, status = 422): Json {
    const faults = (this.is(status)?.errors ?? []) as { pointer: string }[];
    const fault = faults.find((one) => one.pointer === pointer);
    if (!fault) {
      throw new AssertionError({ message: `${this.request}: no fault at ${pointer}: ${this.text}`, stackStartFn: this.faultAt });
    }
    return fault;
  }
}

export type Listener = (method: string, path: string, reply: Reply) => void;

export class Client {
  readonly url: string;
  /** The name=value of the session, once signed in. */
  cookie: string | undefined;
  token: string | undefined;
  /** Other cookies by name, each with the moment at which it ends. */
  readonly #cookies = new Map<string, { pair: string; until: number }>();
  #listener: Listener | undefined;

  constructor(url: string, listener?: Listener) {
    this.url = url;
    this.#listener = listener;
  }

  /** Another caller of the same server, without a session. */
  anonymous(): Client {
    return new Client(this.url, this.#listener);
  }

  withToken(token: string): Client {
    const other = this.anonymous();
    other.token = token;
    return other;
  }

  /** Another caller with a session of this person. */
  async signedIn(email: string, password: string): Promise<Client> {
    const other = this.anonymous();
    (await other.post('/api/v1/session', { email, password })).is(201);
    if (!other.cookie) throw new AssertionError({ message: 'signing in set no cookie' });
    return other;
  }

  get(path: string, query?: RequestOptions['query'], options: RequestOptions = {}): Promise<Reply> {
    return this.request('GET', path, { ...options, query });
  }

  post(path: string, body?: unknown, options: RequestOptions = {}): Promise<Reply> {
    return this.request('POST', path, { ...options, body });
  }

  put(path: string, body: unknown, ifMatch?: string, options: RequestOptions = {}): Promise<Reply> {
    return this.request('PUT', path, { ...options, body, ifMatch });
  }

  patch(path: string, body: unknown, ifMatch?: string, options: RequestOptions = {}): Promise<Reply> {
    return this.request('PATCH', path, { ...options, body, ifMatch });
  }

  delete(path: string, ifMatch?: string, options: RequestOptions = {}): Promise<Reply> {
    return this.request('DELETE', path, { ...options, ifMatch });
  }

  #headers(method: string, options: RequestOptions): Headers {
    const headers = new Headers({ Accept: 'application/json' });
    if (this.token) headers.set('Authorization', `Bearer ${this.token}`);
    const others = [...this.#cookies.values()].filter(({ until }) => until > Date.now()).map(({ pair }) => pair);
    const cookies = this.cookie ? [this.cookie, ...others] : others;
    if (cookies.length > 0) headers.set('Cookie', cookies.join('; '));
    if (method !== 'GET') headers.set('X-Koers', '1'); // what a browser cannot send across origins
    if (options.body !== undefined) headers.set('Content-Type', 'application/json');
    if (options.csv !== undefined) headers.set('Content-Type', 'text/csv');
    if (options.ifMatch) headers.set('If-Match', options.ifMatch);
    if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey);
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    return headers;
  }

  async request(method: string, path: string, options: RequestOptions = {}): Promise<Reply> {
    const url = new URL(path, this.url);
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const response = await fetch(url, {
      method,
      headers: this.#headers(method, options),
      body: options.body !== undefined ? JSON.stringify(options.body) : (options.csv ?? (options.raw as string | undefined)),
      redirect: 'manual',
      signal: AbortSignal.timeout(REPLY_TIMEOUT_MS),
    });
    const text = await response.text();
    const mediaType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    const body = text !== '' && /[/+]json$/.test(mediaType) ? (JSON.parse(text) as Json) : undefined;
    this.#keepCookie(response);
    const operation =
      options.unchecked || (!url.pathname.startsWith('/api/') && !contract().find(method, url.pathname))
        ? undefined
        : contract().check(method, url.pathname, response.status, mediaType, text === '' ? undefined : (body ?? text));
    const reply = new Reply(`${method} ${path}`, response, text, body, operation?.id);
    this.#listener?.(method, url.pathname + url.search, reply);
    return reply;
  }

  #keepCookie(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? '';
      const name = pair.slice(0, pair.indexOf('='));
      const age = /;\s*max-age=(\d+)/i.exec(line)?.[1];
      const ended = age === '0' || pair.endsWith('=');
      if (name.endsWith('koers_session')) this.cookie = ended ? undefined : pair;
      else this.#cookies.set(name, { pair, until: ended ? 0 : Date.now() + Number(age ?? Infinity) * 1000 });
    }
  }
}
