import { appendFileSync, existsSync, readFileSync } from 'node:fs';

export interface ReceivedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}
export interface ReceivedApplication {
  readonly id: number;
  readonly job: string;
  readonly receivedAt: string;
  /** Every value in the order it came; a name that came twice has both values. */
  readonly fields: Record<string, string[]>;
  readonly files: Record<string, ReceivedFile>;
}

/** What the board received; kept in a file of JSON lines when one is named. */
export class Received {
  readonly #applications: ReceivedApplication[] = [];
  readonly #path: string | undefined;

  constructor(path?: string) {
    this.#path = path;
    if (path && existsSync(path)) {
      for (const line of readFileSync(path, 'utf8').split('\n')) if (line) this.#applications.push(JSON.parse(line) as ReceivedApplication);
    }
  }

  add(application: Omit<ReceivedApplication, 'id' | 'receivedAt'>): ReceivedApplication {
    const stored = { id: this.#applications.length + 1, receivedAt: new Date().toISOString(), ...application };
    if (this.#path) appendFileSync(this.#path, `${JSON.stringify(stored)}\n`);
    this.#applications.push(stored);
    return stored;
  }

  all(): readonly ReceivedApplication[] {
    return this.#applications;
  }
}
