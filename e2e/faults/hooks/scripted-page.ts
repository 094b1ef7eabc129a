/** In place of what works in a real page: one form that takes what it is sent, at the runner, which counts. */
const BOARD = process.env['COUNTERSIGN_FAULTS_BOARD'] ?? '';

interface Scripted {
  readonly captureId: string;
}

export class NotPressed extends Error {}
export class PageNotReached extends Error {}

/** The press: from here on nobody can take it back. */
export async function press({ captureId }: Scripted): Promise<{ page: Scripted }> {
  await fetch(`${BOARD}/presses/${captureId}`, { method: 'POST' });
  return { page: { captureId } };
}

export async function observe(): Promise<{ outcome: 'submitted'; evidence: { finalUrl: string; confirmationText: string } }> {
  await new Promise((resolve) => setTimeout(resolve, 30));
  return { outcome: 'submitted', evidence: { finalUrl: 'https://jobs.example/thanks', confirmationText: 'Thank you' } };
}

export function openForm(_browser: unknown, { targetId }: { targetId: string }): Promise<{ page: Scripted; targetId: string }> {
  return Promise.resolve({ page: { captureId: targetId }, targetId });
}

export async function confirmationVisible({ captureId }: Scripted): Promise<{ finalUrl: string; confirmationText: string } | null> {
  const pressed = Number(await (await fetch(`${BOARD}/presses/${captureId}`)).text());
  return pressed > 0 ? { finalUrl: 'https://jobs.example/thanks', confirmationText: 'Thank you' } : null;
}

export const screenshot = (): Promise<null> => Promise.resolve(null);
export const shownLines = (): Promise<string[]> => Promise.resolve([]);
export const targetIdOf = (): Promise<null> => Promise.resolve(null);
