import { MikroORM } from '@mikro-orm/postgresql';
import type { TestGateway } from '../gateway.fixture.ts';
import { rebuild } from '../projecting/rebuild.ts';

/** As an operator does while the gateway runs. */
export async function rebuildReadModels({ log, gateway }: TestGateway): Promise<void> {
  await rebuild({ log, orm: gateway.app.get(MikroORM), progress: () => undefined });
}
