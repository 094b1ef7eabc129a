import type { CdpMultiplexer } from './cdp-multiplexer.ts';

/**
 * Opens an empty page whenever the last one has gone, so that the person has a window to look at. Closing the last page would
 * even end Chromium, unless it was started with `--no-startup-window`. Begins to mind it when a first page has been seen.
 */
export function keepOnePage(multiplexer: CdpMultiplexer): void {
  const pages = new Set<string>();
  multiplexer.onEvent(({ method, params, sessionId }) => {
    if (sessionId !== null) return;
    if (method === 'Target.targetCreated') pages.add((params as unknown as TargetCreated).targetInfo.targetId);
    if (method !== 'Target.targetDestroyed' || !pages.delete(String(params['targetId'])) || pages.size > 0) return;
    // Refused only when the browser is about to end.
    multiplexer.command('Target.createTarget', { url: 'about:blank' }).catch(() => {});
  });
  multiplexer.command('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] }).catch(() => {});
}

interface TargetCreated {
  readonly targetInfo: { readonly targetId: string };
}
