import { sessionCommands, type CommandMessage } from '@countersign/contracts';
import { connectNats, jetStreamEventLog } from '@countersign/event-log';
import { commitOf, extended } from '../log/workload.ts';

// Stands for session-service: answers one command as it does, by an append to the log, and has no browsers.

const connection = await connectNats({ natsUrl: process.env['NATS_URL']! });
const log = await jetStreamEventLog(connection);
/** Where each session stands. */
const known = new Map<string, { sequence: number; version: number; runId: string }>();

async function extend(id: string): Promise<{ sequence: number; version: number }> {
  const at = known.get(id) ?? (await load(id));
  const appended = await log.append(commitOf(id, at, [extended], at.runId));
  known.set(id, { ...at, ...appended });
  return appended;
}

async function load(id: string): Promise<{ sequence: number; version: number; runId: string }> {
  const last = (await log.load('session', id)).at(-1)!;
  const event = last.events.at(-1)!;
  return { sequence: last.sequence, version: event.aggregateversion, runId: event.runid! };
}

connection.subscribe(sessionCommands.extend, {
  callback: (_error, message) => {
    const { id, data } = message.json<{ id: string; data: CommandMessage<{ id: string }> }>();
    void extend(data.data.id).then(({ sequence, version }) =>
      message.respond(JSON.stringify({ id, response: { ok: true, position: sequence, version, result: { expiresAt: '2026-11-22T12:00:00.000Z' } }, isDisposed: true })));
  },
});
await connection.flush();
process.send!({ answers: sessionCommands.extend });
