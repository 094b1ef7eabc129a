import type { Adapter } from './adapter.ts';
import { generic } from './generic.ts';
import { greenhouse } from './greenhouse.ts';

const ADAPTERS: readonly Adapter[] = [greenhouse];

export function adapterFor(page: { urls: readonly string[]; landmarks: readonly string[] }): Adapter {
  return ADAPTERS.find((adapter) => adapter.recognises(page)) ?? generic;
}
