// SPDX-License-Identifier: Apache-2.0
// count KIND FILE: reads what a test runner left and prints "N passed, N failed", after the output of
// the C tests that failed. Kinds: meson (testlog.json, one JSON document a line), tap (node:test),
// vitest and playwright (their JSON reports). A file that is missing or empty is one failure.
import { existsSync, readFileSync } from 'node:fs';

interface Count {
  passed: number;
  failed: number;
}

interface MesonTest {
  name: string;
  result: string;
  stdout?: string;
  stderr?: string;
}

/** A C test prints a TAP line for each of its functions; one that ends badly without has failed once more. */
function countMesonTest(test: MesonTest): Count {
  const out = test.stdout ?? '';
  const passed = (out.match(/^ok \d/gm) ?? []).length;
  const failed = (out.match(/^not ok \d/gm) ?? []).length;
  const planned = Number(/^1\.\.(\d+)/m.exec(out)?.[1] ?? passed + failed);
  const good = test.result === 'OK' || test.result === 'EXPECTEDFAIL';
  if (passed + failed === 0) return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const unseen = Math.max(0, planned - passed - failed);
  return { passed, failed: failed + unseen === 0 && !good ? 1 : failed + unseen };
}

function meson(text: string): Count {
  const sum = { passed: 0, failed: 0 };
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const test = JSON.parse(line) as MesonTest;
    if (test.result === 'SKIP') continue;
    const count = countMesonTest(test);
    sum.passed += count.passed;
    sum.failed += count.failed;
    if (count.failed > 0) {
      const said = `${test.stdout ?? ''}${test.stderr ?? ''}`.split('\n').filter((one) => !/^ok \d/.test(one));
      console.log(`--- ${test.name}: ${test.result}\n${said.slice(0, 100).join('\n')}`);
    }
  }
  return sum;
}

function tap(text: string): Count {
  const last = (name: string) => Number([...text.matchAll(new RegExp(`^# ${name} (\\d+)`, 'gm'))].at(-1)?.[1] ?? 0);
  return { passed: last('pass'), failed: last('fail') + last('cancelled') };
}

function vitest(text: string): Count {
  const report = JSON.parse(text) as { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number };
  // A file that cannot even be loaded is a failed suite without tests.
  const failed = report.numFailedTests === 0 && report.numFailedTestSuites > 0 ? report.numFailedTestSuites : report.numFailedTests;
  return { passed: report.numPassedTests, failed };
}

function playwright(text: string): Count {
  const { stats, errors } = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; flaky: number };
    errors: unknown[];
  };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

const kinds: Record<string, (text: string) => Count> = { meson, tap, vitest, playwright };
const [kind = '', file = ''] = process.argv.slice(2);
const reader = kinds[kind];
if (!reader) throw new Error(`no such kind of report: ${kind}`);
const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
const count = text.trim() === '' ? { passed: 0, failed: 1 } : reader(text);
console.log(`${count.passed} passed, ${count.failed} failed`);
