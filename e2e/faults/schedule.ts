import { createHash } from 'node:crypto';
import { randomOf, type Random } from './random.ts';

export const SERVICES = ['gateway', 'capture-service', 'session-service'] as const;
export type Service = (typeof SERVICES)[number];
export const TARGETS = ['nats-server', 'postgres', ...SERVICES] as const;
export type Target = (typeof TARGETS)[number];
/** Connections that have a proxy of their own. */
export const LINKS = ['gateway-nats', 'gateway-postgres', 'capture-service-nats', 'session-service-nats'] as const;
export type Link = (typeof LINKS)[number];

/** Where a service is killed: the message that it was about to send on a link (`before`), or has just sent (`after`). */
export const CRASH_POINTS = {
  'run registered': { link: 'gateway-nats', message: 'HPUB countersign\\.events\\.run' },
  'task registered': { link: 'gateway-nats', message: 'HPUB countersign\\.events\\.task' },
  'read model committed': { link: 'gateway-postgres', message: 'update "?read_model"?\\."?checkpoint' },
  'answer kept': { link: 'gateway-postgres', message: 'update "gateway"\\."idempotency_keys" set "answer"' },
  'candidate registered': { link: 'capture-service-nats', message: 'countersign\\.candidate\\.registered\\.v1' },
  'resume updated': { link: 'capture-service-nats', message: 'countersign\\.candidate\\.resume_updated\\.v1' },
  'form captured': { link: 'capture-service-nats', message: 'countersign\\.capture\\.form_captured\\.v1' },
  'answer edited': { link: 'capture-service-nats', message: 'countersign\\.capture\\.answer_edited\\.v1' },
  'capture approved': { link: 'capture-service-nats', message: 'countersign\\.capture\\.approved\\.v1' },
  'submission started': { link: 'capture-service-nats', message: 'countersign\\.capture\\.submission_started\\.v1' },
  'submission ended': { link: 'capture-service-nats', message: 'countersign\\.capture\\.submitted\\.v1' },
  'session started': { link: 'session-service-nats', message: 'countersign\\.session\\.started\\.v1' },
  'session ended': { link: 'session-service-nats', message: 'countersign\\.session\\.terminated\\.v1' },
} as const satisfies Record<string, { link: Link; message: string }>;
export type CrashPoint = keyof typeof CRASH_POINTS;

export type Fault =
  | { readonly kind: 'kill'; readonly target: Target; readonly downMs: number }
  | { readonly kind: 'crash'; readonly point: CrashPoint; readonly side: 'before' | 'after'; readonly downMs: number }
  | { readonly kind: 'pause'; readonly target: Target; readonly forMs: number }
  | { readonly kind: 'cut'; readonly link: Link }
  | { readonly kind: 'lose_answers'; readonly link: Link; readonly forMs: number }
  | { readonly kind: 'delay'; readonly link: Link; readonly ms: number; readonly forMs: number }
  | { readonly kind: 'half_open'; readonly link: Link; readonly forMs: number }
  /** Commits that are in the log already come once more, the newest first. */
  | { readonly kind: 'redeliver'; readonly commits: number }
  | { readonly kind: 'fill_disk'; readonly forMs: number }
  | { readonly kind: 'jump_clock'; readonly service: Service; readonly seconds: number; readonly forMs: number };

export const STEPS = [
  'register_candidate', 'register_run', 'register_task', 'start_session', 'update_resume', 'heartbeat', 'extend_session', 'capture', 'edit', 'approve', 'reject', 'submit', 'terminate_session',
  'repeat_over_nats',
] as const;
export interface Step {
  readonly name: (typeof STEPS)[number];
  /** Sent twice at the same time, as by a client that lost its patience. */
  readonly twice: boolean;
  readonly pauseMs: number;
}
/** What one caller does, one step after the other. */
export interface Line {
  /** Of all ids of the line. */
  readonly id: string;
  readonly startsAtMs: number;
  readonly steps: readonly Step[];
}
export interface Schedule {
  readonly seed: number;
  readonly lines: readonly Line[];
  readonly faults: readonly { readonly atMs: number; readonly fault: Fault }[];
}

const LINES = 4;
const LAST_FAULT_MS = 2_500;
export const LONGEST_FAULT_MS = 2_500;

