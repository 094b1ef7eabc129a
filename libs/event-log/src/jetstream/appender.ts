import { EVENTS_STREAM } from '@countersign/contracts';
import { JetStreamApiCodes, JetStreamApiError, PubHeaders, type JetStreamManager, type PubAck } from '@nats-io/jetstream';
import { errors, headers } from '@nats-io/transport-node';
import type { EncodedCommit } from '../commit/encode-commit.ts';
import { writeHeaders } from '../commit/commit-headers.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { ConflictError, UnacknowledgedError } from '../errors.ts';
import { backoffMs, MAX_APPEND_ATTEMPTS } from '../limits.ts';
import { pause } from '../pause.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import { messageAt, messageAfter } from './messages.ts';

const WRONG_SEQUENCE: readonly number[] = [JetStreamApiCodes.StreamWrongLastSequence, JetStreamApiCodes.StreamWrongLastSequenceUnknown];

export interface Publisher {
  readonly acknowledgements: Acknowledgements;
  readonly manager: JetStreamManager;
  /** Asks when there is a connection; fails at once when it breaks. */
  ask<Answer>(question: () => Promise<Answer>): Promise<Answer>;
}

/**
 * Publishes one commit and says at which sequence it is stored. An attempt whose acknowledgement is lost is repeated
 * with the same commit id; what the server answers then depends on its version: `duplicate: true` where it looks at ids
 * first (2.9), a wrong last sequence where it looks at the expectation first (2.15). Neither is believed without a look
 * at the message itself.
 */
export async function publishCommit(publisher: Publisher, commit: EncodedCommit, expectedSequence: number): Promise<number> {
  const { acknowledgements, manager, ask } = publisher;
  let cause: unknown;
  for (let attempt = 0; attempt < MAX_APPEND_ATTEMPTS; attempt++) {
    if (attempt > 0) await pause(backoffMs(attempt));
    try {
      const { duplicate, seq } = await ask(() => publishOnce(acknowledgements, commit, expectedSequence));
      if (!duplicate) return seq;
      if (isSame(await ask(() => messageAt(manager, seq)), commit)) return seq;
      throw new UnacknowledgedError(`the server took commit ${commit.headers.commitId} for a repeat of message ${seq}, which is another`);
    } catch (error) {
      if (error instanceof UnacknowledgedError) throw error;
      try {
        if (isWrongSequence(error)) return await ask(() => ownSequence(manager, commit, expectedSequence));
      } catch (answer) {
        if (answer instanceof ConflictError || !isPassing(answer)) throw answer;
      }
      if (!isWrongSequence(error) && !isPassing(error)) throw error;
      cause = error;
    }
  }
  throw new UnacknowledgedError(`no acknowledgement for ${commit.subject} in ${MAX_APPEND_ATTEMPTS} attempts: the commit may be stored or not`, { cause });
}

function publishOnce(acknowledgements: Acknowledgements, commit: EncodedCommit, expectedSequence: number): Promise<PubAck> {
  const beside = headers();
  const add = (name: string, value: string) => beside.append(name, value);
  writeHeaders(commit.headers, add);
  add(PubHeaders.ExpectedStreamHdr, EVENTS_STREAM);
  add(PubHeaders.ExpectedLastSubjectSequenceHdr, String(expectedSequence));
  return acknowledgements.publish(commit.subject, commit.payload, beside);
}

/**
 * If ours is stored, it is the one right after the expected: others may have followed it since. Asked of the stream's
 * leader, because a replica may not have it yet. @throws ConflictError
 */
async function ownSequence(manager: JetStreamManager, commit: EncodedCommit, expectedSequence: number): Promise<number> {
  const next = await messageAfter(manager, commit.subject, expectedSequence);
  if (isSame(next, commit)) return next!.sequence;
  throw new ConflictError(`${commit.subject} is not at sequence ${expectedSequence} any more`);
}

/** The id alone would do for a repeat of ours; somebody may have used it first for something else. */
function isSame(stored: StoredCommit | undefined, { headers: { commitId, sha256 }, subject }: EncodedCommit): boolean {
  return stored?.headers.commitId === commitId && stored.subject === subject && stored.headers.sha256 === sha256;
}

function isWrongSequence(error: unknown): boolean {
  return error instanceof JetStreamApiError && WRONG_SEQUENCE.includes(error.code);
}

/** No answer, or an answer that another attempt may change: no leader, a restart. Never a refusal of the commit. */
function isPassing(error: unknown): boolean {
  if (error instanceof errors.ClosedConnectionError || error instanceof errors.DrainingConnectionError) return false;
  if (error instanceof errors.InvalidArgumentError || error instanceof errors.PermissionViolationError) return false;
  return !(error instanceof JetStreamApiError) || error.status >= 500;
}
