import type { SessionHost, SessionRegistry } from './session-registry.ts';

/** The registry without NATS, for tests: entries stand in the map, places of runs are kept beside it. */
export function memoryRegistry(hosts: Map<string, SessionHost>, self: SessionHost = { node: 'node-a', instance: 'this-process' }): SessionRegistry {
  const places = new Map<string, string[]>();
  const freePlace = async (runId: string, id: string): Promise<void> => void places.set(runId, (places.get(runId) ?? []).filter((other) => other !== id));
  return {
    claim: async (id, runId) => {
      const host = hosts.get(id);
      if (host && host.instance !== self.instance) return { claimed: false, host };
      hosts.set(id, { ...self, runId });
      return { claimed: true };
    },
    host: async (id) => hosts.get(id),
    all: async () => [...hosts].map(([id, host]) => ({ id, host })),
    takePlace: async (runId, id, limit) => {
      const taken = places.get(runId) ?? [];
      if (!taken.includes(id) && taken.length >= limit) return { taken: false, sessions: taken };
      places.set(runId, [...new Set([...taken, id])]);
      return { taken: true };
    },
    freePlace,
    remove: async (id) => {
      const runId = hosts.get(id)?.runId;
      if (runId !== undefined) await freePlace(runId, id);
      hosts.delete(id);
    },
  };
}
