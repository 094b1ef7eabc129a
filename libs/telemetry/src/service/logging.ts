import { pino, type DestinationStream, type Logger } from 'pino';
import { cleanError, cleanFields, cleanText, messageOf } from './clean.ts';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** One JSON object a line on standard output, without secrets or personal data, whoever passes them on by mistake. */
export function jsonLogger(service: string, level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (value: unknown) => value },
    formatters: { level: (label: string) => ({ level: label }), log: cleanFields, bindings: cleanFields },
    hooks: {
      /** What is said in words goes past the formatters. */
      logMethod(this: Logger, given: Parameters<Logger['info']>, method: (...parameters: unknown[]) => void): void {
        const [first, ...rest] = given as unknown[];
        const words = rest.map((part) => (typeof part === 'string' ? cleanText(part) : part instanceof Error ? cleanError(part) : part));
        if (first instanceof Error) method.apply(this, [{ err: first }, ...(words.length > 0 ? words : [messageOf(first)])]);
        else method.apply(this, [typeof first === 'string' ? cleanText(first) : first, ...words]);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Nest tells of every route and module at start. */
const TALKATIVE: ReadonlySet<unknown> = new Set(['RouterExplorer', 'RoutesResolver', 'InstanceLoader']);

/** Nest's own log lines and those of its `Logger`, in the same form. The first parameter is a text or an object of fields. */
export class NestLogger {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown, ...parameters: unknown[]): void {
    this.#write(TALKATIVE.has(parameters.at(-1)) ? 'debug' : 'info', message, parameters);
  }
  error(message: unknown, ...parameters: unknown[]): void {
    this.#write('error', message, parameters);
  }
  warn(message: unknown, ...parameters: unknown[]): void {
    this.#write('warn', message, parameters);
  }
  debug(message: unknown, ...parameters: unknown[]): void {
    this.#write('debug', message, parameters);
  }
  verbose(message: unknown, ...parameters: unknown[]): void {
    this.#write('trace', message, parameters);
  }
  fatal(message: unknown, ...parameters: unknown[]): void {
    this.#write('fatal', message, parameters);
  }

  /** Nest puts the name of the logger last; before it stands a stack, or the text that belongs to an object. */
  #write(level: Level, message: unknown, parameters: unknown[]): void {
    const context = parameters.at(-1);
    const rest = parameters.slice(0, -1).filter((parameter) => parameter !== undefined);
    const fields = { context, ...(rest.length > 0 && typeof message === 'string' ? { detail: rest } : {}) };
    if (message instanceof Error) this.#logger[level]({ ...fields, err: message }, messageOf(message));
    else if (typeof message === 'object' && message !== null) this.#logger[level]({ ...fields, ...message }, typeof rest[0] === 'string' ? rest[0] : undefined);
    else this.#logger[level](fields, String(message));
  }
}
