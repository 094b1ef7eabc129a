import { NATS_CONNECTION } from '@countersign/event-log/nest';
import { shared } from '@countersign/telemetry/service';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';
import { Sql } from '../database/sql.ts';
import { COMMAND_CLIENT } from '../http/commands.ts';
import { ReadModelHealth } from '../projecting/read-model-health.ts';

/** A part that does not answer in this time is down. */
const CHECK_TIMEOUT_MS = 2_000;
/** A read model further behind than this answers with what is too old. */
const MAX_LAG_COMMITS = 10_000;

interface Check {
  readonly status: 'up' | 'down';
  readonly roundTripMs: number | null;
  readonly detail?: unknown;
  readonly error?: string;
}
export interface HealthReport {
  readonly status: 'ready' | 'degraded' | 'unavailable';
  readonly checks: Readonly<Record<'nats' | 'postgres' | 'readModel' | 'session-service' | 'capture-service', Check>>;
}

type Part = keyof HealthReport['checks'];
/** What anybody may be told. What else goes wrong is in the log only: addresses, names and statements are nobody's business. */
class Unwell extends Error {}

/** Whether everything answers: each check is a round trip of its own, made now; who asks meanwhile shares the answer. */
@Injectable()
export class Health {
  private readonly logger = new Logger(Health.name);
  /** What was down when it was last looked at: the log says it once, not with every question. */
  private readonly down = new Set<Part>();
  private stopping = false;
  readonly read = shared(() => this.ask());

  constructor(
    @Inject(NATS_CONNECTION) private readonly connection: NatsConnection,
    @Inject(COMMAND_CLIENT) private readonly client: ClientProxy,
    private readonly sql: Sql,
    private readonly readModel: ReadModelHealth,
  ) {}

  /** From here on nobody should send anything new. */
  stop(): void {
    this.stopping = true;
  }

  private async ask(): Promise<HealthReport> {
    const [nats, postgres, readModel, sessionService, captureService] = await Promise.all([
      this.check('nats', () => this.connection.flush()),
      this.check('postgres', () => this.sql.query('select 1')),
      this.check('readModel', () => this.readModelReport()),
      this.check('session-service', () => this.service('session.health')),
      this.check('capture-service', () => this.service('capture.health')),
    ]);
    const own = [nats, postgres, readModel].every(({ status }) => status === 'up') && !this.stopping;
    const others = [sessionService, captureService].every(({ status }) => status === 'up');
    return {
      status: !own ? 'unavailable' : others ? 'ready' : 'degraded',
      checks: { nats, postgres, readModel, 'session-service': sessionService, 'capture-service': captureService },
    };
  }

  private async readModelReport(): Promise<unknown> {
    const report = await this.readModel.read();
    const { state, lag, error } = report;
    if (state !== 'following' && state !== 'standby') throw new Unwell(`the read model is ${state}${error === null ? '' : ': the log of the gateway says why'}`);
    if (lag > MAX_LAG_COMMITS) throw new Unwell(`the read model is ${lag} commits behind`);
    return { ...report, error: error === null ? null : 'its last batch failed, and is tried again' };
  }

  private async service(pattern: string): Promise<unknown> {
    const message = { data: {}, meta: { actor: 'service:gateway', correlationId: 'health' } };
    const reply = await firstValueFrom(this.client.send<{ ok?: boolean; result?: unknown }>(pattern, message).pipe(timeout(CHECK_TIMEOUT_MS)));
    if (!reply.ok) throw new Unwell('it answers that it is not well');
    return reply.result;
  }

  private async check(part: Part, look: () => Promise<unknown>): Promise<Check> {
    const startedAt = performance.now();
    let timer: NodeJS.Timeout | undefined;
    try {
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Unwell(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
      });
      const detail = await Promise.race([look(), late]);
      const roundTripMs = Math.round((performance.now() - startedAt) * 10) / 10;
      if (this.down.delete(part)) this.logger.log({ msg: 'a part answers again', part });
      return { status: 'up', roundTripMs, ...(detail === undefined || Array.isArray(detail) ? {} : { detail }) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!this.down.has(part)) this.logger.warn({ msg: 'a part is down', part, reason });
      this.down.add(part);
      return { status: 'down', roundTripMs: null, error: error instanceof Unwell ? reason : 'it does not answer' };
    } finally {
      clearTimeout(timer);
    }
  }
}
