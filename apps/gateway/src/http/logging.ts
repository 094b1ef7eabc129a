import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Never in a log, whoever passes it on by mistake. */
const SECRETS = ['authorization', 'cookie', 'secret', 'token', 'ticket', 'password', 'cookieSecret', 'key'];

export function jsonLogger(level: string): Logger {
  return pino({
    level,
    base: { service: 'gateway' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
  });
}

/** Nest tells of every route and module at start. */
const TALKATIVE: ReadonlySet<unknown> = new Set(['RouterExplorer', 'RoutesResolver', 'InstanceLoader']);

/** Nest's own log lines and those of its `Logger`, in the same form. The first parameter is a text or an object of fields. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...parameters: unknown[]): void {
    this.write(TALKATIVE.has(parameters.at(-1)) ? 'debug' : 'info', message, parameters);
  }
  error(message: unknown, ...parameters: unknown[]): void {
    this.write('error', message, parameters);
  }
  warn(message: unknown, ...parameters: unknown[]): void {
    this.write('warn', message, parameters);
  }
  debug(message: unknown, ...parameters: unknown[]): void {
    this.write('debug', message, parameters);
  }
  verbose(message: unknown, ...parameters: unknown[]): void {
    this.write('trace', message, parameters);
  }
  fatal(message: unknown, ...parameters: unknown[]): void {
    this.write('fatal', message, parameters);
  }

  /** Nest puts the name of the logger last; before it stands a stack, or the text that belongs to an object. */
  private write(level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', message: unknown, parameters: unknown[]): void {
    const context = parameters.at(-1);
    const rest = parameters.slice(0, -1).filter((parameter) => parameter !== undefined);
    const fields = { context, ...(rest.length > 0 && typeof message === 'string' ? { detail: rest } : {}) };
    if (message instanceof Error) this.logger[level]({ ...fields, error: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.logger[level]({ ...fields, ...message }, typeof rest[0] === 'string' ? rest[0] : undefined);
    else this.logger[level](fields, String(message));
  }
}
