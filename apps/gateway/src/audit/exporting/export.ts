import { createHash, type Hash } from 'node:crypto';
import type { ExportFormat, ExportManifestView } from '@countersign/contracts';
import type { EventFilter } from '../event-filter.ts';
import type { RecordedEvent } from '../recorded-event.ts';
import { CSV_HEADER, csvLine } from './csv.ts';
import { ndjsonLine } from './ndjson.ts';
import { ocsfLine } from './ocsf.ts';

interface Formatter {
  readonly mediaType: string;
  /** Of a file's name. */
  readonly extension: string;
  readonly header: string;
  line(recorded: RecordedEvent): string;
}

export const EXPORT_FORMATTERS: Readonly<Record<ExportFormat, Formatter>> = {
  ndjson: { mediaType: 'application/x-ndjson', extension: 'ndjson', header: '', line: ndjsonLine },
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', extension: 'csv', header: CSV_HEADER, line: csvLine },
  ocsf: { mediaType: 'application/x-ndjson', extension: 'ocsf.ndjson', header: '', line: ocsfLine },
};

/** The bytes of an export, and what is to be said of them. The same events give the same bytes. */
export class Export {
  readonly #format: ExportFormat;
  readonly #hash: Hash = createHash('sha256');
  #sizeBytes = 0;
  #count = 0;
  #first: number | null = null;
  #last: number | null = null;

  constructor(format: ExportFormat) {
    this.#format = format;
  }

  /** What comes before all events; may be empty. */
  header(): string {
    return this.#take(EXPORT_FORMATTERS[this.#format].header);
  }

  line(recorded: RecordedEvent): string {
    this.#count += 1;
    this.#first ??= recorded.position;
    this.#last = recorded.position;
    return this.#take(EXPORT_FORMATTERS[this.#format].line(recorded));
  }

  /** Of what was taken so far. Asked once. */
  manifest(filter: EventFilter, position: number): ExportManifestView {
    return {
      format: this.#format, filter, position, count: this.#count, firstPosition: this.#first, lastPosition: this.#last, sizeBytes: this.#sizeBytes, sha256: this.#hash.digest('hex'), signature: null,
    };
  }

  #take(text: string): string {
    this.#hash.update(text);
    this.#sizeBytes += Buffer.byteLength(text);
    return text;
  }
}
