import { useEffect, useState } from 'react';
import type { ConsoleConnection } from './console-connection.ts';

/** From so long before the end on, one is told; but not in the first half of the time. */
const WARN_BEFORE_MS = 60_000;

/** Seconds until control that is not used goes back; null while that is far off, or control is not one's own. */
export function useIdleReturn(connection: ConsoleConnection, mine: boolean, idleSeconds: number | undefined): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null);
  useEffect(() => {
    if (!mine || idleSeconds === undefined) return undefined;
    connection.used();
    const warnBeforeMs = Math.min(WARN_BEFORE_MS, idleSeconds * 500);
    const timer = setInterval(() => {
      const leftMs = idleSeconds * 1000 - connection.unusedMs();
      setSecondsLeft(leftMs > warnBeforeMs ? null : Math.max(0, Math.ceil(leftMs / 1000)));
    }, 1_000);
    return () => {
      clearInterval(timer);
      setSecondsLeft(null);
    };
  }, [connection, mine, idleSeconds]);
  return secondsLeft;
}
