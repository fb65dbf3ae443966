// SPDX-License-Identifier: Apache-2.0
/*
 * The one way to the server: openapi-fetch over the generated types, with what every request
 * needs. A failed reply is thrown as a Problem, so callers see data or an error, never both.
 */
import createClient, { type Middleware } from 'openapi-fetch';
import { reached, signedInAgain, unreached } from './connection';
import { Problem, problemOf } from './problem';
import { randomKey } from './random';
import type { paths } from './schema';

/** Requests that may meet a 401 without meaning that the session has ended. */
const OPEN = new Set(['/api/v1/session', '/api/v1/links/redeem', '/api/v1/me/password']);

/** True once the first reply to /me has shown that somebody is signed in here. */
let sessionKnown = false;

export function rememberSession(known: boolean): void {
  sessionKnown = known;
}

/** What browsers send for a page that has gone is bounded, 64 KiB for all that is under way. */
const OUTLIVES_MAX = 4_096;

/**
 * What is saved is saved though its page is left, read again or closed before the answer has come: a
 * train in a tunnel is slower than a hand. What is longer than a check-in is kept as a draft besides.
 */
class OutlivingRequest extends Request {
  constructor(input: RequestInfo | URL, init: RequestInit = {}) {
    const { method = 'GET', body = '' } = init;
    const small = typeof body === 'string' && body.length <= OUTLIVES_MAX;
    super(input, { ...init, keepalive: method !== 'GET' && small });
  }
}

const headers: Middleware = {
  onRequest({ request }) {
    if (request.method === 'GET') return;
    // A plain form of another site cannot send it: the defence against forged requests.
    request.headers.set('X-Koers', '1');
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', randomKey());
    }
  },
};

async function bodyOf(response: Response): Promise<unknown> {
  if (!/json/.test(response.headers.get('Content-Type') ?? '')) return null;
  return response.json().catch(() => null);
}

/** Sends a request; a session that ended meanwhile is renewed in a dialog and the request resent. */
async function send(request: Request): Promise<Response> {
  // The body of a request can be read once, so a copy is kept for the second try.
  const again = request.clone();
  const sent = performance.now();
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    unreached();
    throw new Problem(0, 'offline', null, [], null, null);
  }
  reached(sent);
  const { pathname } = new URL(request.url);
  if (response.status !== 401 || !sessionKnown || OPEN.has(pathname)) return response;
  await signedInAgain(sent);
  return fetch(again);
}

const problems: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return;
    throw problemOf(response.status, await bodyOf(response), response.headers.get('X-Request-Id'));
  },
};

// Lists can also be had as files (feature/export); as data all of it is JSON.
export const api = createClient<paths, 'application/json'>({
  baseUrl: window.location.origin,
  Request: OutlivingRequest,
  fetch: send,
});
api.use(headers, problems);

/** The value of If-Match for a version that was read: the server compares what is before the dash. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` };
}

/** openapi-fetch types a failed reply as a possible result; here it was thrown before. */
export async function data<T>(reply: Promise<{ data?: T; response: Response }>): Promise<T> {
  const { data: body } = await reply;
  return body as T;
}
