export { eventLogContract } from './event-log-contract.ts';
export type { StartLog } from './event-log-contract.ts';
