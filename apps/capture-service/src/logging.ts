import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** One JSON object a line on standard output. */
export function createLogger(level: string): Logger {
  return pino({ level, base: { service: 'capture-service' }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Nest's own messages, in the same form: its last argument is the part of Nest that speaks. */
export function nestLogger(logger: Logger): LoggerService {
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...more: unknown[]): void => {
      const context = more.at(-1);
      const stack = more.length > 1 ? more[0] : undefined;
      const fields = typeof message === 'object' && message !== null ? message : {};
      const text = typeof message === 'string' ? message : undefined;
      logger[level]({ ...fields, ...(context === undefined ? {} : { context }), ...(stack === undefined ? {} : { stack }) }, text);
    };
  return { verbose: at('debug'), debug: at('debug'), log: at('debug'), warn: at('warn'), error: at('error'), fatal: at('fatal') };
}
