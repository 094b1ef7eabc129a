import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What prom-client adds by itself and what promtool refuses, or nobody reads. */
const LEFT_OUT = ['nodejs_active_handles', 'nodejs_active_handles_total', 'nodejs_active_requests', 'nodejs_active_requests_total', 'nodejs_active_resources', 'nodejs_active_resources_total'];
/** A number that takes longer to find than this is not in the answer. */
const COLLECT_TIMEOUT_MS = 2_000;
/** From a millisecond to a minute. */
export const DURATION_BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

interface Named<Label extends string> {
  /** Without the prefix `countersign_`. Base units; counters end in `_total`, times in `_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
}
/** One number a combination of labels. */
export type Reading<Label extends string> = Readonly<{ value: number; labels?: Readonly<Record<Label, string>> }>;
type Read<Label extends string> = () => number | readonly Reading<Label>[] | Promise<number | readonly Reading<Label>[]>;

/** The metrics of one service: those of its process, and what its rooms add. A label's values are few and known: never an id, a path or a text. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #failed: Counter;

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
    for (const name of LEFT_OUT) this.#registry.removeSingleMetric(name);
    this.#failed = this.counter({ name: 'metrics_collection_faults_total', help: 'Numbers that could not be found when they were asked for.' });
  }

  counter<Label extends string = never>({ name, help, labels = [] }: Named<Label>): Counter<Label> {
    return new Counter({ name: `countersign_${name}`, help, labelNames: [...labels], registers: [this.#registry] });
  }

  gauge<Label extends string = never>({ name, help, labels = [] }: Named<Label>): Gauge<Label> {
    return new Gauge({ name: `countersign_${name}`, help, labelNames: [...labels], registers: [this.#registry] });
  }

  /** Of durations, in seconds. */
  histogram<Label extends string = never>({ name, help, labels = [] }: Named<Label>): Histogram<Label> {
    return new Histogram({ name: `countersign_${name}`, help, labelNames: [...labels], buckets: DURATION_BUCKETS_SECONDS, registers: [this.#registry] });
  }

  /** A gauge that is looked up when somebody asks. What cannot be found is left out, not 0. */
  read<Label extends string = never>(named: Named<Label>, look: Read<Label>): void {
    this.#collect(named, Gauge, look);
  }

  /** A counter that somebody else counts. */
  readCounter<Label extends string = never>(named: Named<Label>, look: Read<Label>): void {
    this.#collect(named, Counter, look);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #collect<Label extends string>({ name, help, labels = [] }: Named<Label>, Kind: typeof Gauge | typeof Counter, look: Read<Label>): void {
    const failed = this.#failed;
    const collect = async function (this: Gauge<Label> | Counter<Label>): Promise<void> {
      const found = await within(look).catch(() => undefined);
      // All at once: whoever else asks now gets the old numbers or the new ones, never both.
      this.reset();
      if (found === undefined) {
        failed.inc();
        if (labels.length === 0) this.remove({} as never);
      } else if (typeof found === 'number') this.inc(found);
      else for (const { value, labels: at } of found) this.inc((at ?? {}) as never, value);
    };
    new Kind({ name: `countersign_${name}`, help, labelNames: [...labels], registers: [this.#registry], collect });
  }
}

/** What is not there in two seconds is not waited for. @throws Error */
export async function within<Found>(look: () => Found | Promise<Found>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`not found within ${COLLECT_TIMEOUT_MS} ms`)), COLLECT_TIMEOUT_MS)));
  try {
    return await Promise.race([look(), late]);
  } finally {
    clearTimeout(timer);
  }
}
