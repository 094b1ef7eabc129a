import type { Frame } from 'playwright-core';
import { within } from '../deadline.ts';

const TIMEOUT_MS = 4_000;
/** Characters; a posting with all of its questions has a few tens of thousands. */
const MAX_LENGTH = 1_000_000;

/**
 * The board's own description of a form, fetched by the form's page: the session's browser asks, so the rules of its way
 * into the network hold, and nothing of the service's own is sent. null: not there, not in time, too long, or no JSON.
 */
export async function boardDescription(frame: Frame, address: string): Promise<unknown> {
  const fetched = frame.evaluate(fetchText, { address, timeoutMs: TIMEOUT_MS, maxLength: MAX_LENGTH }).catch(() => null);
  const text = await within(fetched, TIMEOUT_MS + 500, () => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

async function fetchText({ address, timeoutMs, maxLength }: { address: string; timeoutMs: number; maxLength: number }): Promise<string | null> {
  const response = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok || response.body === null) return null;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > maxLength) {
      await reader.cancel();
      return null;
    }
  }
  return text;
}
