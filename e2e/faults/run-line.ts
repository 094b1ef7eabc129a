import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { candidateCommands, subjectOf, type AggregateName } from '@countersign/contracts';
import { connectNats } from '@countersign/event-log';
import type { Answer, Caller, Request } from './caller.ts';
import type { Acknowledged } from './invariants.ts';
import { idOf, type Line, type Step } from './schedule.ts';
import type { World } from './world.ts';

const SETTLE_MS = 30_000;
/** A lived-out deadline is part of some runs. */
const SESSION_TTL_SECONDS = 12;

/** A request with a key and its answer: asked again later, it must be the same. */
export interface Kept {
  readonly request: Request;
  readonly answer: Answer;
}
export interface LineReport {
  readonly acknowledged: Acknowledged[];
  readonly kept: Kept[];
  /** Answers that no caller should get. */
  readonly wrong: string[];
}

/** Carries out the steps of a line as a caller would, and remembers what was acknowledged. */
export class LineRun {
  readonly report: LineReport = { acknowledged: [], kept: [], wrong: [] };
  readonly #candidate: string;
  readonly #run: string;
  readonly #task: string;
  readonly #session: string;
  #capture: string | undefined;
  #count = 0;

  constructor(private readonly world: World, private readonly caller: Caller, private readonly line: Line) {
    [this.#candidate, this.#run, this.#task, this.#session] = ['candidate', 'run', 'task', 'session'].map((what) => idOf(line.id, what)) as [string, string, string, string];
  }

  async run(): Promise<void> {
    await pause(this.line.startsAtMs);
    for (const step of this.line.steps) {
      await pause(step.pauseMs);
      await this.#steps[step.name](step);
    }
  }

  readonly #steps: Record<Step['name'], (step: Step) => Promise<void>> = {
    register_candidate: (step) => this.#registerCandidate(step),
    register_run: (step) => this.#make(step, 'run', this.#run, 'registered', '/v1/runs', { id: this.#run, candidateId: this.#candidate, title: this.#marker() }),
    register_task: (step) => this.#make(step, 'task', this.#task, 'registered', '/v1/tasks', { id: this.#task, runId: this.#run, url: 'https://jobs.example/1', company: 'Acme', title: this.#marker() }),
    start_session: (step) => this.#make(step, 'session', this.#session, 'started', '/v1/sessions', { id: this.#session, runId: this.#run, ttlSeconds: SESSION_TTL_SECONDS, heartbeatTimeoutSeconds: null }),
    update_resume: () => this.#updateResume(),
    heartbeat: async () => void (await this.#ofSession('heartbeat', undefined)),
    extend_session: async () => {
      const answer = await this.#ofSession('extend', { ttlSeconds: SESSION_TTL_SECONDS });
      if (isOk(answer)) this.#acknowledge('extend the session', 'session', this.#session, 'extended', answer);
    },
    capture: (step) => this.#captureForm(step),
    edit: () => this.#edit(),
    approve: () => this.#approve(),
    reject: (step) => this.#reject(step),
    submit: (step) => this.#submit(step),
    terminate_session: async () => {
      const answer = await this.#ofSession('terminate', undefined);
      if (!isOk(answer)) this.#wrong('terminate the session', answer);
    },
    repeat_over_nats: () => this.#repeatOverNats(),
  };

  get #resume() {
    return { basics: { name: 'Ada Lovelace', email: 'ada@example.org', label: this.line.id } };
  }

