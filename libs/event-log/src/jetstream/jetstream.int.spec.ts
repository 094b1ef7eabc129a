import { startNats } from '@countersign/test-kit';
import { eventLogContract } from '../contract-suite/index.ts';
import { connectEventLog } from './jetstream-event-log.ts';

eventLogContract('the log in JetStream', async () => {
  const nats = await startNats();
  return { log: await connectEventLog({ natsUrl: nats.url, name: 'contract suite', idleCheckMs: 200 }), stop: () => nats.stop() };
});
