import { AnswerCheck, type ApiDescription } from '@countersign/test-kit';
import { randomOf } from '../faults/random.ts';
import { Requests, type Api, type FuzzRequest } from './requests.ts';
import { NoAnswer, Sender, type Answer } from './send.ts';
import { State } from './state.ts';
import { Stock } from './stock.ts';
import type { World } from './world.ts';

export const BATCH = 40;
/** Requests at once. */
const ABREAST = 6;
const DEADLINE_MS = 20_000;
/** What there is for requests to be about is made anew after so many batches. */
const REFILL_EVERY = 8;
/** Until then caches fill and code is compiled; from here on memory is to stay as it is. */
const WARM_UP = 0.25;
const MEMORY_EVERY = 5;
export const MAX_GROWTH_BYTES = 64 * 1024 * 1024;
/** Where a run is too short to say anything of memory. */
const MEMORY_COUNTS_FROM = 5_000;
const MAX_TOLD = 40;

export interface FuzzReport {
  readonly seed: number;
  readonly requests: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Refusals that were followed by a comparison of the gateway's tables in which nothing else could have changed them. */
  readonly refusals: number;
  readonly comparedAlone: number;
  readonly slowestMs: number;
  readonly memory: { readonly warmBytes: number; readonly endBytes: number };
  readonly violations: readonly string[];
  /** Documented and answered, by operation: `<status> <code>`. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>>;
}
interface Answered {
  readonly request: FuzzRequest;
  readonly answer: Answer;
}

/** Sends requests that the seed decides, in batches, and holds after each what must hold. */
export async function fuzz(world: World, seed: number, requests: number, onProgress: (sent: number, violations: number) => void = () => undefined): Promise<FuzzReport> {
  const startedAt = performance.now();
  const api = (await (await fetch(`${world.url}/openapi.json`)).json()) as Api & ApiDescription;
  const run = new FuzzRun(world, new Requests(api), new AnswerCheck(api), await State.of(world), new Sender(world.url, world.keys, DEADLINE_MS));
  try {
    await run.send(seed, requests, onProgress);
    return { seed, requests, seconds: (performance.now() - startedAt) / 1000, ...run.report() };
  } finally {
    await run.close();
  }
}

class FuzzRun {
  /** By what is wrong in short: the first example of it. */
  readonly #violations = new Map<string, { example: string; count: number }>();
  readonly #statuses: Record<string, number> = {};
  readonly #seen = new Map<string, Set<string>>();
  /** Status of the answer by the id of the request that events name. */
  readonly #answered = new Map<string, { status: number; what: string }>();
  readonly #memory: number[] = [];
  #digest = '';
  #refusals = 0;
  #comparedAlone = 0;
  #slowestMs = 0;
  #memoryCounts = false;

  constructor(
    private readonly world: World,
    private readonly requests: Requests,
    private readonly check: AnswerCheck,
    private readonly state: State,
    private readonly sender: Sender,
  ) {}

