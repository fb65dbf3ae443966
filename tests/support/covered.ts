// SPDX-License-Identifier: Apache-2.0
// covered SUMMARY: of each folder of src/ how many lines the tests ran, and the files of which they ran least, out of
// gcovr's summary in JSON.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

interface Lines {
  name: string;
  covered: number;
  total: number;
}
interface File {
  filename: string;
  line_covered: number;
  line_total: number;
}

const LEAST = 20; // files that are named

const percent = ({ covered, total }: Lines) => `${((100 * covered) / total).toFixed(1)} %`;
const show = (lines: Lines) => console.log(`${percent(lines).padStart(8)}  ${`${lines.total - lines.covered} of ${lines.total}`.padStart(15)}  ${lines.name}`);

function folders(files: Lines[]): Lines[] {
  const found = new Map<string, Lines>();
  for (const { name, covered, total } of files) {
    const folder = found.get(dirname(name)) ?? { name: dirname(name), covered: 0, total: 0 };
    found.set(folder.name, { name: folder.name, covered: folder.covered + covered, total: folder.total + total });
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const [path] = process.argv.slice(2);
if (!path) throw new Error('covered needs a summary');
const { files } = JSON.parse(readFileSync(path, 'utf8')) as { files: File[] };
const all = files.filter((one) => one.line_total > 0).map((one) => ({ name: one.filename, covered: one.line_covered, total: one.line_total }));
const sum = (key: 'covered' | 'total') => all.reduce((before, one) => before + one[key], 0);

console.log('     run      not run of  where');
for (const folder of folders(all)) show(folder);
console.log('the files with most that was not run:');
for (const file of [...all].sort((a, b) => b.total - b.covered - (a.total - a.covered)).slice(0, LEAST)) show(file);
show({ name: 'src', covered: sum('covered'), total: sum('total') });
