import { useSyncExternalStore } from 'react';
import { describeAge, describeInstant } from './time.ts';

const TICK_MS = 30_000;
let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function watchClock(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const each of [...listeners]) each();
    }, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** "5 minutes ago", with the exact time as tooltip. */
export function TimeAgo({ instant }: { instant: string }) {
  const current = useSyncExternalStore(watchClock, () => now);
  return (
    <time dateTime={instant} title={describeInstant(instant)}>
      {describeAge(instant, current)}
    </time>
  );
}
