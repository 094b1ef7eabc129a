import { statfsSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EVENTS_STREAM } from '@countersign/contracts';
import { connectNats } from '@countersign/event-log';
import { headers } from '@nats-io/transport-node';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { CRASH_POINTS, serviceOf, type Fault, type Target } from './schedule.ts';
import { signal, type World } from './world.ts';

/** What became of a fault, where it is not what was planned. */
export type Injected = 'done' | 'not reached' | 'not possible here';

const FILLER_BYTES = 1024 * 1024;

/** Makes the faults of a world, one at a time on each target. */
export class Faults {
  readonly #busy = new Map<Target | 'disk', Promise<unknown>>();

  constructor(private readonly world: World) {}

  /** Resolves when the fault is over; `ended` ends what waits for something that does not come. */
  async inject(fault: Fault, ended: AbortSignal): Promise<Injected> {
    const { world } = this;
    switch (fault.kind) {
      case 'kill':
        await this.#alone(fault.target, () => this.#down(fault.target, fault.downMs));
        return 'done';
      case 'crash':
        return this.#crash(fault, ended);
      case 'pause':
        await this.#alone(fault.target, () => this.#stopFor(fault.target, fault.forMs));
        return 'done';
      case 'cut':
        world.proxies.get(fault.link)!.cut();
        return 'done';
      case 'lose_answers':
        world.proxies.get(fault.link)!.loseAnswers(true);
        await pause(fault.forMs);
        world.proxies.get(fault.link)!.loseAnswers(false);
        // What was lost is missing in the middle of a stream of bytes.
        world.proxies.get(fault.link)!.cut();
        return 'done';
      case 'delay':
        world.proxies.get(fault.link)!.delay(fault.ms);
        await pause(fault.forMs);
        world.proxies.get(fault.link)!.delay(0);
        return 'done';
      case 'half_open':
        world.proxies.get(fault.link)!.halfOpen();
        await pause(fault.forMs);
        world.proxies.get(fault.link)!.cut();
        return 'done';
      case 'redeliver':
        return redeliver(world, fault.commits);
      case 'fill_disk':
        if (world.disk === undefined) return 'not possible here';
        await this.#alone('disk', () => this.#fillDisk(world.disk!, fault.forMs));
        return 'done';
      case 'jump_clock':
        if (world.faketime === undefined) return 'not possible here';
        world.setClock(fault.service, fault.seconds);
        await pause(fault.forMs);
        world.setClock(fault.service, 0);
        return 'done';
    }
  }

  async #alone(target: Target | 'disk', work: () => Promise<void>): Promise<void> {
    const turn = (this.#busy.get(target) ?? Promise.resolve()).then(work);
    this.#busy.set(target, turn.catch(() => undefined));
    await turn;
  }

  async #down(target: Target, downMs: number): Promise<void> {
    await this.world.kill(target);
    await pause(downMs);
    await this.world.startAgain(target);
  }

  async #stopFor(target: Target, forMs: number): Promise<void> {
    const pids = this.world.pidsOf(target);
    for (const pid of pids) signal(pid, 'SIGSTOP');
    await pause(forMs);
    for (const pid of pids) signal(pid, 'SIGCONT');
  }

  async #crash({ point, side, downMs }: Extract<Fault, { kind: 'crash' }>, ended: AbortSignal): Promise<Injected> {
    // The commands may be through before it is time.
    if (ended.aborted) return 'not reached';
    const { link, message } = CRASH_POINTS[point];
    const pattern = new RegExp(message);
    const proxy = this.world.proxies.get(link)!;
    const others = proxy.onSent;
    const reached = await new Promise<boolean>((resolve) => {
      ended.addEventListener('abort', () => resolve(false), { once: true });
      proxy.onSent = (text) => {
        if (!pattern.test(text)) return others(text);
        resolve(true);
        return side === 'before' ? 'hold' : 'pass_then_hold';
      };
    });
    const service = serviceOf(link);
    if (reached) await this.#alone(service, async () => {
      // What left just now arrives before the process is gone.
      if (side === 'after') await pause(5);
      await this.world.kill(service);
      proxy.onSent = () => 'pass';
      await pause(downMs);
      await this.world.startAgain(service);
    });
    proxy.onSent = () => 'pass';
    return reached ? 'done' : 'not reached';
  }

  async #fillDisk(disk: string, forMs: number): Promise<void> {
    const filler = join(disk, 'filler');
    writeFileSync(filler, '');
    try {
      for (const piece = Buffer.alloc(FILLER_BYTES); ; ) appendFileSync(filler, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
    if (statfsSync(disk).bavail * statfsSync(disk).bsize > FILLER_BYTES) throw new Error('the disk is not full');
    await pause(forMs);
    rmSync(filler);
    // A nats-server whose disk was full has switched JetStream off, and 2.9 may not even end when it is asked to: its operator kills it.
    await this.#alone('nats-server', () => this.#down('nats-server', 0));
  }
}

/** As a proxy or a client that lost its way would: bytes and headers as they were, in another order. */
async function redeliver(world: World, commits: number): Promise<Injected> {
  const connection = await connectNats({ natsUrl: world.nats.url, name: 'faults' });
  try {
    const manager = await jetstreamManager(connection);
    const last = (await manager.streams.info(EVENTS_STREAM)).state.last_seq;
    for (let sequence = last; sequence > Math.max(0, last - commits); sequence--) {
      const stored = await manager.streams.getMessage(EVENTS_STREAM, { seq: sequence });
      if (!stored) continue;
      const copy = headers();
      for (const [name, values] of stored.header) for (const value of values) copy.append(name, value);
      await jetstream(connection).publish(stored.subject, stored.data, { headers: copy }).catch(() => undefined);
    }
    return 'done';
  } catch (error) {
    // The server may be away just now.
    return (error as Error).name === 'Error' ? 'not possible here' : 'not reached';
  } finally {
    await connection.close();
  }
}
