// SPDX-License-Identifier: Apache-2.0
import { beforeAll, expect, test, vi } from 'vitest';

let connection: typeof import('./connection');
beforeAll(async () => {
  vi.stubGlobal('window', { addEventListener: () => {} });
  vi.stubGlobal('navigator', { onLine: true });
  connection = await import('./connection');
  return () => vi.unstubAllGlobals();
});

/** Is it settled, once all that could settle it by itself has run? */
async function isOver(promise: Promise<void>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 20));
  return Promise.race([promise.then(() => true), late]);
}

test('who finds the session ended waits until somebody signs in', async () => {
  const waits = connection.signedInAgain(performance.now());
  expect(await isOver(waits)).toBe(false);
  connection.signedIn();
  expect(await isOver(waits)).toBe(true);
});

test('what was sent before somebody signed in again does not ask for it once more', async () => {
  const sent = performance.now() - 1;
  connection.signedIn();
  expect(await isOver(connection.signedInAgain(sent))).toBe(true);
  const later = connection.signedInAgain(performance.now() + 1);
  expect(await isOver(later)).toBe(false);
});
