/** Nothing came for so long: the other end is asked to show that it is there. */
const ASK_AFTER_MS = 8_000;
/** Nothing came for so long, although it was asked: the connection is dead, whatever the browser thinks. */
const DEAD_AFTER_MS = 20_000;
const LOOK_EVERY_MS = 2_500;

export interface WatchedSocket {
  /** Sends what is always answered. */
  ask(): void;
  dead(): void;
  nowMs?(): number;
}

/**
 * Notices within half a minute that nothing comes any more: a network that went away silently leaves a WebSocket open for many
 * minutes, and a page is not told of pings.
 */
export function watchSocket({ ask, dead, nowMs = () => performance.now() }: WatchedSocket): { heard(): void; stop(): void } {
  let [heardMs, askedMs, lookedMs] = [nowMs(), -Infinity, nowMs()];
  const timer = setInterval(() => {
    const now = nowMs();
    // The page slept: what would have come could not, so it is asked first.
    if (now - lookedMs > DEAD_AFTER_MS / 2) heardMs = now - ASK_AFTER_MS;
    lookedMs = now;
    if (now - heardMs >= DEAD_AFTER_MS) {
      clearInterval(timer);
      dead();
    } else if (now - heardMs >= ASK_AFTER_MS && now - askedMs >= ASK_AFTER_MS) {
      askedMs = now;
      ask();
    }
  }, LOOK_EVERY_MS);
  return {
    heard: () => {
      heardMs = nowMs();
    },
    stop: () => clearInterval(timer),
  };
}
