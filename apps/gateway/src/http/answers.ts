import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { etagOf } from './if-match.ts';

interface Versioned {
  readonly version: number;
}
export interface Settled {
  /** Stream sequence after which the read model shows the outcome; 0: nothing was appended. */
  readonly position: number;
}
/** The command was carried out, but the read model does not show it yet. */
export interface Pending {
  readonly position: number;
}

/** Answers to commands: they carry the position, and wait until the read model has it. */
@Injectable()
export class Answers {
  constructor(
    private readonly waiter: ReadModelWaiter,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Whether the read model has the outcome within the configured time. */
  async settle(reply: FastifyReply, { position }: Settled): Promise<boolean> {
    if (position === 0) return true;
    void reply.header('countersign-position', String(position));
    return this.waiter.waitFor(position, this.config.readYourWritesTimeoutMs);
  }

  /**
   * The view after a command, with its ETag. With a `location` the command made it, now or at an earlier try: 201. 202 with
   * the position when the read model is behind.
   */
  async view<View extends Versioned>(reply: FastifyReply, settled: Settled, read: () => Promise<View | undefined>, location?: string): Promise<View | Pending> {
    const caughtUp = await this.settle(reply, settled);
    const view = await read();
    void reply.status(!caughtUp || view === undefined ? 202 : location === undefined ? 200 : 201);
    if (location !== undefined) void reply.header('location', location);
    if (!caughtUp || view === undefined) return { position: settled.position };
    void reply.header('etag', etagOf(view.version));
    return view;
  }
}