  #registerCandidate(step: Step): Promise<void> {
    return this.#make(step, 'candidate', this.#candidate, 'registered', '/v1/candidates', { id: this.#candidate, resume: this.#resume }, this.line.id);
  }

  /** A POST that makes something with an id of ours. */
  async #make(step: Step, aggregate: AggregateName, id: string, event: string, path: string, body: Record<string, unknown>, marker = body['title'] as string | undefined): Promise<void> {
    const request: Request = { role: 'automation', method: 'POST', path, body, key: `${this.line.id}-${step.name}` };
    const answers = await this.#send(step, request);
    for (const answer of answers) {
      if (isOk(answer)) this.#acknowledge(step.name, aggregate, id, event, answer, marker);
      else this.#wrong(step.name, answer);
    }
  }

  async #send(step: Step, request: Request): Promise<Answer[]> {
    const [first, ...others] = await Promise.all([this.caller.call(request), ...(step.twice ? [this.caller.call(request)] : [])]);
    if (first!.status < 500 && first!.key !== undefined) this.report.kept.push({ request: { ...request, key: first!.key }, answer: first! });
    return [first!, ...others];
  }

  async #updateResume(): Promise<void> {
    const marker = this.#marker();
    const resume = { basics: { ...this.#resume.basics, label: marker } };
    const answer = await this.caller.call({ role: 'automation', method: 'PUT', path: `/v1/candidates/${this.#candidate}/resume`, body: { resume } });
    if (isOk(answer)) this.#acknowledge('update the resume', 'candidate', this.#candidate, 'resume_updated', answer, marker);
    else this.#wrong('update the resume', answer);
  }

  /** One that is over, or lost with its node, is refused rightly. */
  async #ofSession(what: string, body: unknown): Promise<Answer> {
    const answer = await this.caller.call({ role: 'automation', method: 'POST', path: `/v1/sessions/${this.#session}/${what}`, ...(body === undefined ? {} : { body }) });
    if (!isOk(answer) && !['session_not_active', 'session_not_found'].includes(answer.code ?? '')) this.#wrong(`${what} of the session`, answer);
    return answer;
  }

  async #captureForm(step: Step): Promise<void> {
    const field = (id: string, question: string) => ({ id, question, type: 'text', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'given', answer: this.line.id });
    const request: Request = { role: 'automation', method: 'POST', path: '/v1/captures', body: { taskId: this.#task, fields: [field('name', 'Name'), field('motivation', 'Why?')] }, key: `${this.line.id}-capture` };
    for (const answer of await this.#send(step, request)) {
      // There is one capture for a task: an earlier attempt, whose answer was lost, made it.
      if (answer.code === 'capture_exists' && answer.attempts > 1) continue;
      if (!isOk(answer)) { this.#wrong('capture', answer); continue; }
      const id = (JSON.parse(answer.text) as { id?: string }).id;
      this.#capture ??= id;
      if (id !== undefined) this.#acknowledge('capture', 'capture', id, 'form_captured', answer);
    }
    this.#capture ??= await this.#captureOfTask();
  }

  async #captureOfTask(): Promise<string> {
    return this.#until('the capture is in the read model', async () => {
      const answer = await this.caller.call({ role: 'reviewer', method: 'GET', path: `/v1/captures?runId=${this.#run}` });
      return (JSON.parse(answer.text) as { items: { id: string }[] }).items[0]?.id;
    });
  }

  async #read(): Promise<{ status: string; answersSha256: string; fields: { id: string; answer: unknown }[]; etag: string }> {
    return this.#until('the capture can be read', async () => {
      const answer = await this.caller.call({ role: 'reviewer', method: 'GET', path: `/v1/captures/${this.#capture!}` });
      return answer.status === 200 ? { ...(JSON.parse(answer.text) as { status: string; answersSha256: string; fields: { id: string; answer: unknown }[] }), etag: answer.etag! } : undefined;
    });
  }

  async #edit(): Promise<void> {
    const marker = this.#marker();
    await this.#until('the answer is edited', async () => {
      const { etag, fields } = await this.#read();
      if (fields.some(({ answer }) => answer === marker)) return true;
      const answer = await this.caller.call({ role: 'reviewer', method: 'PATCH', path: `/v1/captures/${this.#capture!}/answers`, body: { answers: [{ fieldId: 'motivation', answer: marker }] }, headers: { 'if-match': etag } });
      if (isOk(answer)) return this.#acknowledge('edit', 'capture', this.#capture!, 'answer_edited', answer, marker);
      if (!['version_conflict', 'precondition_failed'].includes(answer.code ?? '')) return this.#wrong('edit', answer);
      return undefined;
    });
  }

  async #approve(): Promise<void> {
    await this.#until('the capture is approved', async () => {
      const { answersSha256 } = await this.#read();
      const answer = await this.caller.call({ role: 'reviewer', method: 'POST', path: `/v1/captures/${this.#capture!}/approve`, body: { answersSha256 } });
      if (isOk(answer)) return this.#acknowledge('approve', 'capture', this.#capture!, 'approved', answer);
      if (answer.code === 'capture_already_approved') return true;
      // The read model may be behind what was edited.
      return answer.code === 'answers_changed' ? undefined : this.#wrong('approve', answer);
    });
  }

  async #reject(step: Step): Promise<void> {
    const request: Request = { role: 'reviewer', method: 'POST', path: `/v1/captures/${this.#capture!}/reject`, body: { reason: 'not this one' }, key: `${this.line.id}-reject` };
    for (const answer of await this.#send(step, request)) {
      if (isOk(answer)) this.#acknowledge('reject', 'capture', this.#capture!, 'rejected', answer);
      else if (answer.code !== 'capture_not_in_review') this.#wrong('reject', answer);
    }
  }

  async #submit(step: Step): Promise<void> {
    const submit = async (key: string) => {
      const answer = await this.caller.call({ role: 'reviewer', method: 'POST', path: `/v1/captures/${this.#capture!}/submit`, body: { sessionId: this.#session }, key: `${this.line.id}-submit-${key}` });
      if (isOk(answer)) this.#acknowledge('submit', 'capture', this.#capture!, 'submission_started', answer);
      // Somebody was faster; or it came back to review or is for a person to say, after a crash.
      else if (!['submission_in_progress', 'capture_already_submitted', 'capture_not_approved'].includes(answer.code ?? '')) this.#wrong('submit', answer);
    };
    await Promise.all([submit('1'), ...(step.twice ? [submit('2')] : [])]);
  }

  /** The same command once more at the door of its service: nothing new comes of it. */
  async #repeatOverNats(): Promise<void> {
    const connection = await connectNats({ natsUrl: this.world.nats.url, name: 'faults' });
    const message = { pattern: candidateCommands.register, id: randomUUID(), data: { data: { id: this.#candidate, resume: this.#resume }, meta: { actor: 'key:faults', correlationId: this.line.id } } };
    try {
      await connection.request(candidateCommands.register, JSON.stringify(message), { timeout: 2_000 });
    } catch { /* nobody was there: it was a repeat */ } finally {
      await connection.close();
    }
  }

  async #until<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
    for (const deadline = performance.now() + SETTLE_MS; performance.now() < deadline; await pause(100)) {
      const value = await look();
      if (value !== undefined) return value;
    }
    throw new Error(`not so after ${SETTLE_MS / 1_000} s: ${what}`);
  }

  #acknowledge(what: string, aggregate: AggregateName, id: string, event: string, { position }: Answer, marker?: string): true {
    this.report.acknowledged.push({
      what: `${this.line.id} ${what}`, subject: subjectOf(aggregate, id), type: `countersign.${aggregate}.${event}.v1`, ...(marker === undefined ? {} : { marker }), ...(position === undefined ? {} : { position }),
    });
    return true;
  }

  #wrong(what: string, { status, text }: Answer): true {
    this.report.wrong.push(`${this.line.id} ${what}: ${status} ${text.slice(0, 500)}`);
    return true;
  }

  #marker(): string {
    return `${this.line.id}-${++this.#count}`;
  }
}

const isOk = ({ status }: Answer): boolean => status >= 200 && status < 300;
