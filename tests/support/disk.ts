// SPDX-License-Identifier: Apache-2.0
// A small disk of its own (a tmpfs), which a test can fill. Mounting takes root.
import { chownSync, closeSync, mkdirSync, openSync, statfsSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './child.ts';
import { temporaryFolder } from './place.ts';

export class Disk {
  readonly folder = temporaryFolder('disk');

  /** A folder on it that belongs to somebody else. */
  folderOf(uid: number, gid: number): string {
    const path = join(this.folder, 'theirs');
    mkdirSync(path, { mode: 0o700 });
    chownSync(path, uid, gid);
    return path;
  }

  /** Takes what is left, but for some pages. */
  fill(pagesLeft = 0): void {
    const page = Buffer.alloc(4096);
    const file = openSync(join(this.folder, 'ballast'), 'w');
    try {
      while (statfsSync(this.folder).bfree > pagesLeft) writeSync(file, page);
    } finally {
      closeSync(file);
    }
  }

  /** Gives it back. */
  free(): void {
    unlinkSync(join(this.folder, 'ballast'));
  }

  async unmount(): Promise<void> {
    await mustRun('umount', [this.folder]);
  }
}

export async function smallDisk(mebibytes: number): Promise<Disk> {
  if (process.getuid?.() !== 0) throw new Error('this test mounts a small disk: run it as root');
  const disk = new Disk();
  await mustRun('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0711`, 'koers-test', disk.folder]);
  return disk;
}
