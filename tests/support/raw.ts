// SPDX-License-Identifier: Apache-2.0
// Bytes to a server as they are, and whatever comes back: for requests that no library would send.
import { connect } from 'node:net';

export interface RawReply {
  /** Of the first answer; 0 when the connection closed without one. */
  status: number;
  /** Of all answers, one after another. */
  statuses: number[];
  text: string;
  /** The server closed, or the waiting ended. */
  closed: boolean;
}

/** Sends bytes, then (unless told otherwise) ends its own half, and reads until the server closes. */
export function send(
  port: number,
  bytes: string | Uint8Array,
  options: { halfOpen?: boolean; timeoutMs?: number } = {},
): Promise<RawReply> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const finish = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      const text = Buffer.concat(chunks).toString('latin1');
      const statuses = [...text.matchAll(/^HTTP\/1\.[01] (\d{3}) /gm)].map((found) => Number(found[1]));
      resolve({ status: statuses[0] ?? 0, statuses, text, closed });
    };
    const timer = setTimeout(() => finish(false), options.timeoutMs ?? 5000);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('end', () => finish(true));
    socket.on('error', () => finish(true));
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    if (!options.halfOpen) socket.end();
  });
}
