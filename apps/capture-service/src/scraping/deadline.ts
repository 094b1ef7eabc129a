/** The value of a promise that may never settle, or the fallback after the time. The promise itself goes on unobserved. */
export async function within<Value, Fallback>(promise: Promise<Value>, timeoutMs: number, fallback: () => Fallback): Promise<Value | Fallback> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Fallback>((resolve, reject) => {
    timer = setTimeout(() => {
      try {
        resolve(fallback());
      } catch (error) {
        reject(error as Error);
      }
    }, Math.max(timeoutMs, 0));
  });
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function delay(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}
