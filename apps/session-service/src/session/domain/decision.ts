import { sessionErrors, type SessionEvent } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';

/** Events, or a refusal with a code of the session's error table. */
export type Decision = readonly SessionEvent[] | Rejected;

export const refuse = (code: keyof typeof sessionErrors, details?: unknown): Rejected => new Rejected(code, sessionErrors[code], details);
