// SPDX-License-Identifier: Apache-2.0
// A mail server of the distribution on loopback, for what Koers sends: see mailbox.py.
import { type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ended, mustRun, start } from './child.ts';
import type { Client } from './client.ts';
import { root, temporaryFolder } from './place.ts';
import { join } from 'node:path';

/** The distribution's own, which is the one that its packages are for. */
const python = '/usr/bin/python3';

export interface Mail {
  from: string;
  to: string[];
  /** What it was answered: "250 taken", unless a test asked for something else. */
  answer: string;
  tls: boolean;
  user: string | null;
  /** The message as it came. */
  source: string;
  /** Headers by name in small letters, unfolded and decoded. */
  headers: Record<string, string>;
  text: string;
  html: string;
}

export interface MailboxOptions {
  tls?: boolean;
  auth?: { user: string; password: string };
}

export class Mailbox {
  readonly port: number;
  /** Every message that was offered, in order, whatever the answer. */
  readonly offered: Mail[] = [];
  /** The certificate it shows, for smtp_ca. */
  readonly certificate: string;
  readonly #child: ChildProcess;
  #ready: (() => void)[] = [];

  constructor(child: ChildProcess, port: number, certificate: string) {
    this.#child = child;
    this.port = port;
    this.certificate = certificate;
  }

  hear(line: Record<string, unknown>): void {
    if (line.ready) this.#ready.shift()?.();
    else this.offered.push(read(line));
  }

  /** What was taken. */
  get mails(): Mail[] {
    return this.offered.filter((mail) => mail.answer.startsWith('250'));
  }

  to(address: string): Mail[] {
    return this.mails.filter((mail) => mail.to.includes(address));
  }

  /** How the next messages are answered: "451 busy", "550 no", "drop", "hold". */
  async answer(...next: string[]): Promise<void> {
    const ready = new Promise<void>((resolve) => this.#ready.push(resolve));
    this.#child.stdin?.write(`${JSON.stringify({ next })}\n`);
    await ready;
  }

  /** Waits until something holds: long, since what is told waits for every older transaction of the server, also one of a test beside this. */
  async until(holds: () => boolean, what: string, timeoutMs = 120_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!holds()) {
      if (Date.now() > deadline) throw new Error(`${what}: waited ${timeoutMs} ms; ${this.offered.length} were offered`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async stop(): Promise<void> {
    this.#child.stdin?.end();
    this.#child.kill('SIGTERM');
    await ended(this.#child);
  }
}

async function makeCertificate(): Promise<{ cert: string; key: string }> {
  const folder = temporaryFolder('mail');
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await mustRun('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert, ...subject]);
  return { cert, key };
}

export async function openMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const pair = options.tls ? await makeCertificate() : undefined;
  const args = [join(root, 'tests/support/mailbox.py')];
  if (pair) args.push('--tls', pair.cert, pair.key);
  if (options.auth) args.push('--auth', options.auth.user, options.auth.password);
  const child = start(python, args);
  let mailbox: Mailbox | undefined;
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the mail server ended:\n${said}`)));
    if (!child.stdout) throw new Error('the mail server has no standard output');
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as Record<string, unknown>;
      if (mailbox) return mailbox.hear(line);
      mailbox = new Mailbox(child, line.port as number, pair?.cert ?? '');
      resolve(mailbox);
    });
  });
}

/** Arguments of `koers serve` that send mail there. */
export function mailArgs(mailbox: Mailbox, more: Record<string, string> = {}): string[] {
  const settings = {
    'smtp-url': `smtp://127.0.0.1:${mailbox.port}`,
    'smtp-tls': 'none',
    'mail-from': 'Koers (test) <koers@example.org>',
    'public-url': 'http://koers.example',
    'mail-retry-s': '1',
    ...more,
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

// -- reading a message: written apart from the server, so that what it writes wrong is seen ----------

function decodeWord(_: string, base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function headersOf(head: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).toLowerCase();
    if (name in headers) throw new Error(`the header ${name} stands twice`);
    const value = line.slice(at + 1).trim();
    headers[name] = value.replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?B\?([^?]*)\?=/g, decodeWord);
  }
  return headers;
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n');
}

function cut(whole: string): { head: string; body: string } {
  const at = whole.indexOf('\r\n\r\n');
  return { head: whole.slice(0, at), body: whole.slice(at + 4) };
}

/** The leaves of a message, by media type. */
function leavesOf(whole: string, leaves = new Map<string, string>()): Map<string, string> {
  const { head, body } = cut(whole);
  const headers = headersOf(head);
  const type = headers['content-type'] ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (!boundary) {
    const coding = headers['content-transfer-encoding'];
    leaves.set(type.split(';')[0] ?? '', coding === 'quoted-printable' ? decodeQuoted(body) : body);
    return leaves;
  }
  for (const part of body.split(`--${boundary}`).slice(1, -1)) leavesOf(part.replace(/^\r\n/, '').replace(/\r\n$/, ''), leaves);
  return leaves;
}

function read(line: Record<string, unknown>): Mail {
  const source = Buffer.from(line.source as string, 'base64').toString('latin1');
  const leaves = leavesOf(source);
  return {
    ...(line as unknown as Mail),
    source,
    headers: headersOf(cut(source).head),
    text: leaves.get('text/plain') ?? '',
    html: leaves.get('text/html') ?? '',
  };
}

/** Three days away, for a digest that is not to come while messages are counted: by itself it comes at nine o'clock on Mondays. */
export const weekdayToCome = ((new Date().getUTCDay() + 2) % 7) + 1;

export async function noDigestToday(client: Client): Promise<void> {
  (await client.put('/api/v1/me/notice-times', { digest_weekday: weekdayToCome })).is(200);
}
