import type { LogInspection, ParkedCommit, PassedOver, StreamInspection } from '@countersign/event-log';
import { fail, ok, warn, type Check } from './check.ts';

/** A reactor that is further behind is not at work. */
const MANY_PENDING = 1_000;

export function judgeStream({ server, stream }: LogInspection): Check[] {
  if (!stream) return [fail('stream', 'there is no stream EVENTS: nothing was ever written here', 'Start the services, or correct NATS_URL.')];
  const configuration = stream.unsafe.length > 0
    ? fail('stream', stream.unsafe.join('; '), 'Something else changed it. Compare with the original settings (libs/event-log), take the limits away, then verify the log.')
    : ok('stream', 'file storage, no limits, discards nothing, deny_delete, deny_purge, duplicate window 2 min');
  return [configuration, judgeReplicas(server.isClustered, stream), judgeExtent(stream)];
}

function judgeReplicas(isClustered: boolean, { lagging, replicas }: StreamInspection): Check {
  const named = lagging.map(({ lag, name, offline }) => `${name} ${offline ? 'is offline' : `is ${lag} behind`}`).join(', ');
  if (lagging.some(({ offline }) => offline)) return fail('replicas', named, 'Bring that server back: another loss stops the log.');
  if (named !== '') return warn('replicas', named, 'Look again in a minute: it should catch up.');
  if (isClustered && replicas < 3) return warn('replicas', `${replicas} in a cluster`, 'Make it three: nats stream edit EVENTS --replicas 3.');
  return ok('replicas', `${replicas}${isClustered ? ', all current' : ', on one node'}`);
}

/** What can be told without reading it: every sequence from 1 to the last exists. */
function judgeExtent({ bytes, firstSequence, lastSequence, messages }: StreamInspection): Check {
  const missing = lastSequence - messages;
  if (lastSequence > 0 && missing > 0) {
    const where = firstSequence > 1 ? `; it begins at ${firstSequence}` : '';
    return { ...fail('extent', `${missing} of ${lastSequence} positions are missing${where}`, RESTORE, 'corrupt'), ...(firstSequence > 1 ? { position: 1 } : {}) };
  }
  return ok('extent', `positions 1 to ${lastSequence}, ${(bytes / 1e6).toFixed(1)} MB`);
}

export const RESTORE = 'Keep a copy of the store as it is. Compare with a backup and restore it when that has what is missing; otherwise countersign pass-over lets readers go on, and records who decided so.';

export function judgeReactors({ consumers, stream }: LogInspection): Check[] {
  return consumers.map(({ acknowledgedTo, name, pending, unacknowledged }) => {
    const check = `reactor ${name}`;
    if (stream && acknowledgedTo > stream.lastSequence) return { ...fail(check, `it handled position ${acknowledgedTo}, and the log ends at ${stream.lastSequence}`, RESTORE, 'corrupt'), position: stream.lastSequence + 1 };
    const found = `${pending} behind, ${unacknowledged} at hand`;
    return pending > MANY_PENDING ? warn(check, found, 'See whether its service runs, and its log.') : ok(check, found);
  });
}

export function judgeJournal(parked: readonly ParkedCommit[], passedOver: readonly PassedOver[], quarantined: ReadonlyMap<string, number>): Check[] {
  const waiting = parked.length === 0
    ? ok('parked events', 'none')
    : warn('parked events', `${parked.length}, the oldest since ${parked.map(({ parkedAt }) => parkedAt).sort()[0]}`, 'countersign parked list, then retry or skip each.');
  if (passedOver.length === 0) return [waiting, ok('decisions', 'nothing is passed over')];
  const places = passedOver.map(({ by, sequence, until }) => `${sequence === until ? sequence : `${sequence}–${until}`} (${by})`).join(', ');
  return [waiting, warn('decisions', `passed over: ${places}; ${quarantined.size} aggregates in quarantine`, 'Known damage. Restore a backup that has those positions, when one turns up.')];
}
