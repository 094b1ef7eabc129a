import { Rejected } from '@countersign/decider';
import { CommitTooLargeError } from '@countersign/event-log';
import { DocumentNotFound } from '../documents/documents.ts';
import { FormTooLarge, PageUnreadable, ScrapeTimedOut } from '../scraping/scrape-errors.ts';
import { PageNotReached } from '../submitting/open-form.ts';

/** Ends a workflow with an expected refusal, from wherever it is. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly rejected: Rejected;
  constructor(code: string, message: string, details?: unknown) {
    super(message);
    this.rejected = new Rejected(code, message, details);
  }
}

/** What a person took over while we were at it answers every command of ours with this word. */
export function isHeldByPerson(error: unknown): boolean {
  return error instanceof Error && error.message.includes('human_has_control');
}

/** The refusal that an error of the page work stands for; undefined for a fault. */
export function refusalOf(error: unknown): Rejected | undefined {
  if (error instanceof Refusal) return error.rejected;
  if (isHeldByPerson(error)) return new Rejected('human_has_control', 'A person has control of the browser.');
  if (error instanceof FormTooLarge || error instanceof CommitTooLargeError) return new Rejected('form_too_large', 'The form is larger than the limits.', { reason: error.message.slice(0, 500) });
  if (error instanceof DocumentNotFound) return new Rejected('document_not_found', 'A file that an answer names is not in the store.');
  if (error instanceof PageNotReached || error instanceof ScrapeTimedOut || error instanceof PageUnreadable || isBrowserGone(error)) return new Rejected('page_not_reached', 'The page could not be opened.', { reason: (error as Error).message.split('\n')[0]!.slice(0, 500) });
  return undefined;
}

/** Playwright's words for a tab or browser that ended, or did not answer in time, under our hands. */
function isBrowserGone(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || /has been closed|Target closed|Session closed|disconnected|crashed|detached|net::ERR_/i.test(error.message));
}

/** Runs a workflow; its refusals come out as values, faults as throws. */
export async function refusing<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | Rejected> {
  try {
    return await work();
  } catch (error) {
    const rejected = refusalOf(error);
    if (rejected) return rejected;
    throw error;
  }
}
