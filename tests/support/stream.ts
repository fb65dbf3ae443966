// SPDX-License-Identifier: Apache-2.0
// A reader of /api/v1/events, as a browser's EventSource reads it.
import { AssertionError } from 'node:assert';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import type { Client, Json } from './client.ts';

export interface Heard {
  id: string;
  event: string;
  data: Json;
}

export class Stream {
  readonly heard: Heard[] = [];
  /** Where the stream stands: of what was heard last, or as it said when it was opened. */
  position = '';
  /** Comments, such as the heartbeat. */
  readonly comments: string[] = [];
  /** In how many pieces all of it came. */
  pieces = 0;
  /** The answer, when it was no stream. */
  status = 0;
  ended = false;
  readonly #request: ClientRequest;
  #rest = '';
  #woken: () => void = () => {};

  private constructor(request: ClientRequest) {
    this.#request = request;
  }

  /** Opens a stream and waits until the server has answered. */
  static open(client: Client, lastEventId?: string): Promise<Stream> {
    const headers: Record<string, string> = { Accept: 'text/event-stream' };
    if (client.cookie) headers.Cookie = client.cookie;
    if (client.token) headers.Authorization = `Bearer ${client.token}`;
    if (lastEventId) headers['Last-Event-ID'] = lastEventId;
    return new Promise((resolve, reject) => {
      const request = get(`${client.url}/api/v1/events`, { headers, agent: false });
      const stream = new Stream(request);
      request.on('error', (error) => {
        stream.#end();
        reject(error);
      });
      request.on('response', (response) => {
        stream.status = response.statusCode ?? 0;
        stream.#read(response);
        resolve(stream);
      });
    });
  }

  #end(): void {
    this.ended = true;
    this.#woken();
  }

  #read(response: IncomingMessage): void {
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      this.pieces += 1;
      const blocks = (this.#rest + text).split('\n\n');
      this.#rest = blocks.pop() ?? '';
      for (const block of blocks) this.#hear(block);
      this.#woken();
    });
    response.on('end', () => this.#end());
    response.on('error', () => this.#end());
    response.on('aborted', () => this.#end());
  }

  #hear(block: string): void {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':');
      if (colon === 0) this.comments.push(line.slice(1).trim());
      else fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ''));
    }
    this.position = fields.get('id') ?? this.position;
    const data = fields.get('data');
    if (data === undefined) return;
    this.heard.push({ id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: JSON.parse(data) });
  }

  /**
   * Waits until something holds of the stream; throws after a while. PostgreSQL tells of an event once no older transaction
   * of the whole server is under way, those of other tests included.
   */
  async until(what: string, holds: (stream: Stream) => boolean, timeoutMs = 60_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!holds(this)) {
      const left = deadline - Date.now();
      if (left <= 0) {
        const heard = this.heard.map((one) => `${one.event} ${one.data.subject_id}`).join(', ');
        throw new AssertionError({ message: `the stream did not say in time: ${what}; it said: ${heard}`, stackStartFn: this.until });
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#woken = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Waits for an event of this kind about this subject. */
  async says(event: string, subject?: number): Promise<Heard> {
    const fits = (one: Heard) => one.event === event && (subject === undefined || one.data.subject_id === subject);
    await this.until(`${event} ${subject ?? ''}`, (stream) => stream.heard.some(fits));
    return this.heard.find(fits) as Heard;
  }

  /** Kinds of what was heard after the first so many, but for notices to the one who listens: a job tells them when it comes to it. */
  kinds(from: number): string[] {
    return this.heard.slice(from).flatMap((one) => (one.event === 'notice_told' ? [] : [one.event]));
  }

  close(): void {
    this.#request.destroy();
  }
}
