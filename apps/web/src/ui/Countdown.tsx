import { useEffect, useState } from 'react';
import { describeInstant, describeRemaining } from './time.ts';

/** "4:32" that goes down every second until it is "0:00"; the exact instant as tooltip. */
export function Countdown({ instant }: { instant: string }) {
  const [now, setNow] = useState(Date.now);
  const isOver = Date.parse(instant) <= now;
  useEffect(() => {
    if (isOver) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [isOver]);
  return (
    <time role="timer" className="countdown" dateTime={instant} title={describeInstant(instant)}>
      {describeRemaining(instant, now)}
    </time>
  );
}
