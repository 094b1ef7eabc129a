import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Places for everybody where a browser that is killed at a bad moment leaves something, and what that may be. */
const PLACES: readonly { readonly folder: string; readonly name: RegExp }[] = [
  { folder: '/dev/shm', name: /./ }, // Shared memory that was about to be unlinked.
  // The X server's compiled keyboard: another server of the same display number could not start beside one of another account.
  { folder: '/tmp', name: /^server-\d+\.xkm$/ },
  { folder: '/tmp', name: /^\.?org\.chromium\./ },
];

/** Removes what an account that nobody uses any more has left outside of its browser's folder. */
export async function removeLeftovers(uid: number): Promise<void> {
  for (const { folder, name } of PLACES) {
    for (const entry of await readdir(folder).catch(() => [])) {
      const path = join(folder, entry);
      if (name.test(entry) && (await lstat(path).catch(() => undefined))?.uid === uid) await rm(path, { recursive: true, force: true });
    }
  }
}
