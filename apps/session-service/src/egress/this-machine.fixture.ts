import { parseEgressPattern } from '@countersign/egress';
import { NodeEgress, type NodeEgressOptions } from './node-egress.ts';

/** For tests whose pages are on this machine. */
export const reachingThisMachine = (options: NodeEgressOptions = {}): NodeEgress =>
  new NodeEgress({ opened: ['127.0.0.0/8', '::1'].map(parseEgressPattern), ...options });
