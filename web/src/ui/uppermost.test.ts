// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lay, top } from './uppermost';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the last that opened is the uppermost, and the one below when it has closed', () => {
  const closeForm = lay('form');
  const closeQuestion = lay('question');
  expect(top()).toBe('question');
  closeQuestion();
  vi.runAllTimers();
  expect(top()).toBe('form');
  closeForm();
  vi.runAllTimers();
  expect(top()).toBeUndefined();
});

test('the key that closes the uppermost is not one for what lies below', () => {
  const closeForm = lay('form');
  const closeQuestion = lay('question');
  closeQuestion();
  expect(top()).toBe('question');
  closeForm();
  vi.runAllTimers();
  expect(top()).toBeUndefined();
});

test('one that closes below, or is laid twice, leaves the uppermost what it is', () => {
  const closeForm = lay('form');
  lay('question')();
  const closeQuestion = lay('question');
  vi.runAllTimers();
  expect(top()).toBe('question');
  closeForm();
  vi.runAllTimers();
  expect(top()).toBe('question');
  closeQuestion();
  vi.runAllTimers();
});

test('what closes last of two goes back to where the first was opened from', () => {
  const [button, field] = ['button', 'field'] as unknown as Element[];
  const goBack = vi.fn();
  const closeForm = lay('form', button);
  const closeQuestion = lay('question', field);
  closeForm(goBack);
  closeQuestion(goBack);
  vi.runAllTimers();
  expect(goBack.mock.calls).toEqual([[[field, button]]]);
});

test('what is laid again at once takes the keyboard nowhere', () => {
  const goBack = vi.fn();
  lay('form')(goBack);
  const close = lay('form');
  vi.runAllTimers();
  expect(goBack).not.toHaveBeenCalled();
  close(goBack);
  vi.runAllTimers();
  expect(goBack).toHaveBeenCalledOnce();
});
