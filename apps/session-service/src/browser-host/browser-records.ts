import { mkdirSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What must be known about a browser to remove it without the process that started it. */
export interface BrowserRecord {
  readonly browserId: string;
  /** null: it ran under the service's own uid. */
  readonly uid: number | null;
  readonly folder: string;
}

/** One small file for each browser, written before the browser starts and removed after nothing is left of it. */
export class BrowserRecords {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  async add(record: BrowserRecord): Promise<void> {
    const draft = join(this.#folder, `.${record.browserId}`);
    await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
    await rename(draft, this.#path(record.browserId));
  }

  async remove(browserId: string): Promise<void> {
    await rm(this.#path(browserId), { force: true });
  }

  async all(): Promise<BrowserRecord[]> {
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(this.#folder, name), 'utf8')) as BrowserRecord));
  }

  #path(browserId: string): string {
    return join(this.#folder, `${browserId}.json`);
  }
}
