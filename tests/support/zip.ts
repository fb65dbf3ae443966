// SPDX-License-Identifier: Apache-2.0
// Reads a ZIP, such as an XLSX, and writes one: the files in it, by their names.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const END = 0x06054b50;
const ENTRY = 0x02014b50;

export function unzip(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes);
  const files = new Map<string, string>();
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) throw new Error('this is no ZIP');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error('the directory of the ZIP is broken');
    const [method, packed] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + packed);
    files.set(zip.toString('utf8', at + 46, at + 46 + name), (method === 0 ? content : inflateRawSync(content)).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return files;
}

function header(mark: number, words: [size: 2 | 4, value: number][]): Buffer {
  const bytes = Buffer.alloc(4 + words.reduce((sum, [size]) => sum + size, 0));
  bytes.writeUInt32LE(mark, 0);
  words.reduce((at, [size, value]) => bytes.writeUIntLE(value, at, size), 4);
  return bytes;
}

/** A ZIP of these files, packed; `flags` are those of every file, such as 1 for "encrypted". With
 * `declared` each says that it unpacks into so many bytes. */
export function zip(files: Record<string, string | Buffer>, flags = 0, declared?: number): Buffer {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const title = Buffer.from(name);
    const common: [2 | 4, number][] = [[2, flags], [2, 8], [4, 0], [4, crc32(content)], [4, packed.length], [4, declared ?? content.length], [2, title.length], [2, 0]];
    locals.push(header(LOCAL, [[2, 20], ...common]), title, packed);
    entries.push(header(ENTRY, [[2, 20], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), title);
    at += 30 + title.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const count = Object.keys(files).length;
  const end = header(END, [[2, 0], [2, 0], [2, count], [2, count], [4, directory.length], [4, at], [2, 0]]);
  return Buffer.concat([...locals, directory, end]);
}
