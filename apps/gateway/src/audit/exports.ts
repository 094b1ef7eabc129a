import { Readable } from 'node:stream';
import type { CommandMeta, ExportFormat, ExportManifestView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem.ts';
import { AuditQueries } from './audit.queries.ts';
import { AuditReadings } from './audit-readings.ts';
import type { EventFilter, PlacedFilter } from './event-filter.ts';
import { Export } from './exporting/export.ts';
import { Places } from './places.ts';

/** Exports and manifests that one gateway makes at once. */
const MAX_EXPORTS = 4;
/** One whose reader takes nothing for this long is ended: others wait. */
const STALLED_AFTER_MS = 60_000;

export interface StartedExport {
  readonly stream: Readable;
  /** The log was read up to and with this position: the same filter with `to` set to it gives the same bytes. */
  readonly position: number;
  readonly count: number;
}

/** Events as files. Whatever is given out was recorded as read before. */
@Injectable()
export class Exports {
  #underWay = 0;

  constructor(
    private readonly audit: AuditQueries,
    private readonly places: Places,
    private readonly readings: AuditReadings,
  ) {}

  /** @throws ProblemError export_limit_reached, place_in_future, service_unavailable */
  async start(format: ExportFormat, filter: EventFilter, meta: CommandMeta, stalledAfterMs = STALLED_AFTER_MS): Promise<StartedExport> {
    const release = this.#take();
    try {
      const placed = await this.places.placed(filter);
      const extent = await this.audit.extent(placed);
      await this.readings.record({ kind: 'export', filter, format, ...extent }, meta);
      const stream = endedWhenStalled(this.#texts(new Export(format), placed), stalledAfterMs);
      stream.once('close', release);
      return { stream, position: placed.to, count: extent.count };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Of the file that an export with this filter is, once its end is fixed. @throws ProblemError as {@link start} */
  async manifest(format: ExportFormat, filter: EventFilter, meta: CommandMeta): Promise<ExportManifestView> {
    const release = this.#take();
    try {
      const placed = await this.places.placed(filter);
      const file = new Export(format);
      for await (const _ of this.#texts(file, placed));
      const manifest = file.manifest({ ...filter, to: filter.to ?? placed.to }, placed.to);
      const { count, firstPosition, lastPosition, sha256 } = manifest;
      await this.readings.record({ kind: 'manifest', filter: manifest.filter, format, count, firstPosition, lastPosition, sha256 }, meta);
      return manifest;
    } finally {
      release();
    }
  }

  async *#texts(file: Export, filter: PlacedFilter): AsyncGenerator<string, void, undefined> {
    const header = file.header();
    if (header !== '') yield header;
    for await (const events of this.audit.stream(filter)) yield events.map((recorded) => file.line(recorded)).join('');
  }

  /** @returns how to let another go; once. */
  #take(): () => void {
    if (this.#underWay >= MAX_EXPORTS) throw new ProblemError('export_limit_reached');
    this.#underWay += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.#underWay -= 1;
      isHeld = false;
    };
  }
}

/** A reader that takes something asks for more. */
function endedWhenStalled(texts: AsyncIterable<string>, afterMs: number): Readable {
  const stream = Readable.from(watched(), { highWaterMark: 1 });
  const timer = setTimeout(() => stream.destroy(new Error('nobody reads the export')), afterMs);
  stream.once('close', () => clearTimeout(timer));
  return stream;

  async function* watched() {
    for await (const text of texts) {
      timer.refresh();
      yield text;
    }
  }
}
