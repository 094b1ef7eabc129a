import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CdpMultiplexer } from './cdp-multiplexer.ts';
import { ScriptedBrowserEnd, ScriptedSocket, type SeenCommand } from './scripted-browser.fixture.ts';

const person = 'user:ada';
const strangersSession = 'F'.repeat(32);

type Step =
  | { readonly do: 'come' }
  | { readonly do: 'leave' | 'close'; readonly client: number }
  | { readonly do: 'send'; readonly client: number; readonly session: number; readonly whose: 'own' | 'other' | 'none'; readonly isReading: boolean }
  | { readonly do: 'answer'; readonly command: number }
  | { readonly do: 'attach' | 'detach' | 'event'; readonly session: number }
  | { readonly do: 'take' | 'return' };

const index = fc.nat({ max: 50 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'come' }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom<'leave' | 'close'>('leave', 'close'), client: index }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant<'send'>('send'), client: index, session: index, whose: fc.constantFrom<'own' | 'other' | 'none'>('own', 'other', 'none'), isReading: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant<'answer'>('answer'), command: index }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom<'attach' | 'detach' | 'event'>('attach', 'event', 'event', 'detach'), session: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom<'take' | 'return'>('take', 'return') }) },
);

interface Client {
  readonly name: string;
  readonly socket: ScriptedSocket;
  /** What was sent, by the client's own ids; ids of clients overlap on purpose. */
  readonly sent: Map<number, { readonly marker: string; readonly sessionId: string | undefined }>;
  browserSession: string | null;
}

/** Clients, and a browser that answers and speaks in any order, with markers by which each message tells whose it is. */
class World {
  readonly browser = new ScriptedBrowserEnd();
  readonly clients: Client[] = [];
  readonly sessions = new Map<string, { readonly owner: Client; readonly parent: string | null }>();
  readonly answered = new Set<number>();
  holder: string | null = null;
  readonly multiplexer = new CdpMultiplexer({ ...this.browser, control: () => this.holder, logger: { info: () => {}, warn: () => {} } });

  async perform(next: Step): Promise<void> {
    if (next.do === 'come') await this.#come();
    else if (next.do === 'leave') this.#at(this.clients, next.client)?.socket.terminate();
    else if (next.do === 'close') this.#at(this.clients, next.client)?.socket.say({ id: 1_000_000, method: 'Browser.close' });
    else if (next.do === 'send') this.#send(next);
    else if (next.do === 'answer') this.#answer(this.#at(this.unanswered(), next.command));
    else if (next.do === 'take' || next.do === 'return') this.#give(next.do === 'take' ? person : null);
    else if (next.do === 'attach' || next.do === 'detach' || next.do === 'event') this.#speak(next.do, this.#at([...this.sessions.keys()], next.session));
  }

  unanswered(): SeenCommand[] {
    return this.browser.commands.filter(({ id, params }) => typeof params?.['marker'] === 'string' && !this.answered.has(id));
  }

  /** Everything that a client has received is an answer to what it sent, once, or an event of a session of its own. */
  check(): void {
    for (const { name, socket, sent } of this.clients) {
      const ids = socket.received.flatMap(({ id }) => (id === undefined || id === 1_000_000 ? [] : [id]));
      expect(new Set(ids).size).toBe(ids.length);
      for (const { id, result, params, sessionId } of socket.received) {
        if (id !== undefined && id !== 1_000_000) {
          expect(sent.has(id)).toBe(true);
          expect(sessionId).toBe(sent.get(id)!.sessionId);
          if (result?.['marker'] !== undefined) expect(result['marker']).toBe(sent.get(id)!.marker);
        } else if (id === undefined) {
          expect(params?.['owner']).toBe(name);
        }
      }
    }
  }

  async #come(): Promise<void> {
    const socket = new ScriptedSocket();
    const client: Client = { name: `client ${this.clients.length}`, socket, sent: new Map(), browserSession: null };
    this.multiplexer.attach(socket.asWebSocket);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    if (socket.closed !== null) return; // There are enough of them.
    client.browserSession = this.browser.lastSessionId;
    this.clients.push(client);
    this.sessions.set(client.browserSession, { owner: client, parent: null });
    socket.once('close', () => this.#end(client.browserSession!));
  }

