import { NATS_CONNECTION } from '@countersign/event-log/nest';
import type { NatsConnection } from '@nats-io/transport-node';
import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { Answers } from './answers.ts';
import { COMMAND_CLIENT, Commands } from './commands.ts';
import { Holder } from './idempotency/holder.ts';
import { Idempotency } from './idempotency/idempotency.ts';
import { MinPosition } from './min-position.ts';
import { PageLinks } from './page-links.ts';
import { ProblemFilter } from './problem.filter.ts';
import { SharedNatsClient } from './shared-nats-client.ts';
import { requestValidation } from './validation.ts';

/** What every controller works with. */
@Global()
@Module({
  providers: [
    { provide: COMMAND_CLIENT, inject: [NATS_CONNECTION], useFactory: (connection: NatsConnection) => new SharedNatsClient(connection) },
    { provide: APP_PIPE, useFactory: requestValidation },
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_INTERCEPTOR, useClass: PageLinks },
    Commands,
    Answers,
    Holder,
    Idempotency,
    MinPosition,
  ],
  exports: [COMMAND_CLIENT, Commands, Answers, Idempotency, MinPosition],
})
export class HttpModule {}
