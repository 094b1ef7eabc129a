import { randomBytes, randomInt } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { removeBrowserFolder } from './browser-folder.ts';
import { removeLeftovers } from './leftovers.ts';
import { killUntilNone, processOf, runningProcesses } from './processes.ts';

/** Who uses a uid: one browser folder of one service process. */
interface Claim {
  readonly pid: number;
  readonly startedAtTicks: number;
  readonly folder: string;
}

/** Claims are for the whole machine and until it restarts: several services may share one range of uids. */
const CLAIMS_FOLDER = '/run/countersign/uids';

/** Much longer than it takes to make a claim of it. */
const DRAFT_LIFE_MS = 10_000;

async function readClaim(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function ownerRuns(text: string): boolean {
  const { pid, startedAtTicks } = JSON.parse(text) as Claim;
  return processOf(pid)?.startedAtTicks === startedAtTicks;
}

function ownClaim(folder: string): string {
  return JSON.stringify({ pid: process.pid, startedAtTicks: processOf(process.pid)?.startedAtTicks ?? 0, folder } satisfies Claim);
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
    const text = ownClaim(browserFolder);
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

  /**
   * Takes back what services that have ended had claimed, on the whole machine: their browsers ended with them. Each uid is
   * ours meanwhile, so that nobody starts a browser under it.
   */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (!/^\d+$/.test(name)) await this.#removeDraft(name);
      else if (await this.#take(Number(name), ownClaim(''))) await this.release(Number(name));
    }
  }

  /** Of a claim that was being made, or taken away, when its process was killed. */
  async #removeDraft(name: string): Promise<void> {
    const path = join(this.#folder, name);
    const changedMs = (await stat(path).catch(() => undefined))?.mtimeMs;
    if (changedMs !== undefined && Date.now() - changedMs > DRAFT_LIFE_MS) await rm(path, { force: true });
  }

  /** Nothing of the browser that had the uid before is there for the one that gets it next. */
  async #clear(uid: number, before: string): Promise<void> {
    await killUntilNone(() => runningProcesses().filter((running) => running.uid === uid));
    const { folder } = JSON.parse(before) as Claim;
    if (folder !== '') await removeBrowserFolder(folder);
    await removeLeftovers(uid);
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
    if (taken && before !== undefined) await this.#clear(uid, before);
    return taken;
  }
}
