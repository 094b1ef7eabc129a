/** One command of a client. Members besides these four are dropped. */
export interface ClientCommand {
  readonly id: number;
  readonly method: string;
  readonly params: Record<string, unknown> | undefined;
  readonly sessionId: string | undefined;
}

export interface CdpError {
  readonly code: number;
  readonly message: string;
  /** What a program can tell the refusals of this door by: its `code` is a name. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Error codes as Chromium itself uses them. */
export const cdpErrorCodes = { parse: -32700, invalidRequest: -32600, methodNotFound: -32601, server: -32000, sessionNotFound: -32001 } as const;

export type ReadCommand = { readonly command: ClientCommand } | { readonly id: number | undefined; readonly error: CdpError };

/**
 * The command is parsed and later written anew: what is checked is then exactly what the browser gets, also when a text
 * names a member twice.
 */
export function readClientCommand(text: string): ReadCommand {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refused(undefined, cdpErrorCodes.parse, 'Message must be a valid JSON');
  }
  if (!isObject(parsed)) return refused(undefined, cdpErrorCodes.invalidRequest, 'Message must be an object');
  const { id, method, params, sessionId } = parsed;
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) {
    return refused(undefined, cdpErrorCodes.invalidRequest, "Message must have integer 'id' property");
  }
  if (typeof method !== 'string') return refused(id, cdpErrorCodes.invalidRequest, "Message must have string 'method' property");
  if (params !== undefined && !isObject(params)) return refused(id, cdpErrorCodes.invalidRequest, "Message may have object 'params' property");
  if (sessionId !== undefined && typeof sessionId !== 'string') {
    return refused(id, cdpErrorCodes.invalidRequest, "Message may have string 'sessionId' property");
  }
  return { command: { id, method, params, sessionId: sessionId === '' ? undefined : sessionId } };
}

/** The JSON text of a command for the browser; null when it is nested more deeply than the stack allows. */
export function writeCommand(id: number, method: string, params: Readonly<Record<string, unknown>> | undefined, sessionId: string | undefined): string | null {
  try {
    return JSON.stringify({ id, method, params, sessionId });
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(id: number | undefined, code: number, message: string): ReadCommand {
  return { id, error: { code, message } };
}
