import { SingleBar } from 'cli-progress';

export interface Progress {
  /** `phase` takes the place of the label. */
  update(done: number, total: number, phase?: string): void;
  stop(): void;
}

/** A bar on standard error where a person looks on, and nothing anywhere else. */
export function showProgress(label: string): Progress {
  if (!process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    stream: process.stderr, format: `{phase} [{bar}] {percentage}% | {value} of {total} | {eta_formatted} left`,
    hideCursor: true, clearOnComplete: true, stopOnComplete: false, etaBuffer: 50, fps: 5,
  });
  let total: number | undefined;
  return {
    update: (done, of, phase = label) => {
      if (total === undefined) bar.start(of, done, { phase });
      else if (total !== of) bar.setTotal(of);
      total = of;
      bar.update(done, { phase });
    },
    stop: () => bar.stop(),
  };
}

/** A message to whoever looks on; results go to standard output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
