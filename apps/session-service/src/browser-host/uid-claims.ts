import { randomBytes, randomInt } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processOf, runningProcesses } from './processes.ts';

/** Who uses a uid: one browser folder of one service process. */
interface Claim {
  readonly pid: number;
  readonly startedAtTicks: number;
  readonly folder: string;
}

/** Claims are for the whole machine and until it restarts: several services may share one range of uids. */
const CLAIMS_FOLDER = '/run/countersign/uids';

async function readClaim(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function ownerRuns(text: string): boolean {
  const { pid, startedAtTicks } = JSON.parse(text) as Claim;
  return processOf(pid)?.startedAtTicks === startedAtTicks;
}

/** Takes away a claim only if it still is the one that was read: another process may have taken it over in between. */
async function discard(path: string, text: string): Promise<boolean> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  if (!(await rename(path, aside).then(() => true, () => false))) return false;
  const same = (await readClaim(aside)) === text;
  if (!same) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return same;
}

/** Hands out uids of `base … base+count-1`, each to one browser at a time. Needs root. */
export class UidClaims {
  readonly #base: number;
  readonly #count: number;
  readonly #folder: string;

  constructor(base: number, count: number, claimsFolder = CLAIMS_FOLDER) {
    this.#base = base;
    this.#count = count;
    this.#folder = claimsFolder;
  }

  /** A uid under which nothing runs and that no account has. @throws when the range is used up. */
  async claim(browserFolder: string): Promise<number> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const accounts = new Set([...(await readFile('/etc/passwd', 'utf8')).matchAll(/^[^:]*:[^:]*:(\d+):/gm)].map((match) => Number(match[1])));
    const running = new Set(runningProcesses().map(({ uid }) => uid));
    const own = processOf(process.pid);
    const text = JSON.stringify({ pid: process.pid, startedAtTicks: own?.startedAtTicks ?? 0, folder: browserFolder } satisfies Claim);
    const offset = randomInt(this.#count);
    for (let index = 0; index < this.#count; index++) {
      const uid = this.#base + ((offset + index) % this.#count);
      if (!accounts.has(uid) && !running.has(uid) && (await this.#take(uid, text))) return uid;
    }
    throw new Error(`none of the uids ${this.#base} to ${this.#base + this.#count - 1} is free`);
  }

  async release(uid: number): Promise<void> {
    await rm(join(this.#folder, String(uid)), { force: true });
  }

  /** True while the uid is claimed for this very folder, by whichever process. */
  async isClaimedFor(uid: number, browserFolder: string): Promise<boolean> {
    const text = await readClaim(join(this.#folder, String(uid)));
    return text !== undefined && (JSON.parse(text) as Claim).folder === browserFolder;
  }

  async #take(uid: number, text: string): Promise<boolean> {
    const path = join(this.#folder, String(uid));
    const before = await readClaim(path);
    if (before !== undefined && (ownerRuns(before) || !(await discard(path, before)))) return false;
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, text, { mode: 0o600 });
    // A link is made whole or not at all, so nobody reads half a claim.
    const taken = await link(draft, path).then(() => true, () => false);
    await rm(draft, { force: true });
    return taken;
  }
}
