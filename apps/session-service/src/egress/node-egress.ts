import { lookup as systemLookup } from 'node:dns/promises';
import type { EgressPattern, Lookup } from '@countersign/egress';
import { BrowserEgress, type EgressLogger } from './browser-egress.ts';
import { egressLimits, type EgressLimits } from './egress-limits.ts';

export interface NodeEgressOptions {
  /** What sessions of this node may reach although it is not of the public internet. */
  readonly opened?: readonly EgressPattern[];
  readonly logger?: EgressLogger;
  readonly limits?: Partial<EgressLimits>;
  /** Default: the system's resolver. */
  readonly lookup?: Lookup;
}

/** The ways of a node's browsers into the network: one rule for all of them, one door each. */
export class NodeEgress {
  readonly #options: NodeEgressOptions;
  readonly #lookup: Lookup;
  readonly #ownPorts = new Set<number>();

  constructor(options: NodeEgressOptions = {}) {
    this.#options = options;
    this.#lookup = sharedLookup(options.lookup ?? allAddresses);
  }

  /** For a browser that runs under this account. It lets nothing through before `allow`. */
  async open(uid: number): Promise<BrowserEgress> {
    const { opened = [], logger = { info: () => undefined, warn: () => undefined }, limits } = this.#options;
    const egress = new BrowserEgress({ uid, opened, logger, lookup: this.#lookup, ownPorts: this.#ownPorts, limits: { ...egressLimits, ...limits } });
    await egress.listen();
    return egress;
  }
}

async function allAddresses(name: string): Promise<readonly string[]> {
  return (await systemLookup(name, { all: true, order: 'verbatim' })).map(({ address }) => address);
}

/**
 * Pages ask for one name many times at once, and the system's resolver has few threads, which file access uses, too: questions
 * under way are shared. Nothing is kept afterwards: the answer's time to live is not known here.
 */
function sharedLookup(lookup: Lookup): Lookup {
  const underWay = new Map<string, Promise<readonly string[]>>();
  return (name) => {
    let asked = underWay.get(name);
    if (!asked) {
      asked = lookup(name).finally(() => underWay.delete(name));
      underWay.set(name, asked);
    }
    return asked;
  };
}
