/** What the streams need of a logger; a pino logger is one. */
export interface StreamLogger {
  info(fields: Record<string, unknown>, text: string): void;
  warn(fields: Record<string, unknown>, text: string): void;
}
