export { answerCommand, contextOf } from './answer-command.ts';
export type { CommandOutcome } from './answer-command.ts';
export { commitOfCommand } from './carried-out.ts';
export { ObservedCommands } from './observed-commands.ts';
export { EVENT_LOG, EventLogModule, NATS_CONNECTION } from './event-log.module.ts';
export type { EventLogModuleAsyncOptions, EventLogModuleOptions } from './event-log.module.ts';
export { withSignsOfLife } from './signs-of-life.ts';
