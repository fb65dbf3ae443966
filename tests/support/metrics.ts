// SPDX-License-Identifier: Apache-2.0
// What a server tells Prometheus, as numbers by name.
import { Client } from './client.ts';
import type { Server } from './server.ts';

const token = 'a token for the administrator of the machine';

/** Arguments of a server that tells it. */
export const metricsArgs = ['--admin-token', token];

export async function metricsText(server: Server): Promise<string> {
  const client = new Client(server.url);
  client.token = token;
  return (await client.get('/metrics', {}, { unchecked: true })).text;
}

export async function metrics(server: Server): Promise<Map<string, number>> {
  const lines = (await metricsText(server)).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}
