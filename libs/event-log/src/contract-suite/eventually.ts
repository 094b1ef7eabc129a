const DEADLINE_MS = 30_000;

/** Looks until it is so. @throws Error after thirty seconds. */
export async function eventually(isSo: () => unknown): Promise<void> {
  for (const deadline = performance.now() + DEADLINE_MS; !(await isSo()); ) {
    if (performance.now() > deadline) throw new Error(`not so after ${DEADLINE_MS} ms: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
