import { readFileSync } from 'node:fs';
import type { Violation } from '@countersign/contracts';
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';

/** A commit is one message, and a server takes messages of 1 MiB: this leaves room for the envelope, preferences and documents. */
export const MAX_RESUME_BYTES = 900_000;
export const MAX_RESUME_DEPTH = 32;
const MAX_VIOLATIONS = 20;

const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
(addFormats as unknown as typeof addFormats.default)(ajv, ['email', 'uri']);
const fits = ajv.compile(JSON.parse(readFileSync(new URL('./json-resume.schema.json', import.meta.url), 'utf8')) as object);

/**
 * What makes a value no JSON Resume we can work with; empty when it is one. The published schema decides, with three
 * differences, because real resumes (and the project's own sample) need them and a wrong guess would cost more than a refusal:
 * an empty string stands for "not given" wherever a date, address or e-mail is asked for; a `url` need not have a scheme
 * (`example.com/me`); and `basics.name` must be there, since the schema itself accepts any object at all.
 * Dates stay strict: years of experience are computed from them.
 */
export function resumeViolations(resume: unknown): Violation[] {
  const unsafe = unsafeJson(resume, '', 0);
  if (unsafe) return [unsafe];
  const sizeBytes = Buffer.byteLength(JSON.stringify(resume));
  if (sizeBytes > MAX_RESUME_BYTES) return [{ path: '', message: `The resume has ${sizeBytes} bytes; at most ${MAX_RESUME_BYTES} are taken.` }];
  const found: Violation[] = fits(resume) ? [] : (fits.errors ?? []).filter((error) => !isForgiven(error)).map(violationOf);
  const name = (resume as { basics?: { name?: unknown } } | null)?.basics?.name;
  if (typeof name !== 'string' || name.trim() === '') {
    found.push({ path: '/basics/name', message: 'A JSON Resume names its person in basics.name.' });
  }
  return found.slice(0, MAX_VIOLATIONS);
}

function isForgiven(error: ErrorObject): boolean {
  if (error.keyword !== 'format' && error.keyword !== 'pattern') return false;
  if (error.data === '') return true;
  return error.keyword === 'format' && error.params['format'] === 'uri' && typeof error.data === 'string' && /^[^\s<>"]+$/.test(error.data);
}

function violationOf(error: ErrorObject): Violation {
  const isDate = error.keyword === 'pattern' && error.schemaPath.includes('iso8601');
  return { path: error.instancePath, message: isDate ? 'must be a date as YYYY, YYYY-MM or YYYY-MM-DD' : (error.message ?? error.keyword) };
}

function unsafeJson(value: unknown, path: string, depth: number): Violation | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= MAX_RESUME_DEPTH) return { path, message: `must not be nested deeper than ${MAX_RESUME_DEPTH}` };
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') return { path: `${path}/__proto__`, message: 'is not allowed' };
    const found = unsafeJson(member, `${path}/${key}`, depth + 1);
    if (found) return found;
  }
  return undefined;
}
