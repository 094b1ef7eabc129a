/**
 * A service beside Countersign, made of libs/contracts and libs/event-log alone: it follows the log and posts to an incoming webhook (Slack,
 * Mattermost, Rocket.Chat …) when something waits for a person and when a form was submitted.
 *
 *   NOTIFIER_WEBHOOK_URL=https://hooks.example.com/… npm run notifier
 *
 * Every event is posted at least once: the position is the server's (the durable consumer "notifier"), and moves on after the webhook took
 * the line. One that was killed in between posts it again, half a minute later. `Idempotency-Key` is the event's id, for receivers that look.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectEventLog } from '@countersign/event-log';
import { noticesOf, type Notice } from './notices.ts';

const POST_TIMEOUT_MS = 10_000;
/** What is older is no news: the first start on an old log does not tell all of it. */
const NEWS_MS = 24 * 3600 * 1000;
/** It may not park commits for an operator, which takes the right to write the journal; so it goes on trying. */
const BACKOFF_MS = [1_000, 5_000, 30_000, 60_000];

const { NATS_URL = urlOfStart(), NOTIFIER_WEBHOOK_URL, COUNTERSIGN_URL = 'http://localhost:4400' } = process.env;
if (!NOTIFIER_WEBHOOK_URL || !URL.canParse(NOTIFIER_WEBHOOK_URL)) throw new Error('NOTIFIER_WEBHOOK_URL must be the address of an incoming webhook');

const log = await connectEventLog({ natsUrl: NATS_URL, name: 'notifier', logger: { warn: say } });
await log.react({
  name: 'notifier',
  maxDeliveries: Number.MAX_SAFE_INTEGER,
  backoffMs: BACKOFF_MS,
  handle: async (commit) => {
    if (Date.now() - commit.storedAt.getTime() > NEWS_MS) return;
    for (const notice of noticesOf(commit, COUNTERSIGN_URL)) await post(notice);
  },
  onError: (error) => say(error.message),
});
say('listening');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void log.close().then(() => process.exit(0)));

/** Anything but 2xx is a failure: the commit comes again. */
async function post({ id, text }: Notice): Promise<void> {
  const answer = await fetch(NOTIFIER_WEBHOOK_URL!, {
    method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': id }, body: JSON.stringify({ text }), redirect: 'error', signal: AbortSignal.timeout(POST_TIMEOUT_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
}

/** The address of its user at the `npm start` of this machine. */
function urlOfStart(): string {
  return (JSON.parse(readFileSync(join(process.env.COUNTERSIGN_DATA ?? '.countersign', 'nats-credentials.json'), 'utf8')) as { notifier: string }).notifier;
}

function say(line: string): void {
  process.stdout.write(`notifier: ${line}\n`);
}
