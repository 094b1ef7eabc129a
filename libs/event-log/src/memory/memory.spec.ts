import { eventLogContract } from '../contract-suite/index.ts';
import { memoryEventLog } from './memory-event-log.ts';

eventLogContract('the log in memory', () => Promise.resolve({ log: memoryEventLog(), stop: () => Promise.resolve() }));
