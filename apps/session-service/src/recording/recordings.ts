import { join } from 'node:path';
import type { SessionEvent } from '@countersign/contracts';
import { aggregate, type Aggregate, type EventLog } from '@countersign/event-log';
import { contextOf, EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { SessionServiceConfig } from '../config.ts';
import type { RecordedSegment, SessionCommand } from '../session/domain/commands.ts';
import { sessionDecider } from '../session/domain/decide.ts';
import type { SessionState } from '../session/domain/session.ts';
import type { HostedSession } from '../session/hosted-session.ts';
import { HostedSessions, ownMeta } from '../session/hosted-sessions.ts';
import type { SessionObserver } from '../session/session-observer.ts';
import { CONFIG, LOGGER, RECORDING_STORE } from '../session/tokens.ts';
import { recordingLimits } from './recording-limits.ts';
import type { RecordingStore } from './recording-store.ts';
import { SegmentSaver } from './segment-saver.ts';
import { SessionRecorder } from './session-recorder.ts';

/** How long the end of a session waits for its last segment; what is later is saved behind its back. */
const LAST_SEGMENT_TIMEOUT_MS = 3_000;
const SOURCE = 'session-service';

/** Records the sessions that were started so, and brings what is recorded into the store and the log. */
@Injectable()
export class Recordings implements SessionObserver, OnApplicationBootstrap, OnModuleDestroy {
  readonly #config: SessionServiceConfig;
  /** Of its own: the end of a session waits here for its last segment, and must not be waited for in turn. */
  readonly #sessions: Aggregate<SessionCommand, SessionEvent, SessionState>;
  readonly #logger: Logger;
  readonly #saver: SegmentSaver;
  readonly #recorders = new Map<string, SessionRecorder>();

  constructor(
    @Inject(CONFIG) config: SessionServiceConfig,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(RECORDING_STORE) store: RecordingStore,
    hosted: HostedSessions,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#config = config;
    this.#logger = logger;
    this.#sessions = aggregate({ log, aggregate: 'session', source: SOURCE, decider: sessionDecider });
    this.#saver = new SegmentSaver({ folder: join(config.dataFolder, 'recordings'), store, record: (id, segment) => this.#record(id, segment), logger });
    hosted.observe(this);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#saver.sweep();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.#recorders.values()].map((recorder) => recorder.finish()));
    await this.#saver.stop();
  }

  started({ id, correlationId, state, pipes }: HostedSession): void {
    if (state.parameters?.recorded !== true || this.#recorders.has(id)) return;
    const recorder = new SessionRecorder({
      sessionId: id,
      rfbSocketPath: pipes.rfbSocketPath,
      folder: this.#saver.folder,
      limits: recordingLimits(this.#config.recordingBytes),
      onSegment: ({ name }) => this.#saver.save(name),
      onStopped: (reason) => {
        void this.#handle(id, { type: 'stop_recording', reason }, correlationId).catch((error: unknown) =>
          this.#logger.error({ sessionId: id, correlationId, err: error }, 'that a recording stopped could not be recorded'),
        );
      },
      logger: this.#logger,
    });
    this.#recorders.set(id, recorder);
  }

  async ended({ id, correlationId }: HostedSession): Promise<void> {
    const recorder = this.#recorders.get(id);
    if (!recorder) return;
    await recorder.finish();
    this.#recorders.delete(id);
    if (!(await this.#saver.saved(id, LAST_SEGMENT_TIMEOUT_MS))) this.#logger.warn({ sessionId: id, correlationId }, 'the last segment of a recording is not saved yet');
  }

  async #record(id: string, segment: RecordedSegment): Promise<boolean> {
    const handled = await this.#handle(id, { type: 'save_recording', segment });
    return handled.rejected === undefined;
  }

  async #handle(id: string, command: SessionCommand, correlationId?: string): Promise<Awaited<ReturnType<Aggregate<SessionCommand, SessionEvent, SessionState>['handle']>>> {
    const { parameters } = (await this.#sessions.load(id)).state;
    const handled = await this.#sessions.handle(id, command, contextOf(ownMeta(correlationId), parameters?.runId));
    for (const { type } of handled.rejected ? [] : handled.events) this.#logger.info({ sessionId: id, event: type }, 'session event');
    return handled;
  }
}