  #send({ client: at, session, whose, isReading }: Extract<Step, { do: 'send' }>): void {
    const client = this.#at(this.clients.filter(({ socket }) => socket.readyState === 1), at);
    if (client === undefined) return;
    const of = (isOwn: boolean): string[] => [...this.sessions].filter(([id, { owner, parent }]) => (owner === client) === isOwn && (parent !== null || !isOwn) && id !== client.browserSession).map(([id]) => id);
    const sessionId = whose === 'none' ? undefined : (this.#at(of(whose === 'own'), session) ?? strangersSession);
    const id = client.sent.size + 1;
    const marker = `${client.name} command ${id}`;
    client.sent.set(id, { marker, sessionId });
    client.socket.say({ id, method: isReading ? 'DOM.getDocument' : 'DOM.focus', params: { marker }, sessionId });
    const forwarded = this.browser.commands.find(({ params }) => params?.['marker'] === marker);
    if (whose === 'other') expect(forwarded).toBeUndefined();
    if (forwarded !== undefined) expect(this.sessions.get(forwarded.sessionId!)!.owner).toBe(client);
    if (this.holder !== null && !isReading) expect(forwarded).toBeUndefined();
  }

  #answer(command: SeenCommand | undefined): void {
    if (command === undefined) return;
    this.answered.add(command.id);
    this.browser.say({ id: command.id, result: { marker: command.params!['marker'] }, sessionId: command.sessionId });
  }

  #give(holder: string | null): void {
    this.holder = holder;
    this.multiplexer.controlChanged();
  }

  #speak(what: 'attach' | 'detach' | 'event', sessionId: string | undefined): void {
    const session = sessionId === undefined ? undefined : this.sessions.get(sessionId);
    if (session === undefined || sessionId === undefined) return;
    const owner = session.owner.name;
    if (what === 'event') return this.browser.say({ method: 'DOM.documentUpdated', params: { owner }, sessionId });
    if (what === 'detach') {
      if (session.parent === null) return;
      this.#end(sessionId);
      return this.browser.say({ method: 'Target.detachedFromTarget', params: { owner, sessionId }, sessionId: session.parent });
    }
    const child = this.browser.newSessionId();
    this.sessions.set(child, { owner: session.owner, parent: sessionId });
    this.browser.say({ method: 'Target.attachedToTarget', params: { owner, sessionId: child, targetInfo: { type: 'page' }, waitingForDebugger: false }, sessionId });
  }

  #end(sessionId: string): void {
    for (const [child, { parent }] of [...this.sessions]) if (parent === sessionId) this.#end(child);
    this.sessions.delete(sessionId);
  }

  #at<T>(items: readonly T[], at: number): T | undefined {
    return items[at % Math.max(1, items.length)];
  }
}

describe('clients of one browser', () => {
  it('never see ids, sessions, answers or events of each other, whatever they, the browser and a person do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 120 }), async (steps) => {
        const world = new World();
        for (const next of [{ do: 'come' }, { do: 'come' }, { do: 'come' }, ...steps] as Step[]) await world.perform(next);
        world.check();
      }),
      { numRuns: 300 },
    );
  });

  it('all get their answers when they stay and nobody takes control', async () => {
    const staying = step.filter((next) => !['leave', 'close', 'take', 'detach'].includes(next.do));
    await fc.assert(
      fc.asyncProperty(fc.array(staying, { maxLength: 80 }), async (steps) => {
        const world = new World();
        for (const next of [{ do: 'come' }, { do: 'come' }, ...steps] as Step[]) await world.perform(next);
        while (world.unanswered().length > 0) await world.perform({ do: 'answer', command: 0 });
        world.check();
        for (const { socket, sent } of world.clients) expect(socket.received.filter(({ id }) => id !== undefined)).toHaveLength(sent.size);
      }),
      { numRuns: 100 },
    );
  });
});
