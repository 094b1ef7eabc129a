/** Waits before each further try, ms: the log may be away for a moment. */
const retryAfterMs = [500, 2_000, 10_000, 30_000];

/** Puts a finished download on record; the file can be fetched meanwhile. Never rejects: what could not be done at last is said. */
export async function recordDownload(append: () => Promise<unknown>, isOver: () => boolean, onFault: (error: unknown) => void): Promise<void> {
  for (const waitMs of [...retryAfterMs, null]) {
    try {
      await append();
      return;
    } catch (error) {
      if (isOver()) return;
      if (waitMs === null) return onFault(error);
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
    }
  }
}
