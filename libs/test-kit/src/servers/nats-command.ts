import { findCommand } from './bound-process.ts';

/** `NATS_SERVER_BIN`, or the one that is installed. */
export const natsCommand = (): string => process.env['NATS_SERVER_BIN'] ?? findCommand('nats-server') ?? '/usr/sbin/nats-server';
