import { canonicalHost, connectAllowed, EgressRefused, EgressUnreachable, type EgressPattern, type EgressPolicy } from '@countersign/egress';
import { ProblemError } from '../http/problem.ts';

const PROBE_TIMEOUT_MS = 3_000;

/** Where webhooks may go: the public internet, and what the configuration opens. */
export class WebhookAddress {
  readonly policy: EgressPolicy;

  constructor(private readonly opened: readonly EgressPattern[]) {
    this.policy = { opened, narrowedTo: null };
  }

  /** Says at once what would fail at every delivery. @returns the URL in its one canonical form. @throws ProblemError webhook_url_refused */
  async check(text: string): Promise<string> {
    const refuse = (detail: string) => new ProblemError('webhook_url_refused', { detail });
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const host = url && canonicalHost(url.hostname);
    if (!url || !host || !['http:', 'https:'].includes(url.protocol)) throw refuse('It must be an https URL.');
    if (url.username !== '' || url.password !== '') throw refuse('It must not hold a user name or password; receivers verify the signature.');
    if (url.hash !== '') throw refuse('It must not have a fragment: that is never sent.');
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    if (url.protocol === 'http:' && !this.opened.some((pattern) => pattern.matches(host, port))) {
      throw refuse('It must be https. Plain http is for hosts that GATEWAY_WEBHOOK_ALLOW lists.');
    }
    try {
      const socket = await connectAllowed(url.hostname, port, this.policy, { timeoutMs: PROBE_TIMEOUT_MS });
      socket.destroy();
    } catch (error) {
      if (error instanceof EgressRefused) throw refuse(`${error.message} GATEWAY_WEBHOOK_ALLOW opens addresses that are not public.`);
      if (error instanceof EgressUnreachable && error.code === 'ENOTFOUND') throw refuse(`The name ${error.host} does not resolve.`);
      // A receiver that is not there yet may come up later.
    }
    return url.href;
  }
}
