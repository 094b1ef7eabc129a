import type { Known } from './values.ts';
import type { Role } from './requests.ts';
import type { World } from './world.ts';

const KEPT = 6;
const MANY_WEBHOOKS = 50;
const RESUME = { basics: { name: 'Ada Example', email: 'ada@example.org' } };
const QUESTION = { id: 'email', question: 'E-mail', type: 'email', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'given' };

/** What there is for requests to be about: made over the API, and made anew now and then, since requests end what they find. */
export class Stock {
  readonly #known = new Map<string, string[]>();

  constructor(private readonly world: World) {
    this.#add('origin', world.url);
  }

  get known(): Known {
    return Object.fromEntries(this.#known);
  }

  async fill(): Promise<void> {
    const candidate = await this.#post<{ id: string }>('operator', '/v1/candidates', { resume: RESUME });
    this.#add('candidates candidateId aggregateId', candidate.id);
    const run = await this.#post<{ id: string }>('operator', '/v1/runs', { candidateId: candidate.id, title: 'fuzz' });
    this.#add('runs runId aggregateId', run.id);
    const tasks = await Promise.all([1, 2].map((n) => this.#post<{ id: string }>('operator', '/v1/tasks', { runId: run.id, url: `https://jobs.example/${n}`, company: 'Acme', title: 'Engineer' })));
    for (const { id } of tasks) this.#add('tasks taskId aggregateId', id);
    const capture = await this.#post<{ id: string; answersSha256: string }>('automation', '/v1/captures', { taskId: tasks[0]!.id, fields: [QUESTION, { ...QUESTION, id: 'cv', type: 'file', required: false, question: 'CV' }] });
    this.#add('captures captureId aggregateId', capture.id);
    this.#add('answersSha256', capture.answersSha256);
    this.#add('fieldId fieldIds', 'email');
    const session = await this.#post<{ id: string }>('automation', '/v1/sessions', { runId: run.id, heartbeatTimeoutSeconds: null });
    this.#add('sessions sessionId aggregateId', session.id);
    const handoff = await this.#post<{ id: string }>('automation', `/v1/sessions/${session.id}/handoffs`, { reason: 'captcha', instructions: 'Solve it.', timeoutSeconds: 3_600 });
    this.#add('handoffId', handoff.id);
    this.#add('grantId', (await this.#post<{ grantId: string }>('reviewer', `/v1/sessions/${session.id}/console-grants`, { mode: 'view' })).grantId);
    await this.#fillGateway();
  }

  async #fillGateway(): Promise<void> {
    await this.#makeRoomForWebhooks();
    const webhook = await this.#post<{ id: string }>('operator', '/v1/webhooks', { url: this.world.receiverUrl });
    this.#add('webhooks', webhook.id);
    this.#add('url', this.world.receiverUrl);
    this.#add('api-keys', (await this.#post<{ id: string }>('operator', '/v1/api-keys', { name: 'fuzz', roles: ['auditor'] })).id);
    const uploaded = await this.#call('automation', 'POST', '/v1/documents?name=a.txt', 'application/pdf', '%PDF-1.4 fuzz');
    this.#add('sha256', (JSON.parse(uploaded) as { sha256: string }).sha256);
  }

  /** There may be a hundred, and requests make them, too. */
  async #makeRoomForWebhooks(): Promise<void> {
    const { items } = JSON.parse(await this.#call('operator', 'GET', '/v1/webhooks?limit=200')) as { items: { id: string }[] };
    if (items.length < MANY_WEBHOOKS) return;
    for (const { id } of items.slice(KEPT)) await this.#call('operator', 'DELETE', `/v1/webhooks/${id}`);
  }

  /** Deliveries come by themselves. */
  async findDeliveries(): Promise<void> {
    for (const id of this.#known.get('webhooks') ?? []) {
      const page = await this.#call('operator', 'GET', `/v1/webhooks/${id}/deliveries?limit=3`).catch(() => undefined);
      for (const delivery of page === undefined ? [] : (JSON.parse(page) as { items: { id: string }[] }).items) this.#add('deliveryId', delivery.id);
    }
  }

  #add(names: string, id: string): void {
    for (const name of names.split(' ')) this.#known.set(name, [...(this.#known.get(name) ?? []), id].slice(-KEPT));
  }

  async #post<Made>(role: Role, path: string, body: unknown): Promise<Made> {
    return JSON.parse(await this.#call(role, 'POST', path, 'application/json', JSON.stringify(body))) as Made;
  }

  async #call(role: Role, method: string, path: string, mediaType?: string, body?: string): Promise<string> {
    const response = await fetch(`${this.world.url}${path}`, {
      method, headers: { authorization: `Bearer ${this.world.keys[role]}`, ...(mediaType === undefined ? {} : { 'content-type': mediaType }) }, ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`what requests are to be about could not be made: ${method} ${path} answered ${response.status} ${text.slice(0, 300)}`);
    return text;
  }
}
