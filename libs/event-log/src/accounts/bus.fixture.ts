import { ADMINISTRATORS, SERVICE_NAMES, type BusUser } from '@countersign/contracts';
import { startNats } from '@countersign/test-kit';
import { connectNats } from '../jetstream/connect.ts';
import { natsAccounts, natsUrlOf, type Passwords } from './nats-accounts.ts';
import { prepareNats } from './prepare-nats.ts';

export interface TestBus {
  /** With the user's credentials, as in `NATS_URL`. */
  urlOf(user: BusUser): string;
  stop(): Promise<void>;
}

/** A nats-server with the accounts that are shipped, and everything on it that the bootstrap makes. */
export async function startBus(): Promise<TestBus> {
  const passwords = Object.fromEntries([...SERVICE_NAMES, ...ADMINISTRATORS].map((user) => [user, `secret of ${user}`])) as unknown as Passwords;
  const nats = await startNats({ accounts: natsAccounts(passwords) });
  const urlOf = (user: BusUser): string => natsUrlOf(user, passwords[user], new URL(nats.url).host);
  const bootstrap = await connectNats({ natsUrl: urlOf('bootstrap') });
  await prepareNats(bootstrap, { recordingRetentionMs: 24 * 3600 * 1000 });
  await bootstrap.close();
  return { urlOf, stop: () => nats.stop() };
}
