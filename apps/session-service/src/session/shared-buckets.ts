import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';

/** Somebody else wrote the key first. Older servers have one code for it, newer ones two. */
export function isWrongRevision(error: unknown): boolean {
  return error instanceof JetStreamApiError && (error.code === JetStreamApiCodes.StreamWrongLastSequence || error.code === JetStreamApiCodes.StreamWrongLastSequenceUnknown);
}
