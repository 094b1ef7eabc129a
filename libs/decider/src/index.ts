export { fold, never, Rejected } from './decider.ts';
export type { Decider } from './decider.ts';
export { specification } from './specification.ts';
export type { Outcome } from './specification.ts';
