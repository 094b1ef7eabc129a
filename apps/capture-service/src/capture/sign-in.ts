import type { CommandMeta } from '@countersign/contracts';
import { Inject, Injectable } from '@nestjs/common';
import type { CaptureServiceConfig } from '../config.ts';
import { CONFIG } from '../tokens.ts';
import type { Application } from './applications.ts';
import { Refusal } from './refusal.ts';
import { SessionHandoffs } from './session-handoffs.ts';

/** The page wants an account first; its tab stays open for a person. */
export class SignInRequired extends Refusal {
  readonly targetId: string;
  constructor(targetId: string, details: { readonly url: string; readonly obstacles: readonly string[]; readonly handoffId?: string }, message = 'The page asks to sign in before it shows a form.') {
    super('sign_in_required', message, details);
    this.targetId = targetId;
  }
}

/** Gets a person to sign in where a form hides behind an account. Credentials are never seen here: they are typed in the session's browser. */
@Injectable()
export class SignIn {
  readonly #config: CaptureServiceConfig;
  readonly #handoffs: SessionHandoffs;

  constructor(@Inject(CONFIG) config: CaptureServiceConfig, handoffs: SessionHandoffs) {
    this.#config = config;
    this.#handoffs = handoffs;
  }

  /** Asks for a hand-off and waits for it, for a while. @throws SignInRequired with the hand-off, when nobody has signed in until then */
  async bySomebody(sessionId: string, wall: SignInRequired, { company }: Application, meta: CommandMeta): Promise<void> {
    const details = wall.rejected.details as { url: string; obstacles: string[] };
    const handoffId = await this.#handoffs.request(sessionId, { reason: 'sign_in', instructions: instructionsFor(company, details.url) }, meta);
    const outcome = await this.#handoffs.outcome(sessionId, handoffId, this.#config.signInWaitMs);
    if (outcome === 'done') return;
    const how = outcome === null ? 'A person is asked to sign in. Capture again when the hand-off is done.' : outcome === 'failed' ? 'A person could not sign in.' : 'Nobody signed in in time.';
    throw new SignInRequired(wall.targetId, { ...details, handoffId }, `The page asks to sign in before it shows a form. ${how}`);
  }
}

function instructionsFor(company: string, url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : 'the site';
  return `${company} wants an account before it shows its application form. Please sign in at ${host} in this browser, or create the account, and go on until the first questions of the application show. Send nothing. Then choose Done.`.slice(0, 4_000);
}
