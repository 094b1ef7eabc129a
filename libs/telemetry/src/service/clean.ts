/**
 * What a log line may hold. Lines are written by people who know what is secret, and about texts that others chose:
 * this is the net beneath both. A name says that a value is secret; a shape says so where no name does.
 */
const SECRET_NAME = /authorization|cookie|secret|token|ticket|passw|pwd|credential|api_?key|private_?key|csrf|nonce|verifier|^(key|keys|code|jwt|signature)$/i;
/** What people wrote, and what is asked of them. */
const PERSONAL_NAME = /^(answers?|resume|evidence|instructions|note|e_?mail|phone|address|first_?name|last_?name|full_?name|body|payload|query|querystring|headers?|raw_?packet|params|parameters)$/i;
const REDACTED = '[redacted]';

const MOST_CHARACTERS = 4_000;
const MOST_MEMBERS = 50;
const MOST_DEPTH = 6;
const MOST_CAUSES = 5;

/** Every quantifier has an end, or a class that its neighbour does not share: no text makes these slow. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // Credentials in a URL, and what follows its path.
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#"'<>@]{1,300}@/gi, `$1${REDACTED}@`],
  [/([a-z0-9)\]_%~./-])[?#](?=[^\s"'<>]{0,200}=)[^\s"'<>]{1,2000}/gi, `$1?${REDACTED}`],
  [/\b(bearer|basic|digest)\s+[a-z0-9._~+/=-]{6,4000}/gi, `$1 ${REDACTED}`],
  // Our own kinds: API keys, webhook secrets, cookies. And tokens in the form of a JWT.
  [/\bcs_[\w-]{12}_[\w-]{20,60}/g, REDACTED],
  [/\bwhsec_[A-Za-z0-9+/=_-]{8,200}/g, REDACTED],
  [/(__Host-[\w-]{1,100})=[^\s;,"']{1,4000}/g, `$1=${REDACTED}`],
  [/\beyJ[\w-]{5,4000}\.[\w-]{2,4000}\.[\w-]{0,4000}/g, REDACTED],
  [/[\w.%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi, '[e-mail]'],
];
/** JSON escapes what is below a space; these would reach a terminal, or turn the order of what is read. */
const UNSEEN = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;

export function cleanText(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
  return SHAPES.reduce((cleaned, [shape, instead]) => cleaned.replace(shape, instead), short.replace(UNSEEN, '\ufffd'));
}

/** The members of a log line. Numbers, flags and null are let be under any name. */
export function cleanFields(fields: object): Record<string, unknown> {
  return clean(fields, 0, new Set()) as Record<string, unknown>;
}

function clean(value: unknown, depth: number, above: Set<object>): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return cleanError(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth === MOST_DEPTH || above.has(value)) return '[…]';
  above.add(value);
  const members = Array.isArray(value)
    ? value.slice(0, MOST_MEMBERS).map((member: unknown) => clean(member, depth + 1, above))
    : Object.fromEntries(Object.entries(value).slice(0, MOST_MEMBERS).map(([name, member]) => [cleanText(name), cleanMember(name, member, depth + 1, above)]));
  above.delete(value);
  return members;
}

function cleanMember(name: string, value: unknown, depth: number, above: Set<object>): unknown {
  const isPlain = value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean';
  return !isPlain && (SECRET_NAME.test(name) || PERSONAL_NAME.test(name)) ? REDACTED : clean(value, depth, above);
}

/** Only what every error has: drivers hang the statement, its parameters or the packet that they got onto theirs. */
export function cleanError(error: Error, depth = 0): Record<string, unknown> {
  const { name, stack, cause } = error;
  const { code } = error as { code?: unknown };
  const errors = error instanceof AggregateError ? error.errors.filter((each) => each instanceof Error).slice(0, MOST_CAUSES) : [];
  return {
    type: cleanText(name),
    message: messageOf(error),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: typeof code === 'string' ? cleanText(code) : code } : {}),
    // Its first lines are the message again.
    ...(stack === undefined ? {} : { stack: cleanText(stack.split('\n').filter((line) => /^\s{1,8}at /.test(line)).join('\n')) }),
    ...(depth < MOST_CAUSES && cause instanceof Error ? { cause: cleanError(cause, depth + 1) } : {}),
    ...(depth < MOST_CAUSES && errors.length > 0 ? { errors: errors.map((each: Error) => cleanError(each, depth + 1)) } : {}),
  };
}

/** Parsers and databases quote what they could not take, and that is what a caller sent. */
export function messageOf(error: Error): string {
  return cleanText(quotesInput(error) ? withoutQuoted(error.message) : error.message);
}

function quotesInput(error: Error): boolean {
  return error instanceof SyntaxError || error instanceof URIError || 'severity' in error || 'sqlMessage' in error || /(Database|Driver|Constraint|Query)\w{0,40}(Error|Exception)$|Exception$/.test(error.name);
}

/** Of a statement that was put before the fault only the fault is kept. */
function withoutQuoted(message: string): string {
  const isStatement = /^\s*(insert|update|delete|select|with)\b/i.test(message);
  const fault = isStatement ? message.slice(message.lastIndexOf(' - ') + 1).replace(/^- /, '') : message;
  return fault.replace(/"[^"\n]{1,2000}"|'[^'\n]{1,2000}'|\([^()\n]{1,2000}\)=\([^()\n]{1,2000}\)/g, '"…"');
}