  async send(seed: number, count: number, onProgress: (sent: number, violations: number) => void): Promise<void> {
    const random = randomOf(seed);
    const stock = new Stock(this.world);
    let batches = 0;
    let batch: FuzzRequest[] = [];
    this.#memoryCounts = count >= MEMORY_COUNTS_FROM;
    for (let made = 0; made < count; made++) {
      if (made % (BATCH * REFILL_EVERY) === 0) {
        await stock.fill();
        await stock.findDeliveries();
        this.#digest = await this.state.digest();
      }
      const request = this.requests.next(random, stock.known);
      // What may change the gateway's tables goes by itself, so that each refusal can be told from what is carried out.
      if (request.changesGateway) await this.#batch([request], made);
      else batch.push(request);
      if (batch.length >= BATCH || made === count - 1) {
        await this.#batch(batch, made);
        batch = [];
        if (++batches % MEMORY_EVERY === 0 && made > count * WARM_UP) this.#memory.push(this.world.gatewayBytes);
        onProgress(made + 1, this.#violations.size);
      }
    }
  }

  async #batch(batch: readonly FuzzRequest[], first: number): Promise<void> {
    const answered: Answered[] = [];
    const waiting = batch.map((request, index) => ({ request, id: `fuzz-${first}-${index}` }));
    await Promise.all(Array.from({ length: ABREAST }, async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const request = next.request.headers['x-request-id'] === undefined ? { ...next.request, headers: { ...next.request.headers, 'x-request-id': next.id } } : next.request;
        const answer = await this.sender.send(request).catch((error: unknown) => error as NoAnswer);
        if (answer instanceof Error) this.#violated(`an answer in time: ${request.operationId}`, answer.message);
        else answered.push({ request, answer });
      }
    }));
    const ended = new Set(answered.filter(({ request: { path }, answer: { status } }) => status === 200 && path.includes('/terminate')).map(({ request }) => sessionIn(request.path)));
    for (const each of answered) this.#judge(each, ended);
    await this.#nothingChangedByRefusals(answered);
    for (const crash of this.world.crashes) this.#violated('no service ends', crash);
  }

  /** `ended`: the sessions that were ended at the same time. */
  #judge({ request, answer }: Answered, ended: ReadonlySet<string | undefined>): void {
    const { status, headers, body } = answer;
    this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
    this.#slowestMs = Math.max(this.#slowestMs, answer.milliseconds);
    const what = describeRequest(request);
    const code = status >= 400 ? codeOf(body) : '';
    this.#seen.set(request.operationId, (this.#seen.get(request.operationId) ?? new Set()).add(`${status} ${code}`.trim()));
    // Every service runs: 503 would say that one is away. Only the browser of a session may be gone, that somebody else ended meanwhile.
    const isGone = status === 503 && ended.has(sessionIn(request.path)) && /of (?:the|this) session/.test(body);
    if (status >= 500 && !isGone) this.#violated(`no 5xx: ${request.operationId} ${status} ${code}`, `${what}: ${body.slice(0, 300)}`);
    const isStream = headers.get('content-type')?.startsWith('text/event-stream');
    if (!isStream) for (const problem of this.check.problemsOf({ method: request.method, path: request.path, status, headers, body })) this.#violated(`every answer is described: ${request.operationId} ${status} ${code}`, `${problem} · ${what}`);
    const id = headers.get('x-request-id');
    if (id !== null && /^[\x21-\x7e]+$/.test(id)) this.#answered.set(id, { status, what });
  }

  async #nothingChangedByRefusals(answered: readonly Answered[]): Promise<void> {
    await this.state.seen();
    for (const id of this.state.caused.keys()) {
      const cause = this.#answered.get(id);
      if (cause && cause.status >= 400 && cause.status < 500) this.#violated('nothing changes with a 4xx: it is in the log', `${cause.status}: ${cause.what}`);
    }
    this.state.caused.clear();
    const digest = await this.state.digest();
    const refused = answered.filter(({ answer: { status } }) => status >= 400 && status < 500);
    const carriedOut = answered.filter(({ request: { method }, answer: { status } }) => status < 400 && !/^(GET|HEAD|OPTIONS)$/.test(method));
    this.#refusals += refused.length;
    const mayChange = carriedOut.some(({ request: { path } }) => /^\/v1\/(webhooks|api-keys|sign)/.test(path));
    if (!mayChange) this.#comparedAlone += refused.length;
    if (!mayChange && digest !== this.#digest) this.#violated(`nothing changes with a 4xx: ${difference(this.#digest, digest)}`, `after ${answered.map(({ request, answer: { status } }) => `${status} ${request.method} ${request.path.slice(0, 80)}`).join(', ')}`);
    this.#digest = digest;
  }

  #violated(what: string, example: string): void {
    const known = this.#violations.get(what);
    this.#violations.set(what, { example: known?.example ?? example, count: (known?.count ?? 0) + 1 });
  }

  report(): Omit<FuzzReport, 'seed' | 'requests' | 'seconds'> {
    const share = Math.max(1, Math.floor(this.#memory.length / 5));
    const memory = { warmBytes: median(this.#memory.slice(0, share)), endBytes: median(this.#memory.slice(-share)) };
    if (this.#memoryCounts && memory.endBytes - memory.warmBytes > MAX_GROWTH_BYTES) this.#violated('memory stays flat', `${megabytes(memory.warmBytes)} after warming up, ${megabytes(memory.endBytes)} at the end`);
    return {
      statuses: this.#statuses, refusals: this.#refusals, comparedAlone: this.#comparedAlone, slowestMs: this.#slowestMs, memory, violations: [...this.#violations].map(([what, { example, count }]) => `${what} (${count} times): ${example}`), seen: this.#seen,
    };
  }

  async close(): Promise<void> {
    this.sender.close();
    await this.state.close();
  }
}

/** For a person. */
export function linesOf(report: FuzzReport): string[] {
  const { seed, requests, seconds, statuses, refusals, comparedAlone, slowestMs, memory, violations } = report;
  const answers = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`).join(', ');
  return [
    `${violations.length === 0 ? '✓' : '✗'} seed ${seed}: ${requests} requests in ${seconds.toFixed(0)} s (${Math.round(requests / seconds)}/s), the slowest took ${Math.round(slowestMs)} ms`,
    `  answers: ${answers}`,
    `  ${refusals} refusals left nothing in the log; ${comparedAlone} of them were alone when the gateway's tables were compared`,
    ...(memory.warmBytes > 0 ? [`  memory of the gateway: ${megabytes(memory.warmBytes)} after warming up, ${megabytes(memory.endBytes)} at the end; may grow by ${megabytes(MAX_GROWTH_BYTES)}`] : []),
    ...violations.slice(0, MAX_TOLD).map((violation) => `  VIOLATED ${violation}`),
    ...(violations.length > MAX_TOLD ? [`  … and ${violations.length - MAX_TOLD} more`] : []),
  ];
}

function describeRequest({ method, path, headers, body, role, twist }: FuzzRequest): string {
  const shown = Object.entries(headers).filter(([name]) => !['x-request-id', 'content-length'].includes(name)).map(([name, value]) => `${name}: ${value.slice(0, 80)}`).join('; ');
  return `${method} ${path.slice(0, 300)} as ${role ?? 'nobody'} [${shown}] ${body === undefined ? '' : body.subarray(0, 400).toString()} (${twist})`;
}

function sessionIn(path: string): string | undefined {
  return /\/v1\/sessions\/([^/?]+)/.exec(path)?.[1];
}

function difference(before: string, after: string): string {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !known.has(line)).map((line) => line.split(' ')[0]).join(', ');
}

function codeOf(body: string): string {
  return /"code":"([a-z_]+)"/.exec(body)?.[1] ?? '';
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)} MB`;
}
