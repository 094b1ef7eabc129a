import { NATS_CONNECTION } from '@countersign/event-log/nest';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';
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

/** Whether everything answers: each check is a round trip of its own, made now. */
@Injectable()
export class Health {
  private stopping = false;

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

  async read(): Promise<HealthReport> {
    const [nats, postgres, readModel, sessionService, captureService] = await Promise.all([
      check(() => this.connection.flush()),
      check(() => this.sql.query('select 1')),
      check(() => this.readModelReport()),
      check(() => this.service('session.health')),
      check(() => this.service('capture.health')),
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
    if (state !== 'following' && state !== 'standby') throw new Error(`the read model is ${state}${error === null ? '' : `: ${error}`}`);
    if (lag > MAX_LAG_COMMITS) throw new Error(`the read model is ${lag} commits behind`);
    return report;
  }

  private async service(pattern: string): Promise<unknown> {
    const message = { data: {}, meta: { actor: 'service:gateway', correlationId: 'health' } };
    const reply = await firstValueFrom(this.client.send<{ ok?: boolean; result?: unknown }>(pattern, message).pipe(timeout(CHECK_TIMEOUT_MS)));
    if (!reply.ok) throw new Error('it answers that it is not well');
    return reply.result;
  }
}

async function check(look: () => Promise<unknown>): Promise<Check> {
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS);
    });
    const detail = await Promise.race([look(), late]);
    const roundTripMs = Math.round((performance.now() - startedAt) * 10) / 10;
    return { status: 'up', roundTripMs, ...(detail === undefined || Array.isArray(detail) ? {} : { detail }) };
  } catch (error) {
    return { status: 'down', roundTripMs: null, error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