/** Only the seed decides what is sent and what goes wrong, and when. */
export function scheduleOf(seed: number): Schedule {
  const random = randomOf(seed * 7_919 + 1);
  const lines = Array.from({ length: LINES }, (_, index) => lineOf(random, idOf(seed, index)));
  const faults = Array.from({ length: random.between(2, 5) }, () => ({ atMs: random.between(100, LAST_FAULT_MS), fault: faultOf(random) }));
  return { seed, lines, faults: faults.sort((a, b) => a.atMs - b.atMs) };
}

/** A UUID that is the same for the same parts. */
export function idOf(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function lineOf(random: Random, id: string): Line {
  const step = (name: Step['name']): Step => ({ name, twice: random.chance(0.25), pauseMs: random.between(0, 200) });
  const maybe = (probability: number, ...names: Step['name'][]): Step[] => (random.chance(probability) ? names.map(step) : []);
  const steps = [
    step('register_candidate'), ...maybe(0.4, 'repeat_over_nats'), step('register_run'), step('register_task'), step('start_session'),
    ...maybe(0.5, 'update_resume'), step('capture'), ...maybe(0.7, 'edit'), ...maybe(0.4, 'heartbeat'), ...maybe(0.2, 'extend_session'),
    ...(random.chance(0.15) ? [step('reject')] : [step('approve'), step('submit')]),
    ...maybe(0.4, 'update_resume'), ...maybe(0.7, 'terminate_session'),
  ];
  return { id, startsAtMs: random.between(0, 600), steps };
}

function faultOf(random: Random): Fault {
  const downMs = random.between(0, 600);
  const forMs = random.between(200, LONGEST_FAULT_MS);
  const make: readonly [number, () => Fault][] = [
    [4, () => ({ kind: 'crash', point: random.pick(Object.keys(CRASH_POINTS) as CrashPoint[]), side: random.pick(['before', 'after'] as const), downMs })],
    [3, () => ({ kind: 'kill', target: random.pick(TARGETS), downMs })],
    [2, () => ({ kind: 'pause', target: random.pick(TARGETS), forMs })],
    [1, () => ({ kind: 'cut', link: random.pick(LINKS) })],
    [1, () => ({ kind: 'lose_answers', link: random.pick(LINKS), forMs })],
    [1, () => ({ kind: 'delay', link: random.pick(LINKS), ms: random.between(5, 150), forMs })],
    [1, () => ({ kind: 'half_open', link: random.pick(LINKS), forMs })],
    [1, () => ({ kind: 'redeliver', commits: random.between(1, 20) })],
    [1, () => ({ kind: 'fill_disk', forMs })],
    [1, () => ({ kind: 'jump_clock', service: random.pick(SERVICES), seconds: random.pick([-86_400, -600, -5, 5, 600, 86_400]), forMs })],
  ];
  let at = random.next() * make.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, fault] of make) {
    if (at < weight) return fault();
    at -= weight;
  }
  return make[0]![1]();
}

/** In one line, for a report. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'kill': return `kill -9 ${fault.target}, down ${fault.downMs} ms`;
    case 'crash': return `kill -9 ${serviceOf(CRASH_POINTS[fault.point].link)} ${fault.side} "${fault.point}", down ${fault.downMs} ms`;
    case 'pause': return `SIGSTOP ${fault.target} for ${fault.forMs} ms`;
    case 'cut': return `cut ${fault.link}`;
    case 'lose_answers': return `lose the answers on ${fault.link} for ${fault.forMs} ms, then cut`;
    case 'delay': return `delay ${fault.link} by ${fault.ms} ms for ${fault.forMs} ms`;
    case 'half_open': return `half-open ${fault.link} for ${fault.forMs} ms, then cut`;
    case 'redeliver': return `send the last ${fault.commits} commits again, newest first`;
    case 'fill_disk': return `fill the disk of nats-server for ${fault.forMs} ms`;
    case 'jump_clock': return `set the clock of ${fault.service} by ${fault.seconds} s for ${fault.forMs} ms`;
  }
}

export function serviceOf(link: Link): Service {
  return SERVICES.find((service) => link.startsWith(service))!;
}
