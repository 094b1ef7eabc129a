import type { RecordingStoppedReason, RecordingView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { isUuid } from '../database/page.ts';
import { instant, Sql } from '../database/sql.ts';

/** What the log says of a segment; whether it is still kept is the store's to say. */
export interface SavedSegment {
  readonly index: number;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly from: string;
  readonly to: string;
}
export interface SavedRecording {
  readonly segments: readonly SavedSegment[];
  readonly stopped: RecordingView['stopped'];
}

const SAVED = 'countersign.session.recording_saved.v1';
const STOPPED = 'countersign.session.recording_stopped.v1';
/** Far more than a session of a day has. */
const MAX_SEGMENTS = 100_000;

/** Reads recordings from the events that the read model has: there is no table of them besides. */
@Injectable()
export class RecordingQueries {
  constructor(private readonly sql: Sql) {}

  /** By index. */
  async list(sessionId: string): Promise<SavedRecording> {
    const rows = await this.sql.query<{ type: string; time: string; data: unknown }>(
      `select type, time, data from read_model.audit_events
       where aggregate = 'session' and aggregate_id = $1 and type in ($2, $3) order by position, index limit $4`,
      [sessionId, SAVED, STOPPED, MAX_SEGMENTS],
    );
    const stopped = rows.find(({ type }) => type === STOPPED);
    return {
      segments: rows.filter(({ type }) => type === SAVED).map(({ data }) => data as SavedSegment).sort((a, b) => a.index - b.index),
      stopped: stopped ? { reason: (stopped.data as { reason: RecordingStoppedReason }).reason, at: instant(stopped.time) } : null,
    };
  }

  async segment(sessionId: string, index: number): Promise<SavedSegment | undefined> {
    if (!isUuid(sessionId)) return undefined;
    const [row] = await this.sql.query<{ data: unknown }>(
      `select data from read_model.audit_events
       where aggregate = 'session' and aggregate_id = $1 and type = $2 and (data ->> 'index')::integer = $3 limit 1`,
      [sessionId, SAVED, index],
    );
    return row?.data as SavedSegment | undefined;
  }
}
